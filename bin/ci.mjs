// .ci/run: npm test, the unit tests under newer Nodes, the oracles; one closing line for all.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { needNode, ROOT } from './install.mjs'
import { addCounts, check, finish, vitest } from './phases.mjs'

const NEWER_NODES = ['22', '24']
const PROGRAMS = { pdftotext: 'poppler-utils', pdfsig: 'poppler-utils' }

needNode()
process.chdir(ROOT)
const temporary = mkdtempSync(path.join(tmpdir(), 'chi-em-ci-'))
const counts = path.join(temporary, 'counts')

const run = (program, args, env = {}) => spawnSync(program, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } }).status ?? 1
const has = (program) => spawnSync(program, ['-v'], { stdio: 'ignore' }).error === undefined

/** A script of ours that sums for itself; one that dies before it could counts as failed. */
function script(name) {
  run(process.execPath, [`bin/${name}.mjs`], { CI_COUNTS: counts })
  if (addCounts(counts) === 0) check(name, () => 1)
  rmSync(counts, { force: true })
}

const missing = [...new Set(Object.entries(PROGRAMS).flatMap(([program, name]) => (has(program) ? [] : [name])))]
if (missing.length > 0) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  check('programs of the oracles', () => run('apt-get', ['update', '-qq'], env) || run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], env))
}

script('test')
for (const version of NEWER_NODES) {
  const folder = path.join(temporary, `node-${version}`)
  const name = `node-linux-${process.arch}`
  run('npm', ['install', '--prefix', folder, '--no-save', '--loglevel=error', `${name}@${version}`])
  const node = path.join(folder, 'node_modules', name, 'bin', 'node')
  vitest('unit', { name: `unit-node-${version}`, run: (file, args) => run(node, [file, ...args]) })
}
script('oracles')
rmSync(temporary, { recursive: true, force: true })
finish()
