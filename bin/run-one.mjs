import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { install, needNode, ROOT, runNode } from './install.mjs'
import { generate } from './prepare.mjs'

/** Runs tests/<folder>/<name>.ts, the name and further words from the command line; without a name lists what there is. */
export function runOne(folder) {
  needNode()
  process.chdir(ROOT)
  install({ tests: true })
  generate()
  const [name, ...words] = process.argv.slice(2)
  const file = path.join('tests', folder, `${name}.ts`)
  if (name && existsSync(file)) process.exit(runNode('node_modules/tsx/dist/cli.mjs', [file, ...words], { NODE_ENV: 'production' }))
  const known = existsSync(path.join('tests', folder)) ? readdirSync(path.join('tests', folder)).filter((file) => file.endsWith('.ts')) : []
  process.stderr.write(`npm run ${folder} NAME: ${known.map((file) => path.basename(file, '.ts')).join(', ')}\n`)
  process.exit(2)
}
