import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { ROOT, runNode, say } from './install.mjs'

const GENERATED = 'app/platform/database/generated'

/** Writes the database client, if prisma/schema or Prisma changed since. Returns an exit code. */
export function generate() {
  return onceFor(['prisma/schema'], path.join(GENERATED, '.made-from'), () =>
    runNode('node_modules/prisma/build/index.js', ['generate', '--schema', 'prisma/schema', '--no-hints'], {
      // Generating needs no native engine, only a file by that name: so nothing is fetched from Prisma's host.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    }),
  )
}

/** Builds pages and scripts into build/, if anything they are made of changed since. Returns an exit code. */
export function build() {
  return onceFor(['app', 'prisma', 'public', 'vite.config.ts', 'tsconfig.json'], 'build/.made-from', () => {
    say('Đang dựng giao diện…', 'building the pages…')
    rmSync(path.join(ROOT, 'build'), { recursive: true, force: true })
    const code = runNode('node_modules/@remix-run/dev/dist/cli.js', ['vite:build', '--logLevel', 'warn'], { NODE_ENV: 'production' })
    if (code === 0) compress(path.join(ROOT, 'build/client/assets'))
    return code
  })
}

// The stamp is written last: a run that was interrupted is done again.
function onceFor(inputs, stamp, work) {
  const file = path.join(ROOT, stamp)
  const hash = hashOf([...inputs, 'package-lock.json'])
  if (existsSync(file) && readFileSync(file, 'utf8') === hash) return 0
  const code = work()
  if (code === 0) {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, hash)
  }
  return code
}

function hashOf(inputs) {
  const hash = createHash('sha256')
  for (const file of inputs.flatMap(filesBelow).sort()) hash.update(`${file}\n`).update(readFileSync(path.join(ROOT, file)))
  return hash.digest('hex')
}

function filesBelow(place) {
  const full = path.join(ROOT, place)
  if (!existsSync(full) || place === GENERATED) return []
  let entries
  try {
    entries = readdirSync(full, { withFileTypes: true })
  } catch {
    return [place]
  }
  return entries.flatMap((entry) => (entry.isDirectory() ? filesBelow(`${place}/${entry.name}`) : [`${place}/${entry.name}`]))
}

function compress(folder) {
  for (const name of readdirSync(folder).filter((name) => /\.(js|css|svg|json)$/.test(name))) {
    const bytes = readFileSync(path.join(folder, name))
    writeFileSync(path.join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }))
    writeFileSync(path.join(folder, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }))
  }
}
