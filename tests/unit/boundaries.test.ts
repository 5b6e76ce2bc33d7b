import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** A folder imports itself and what stands above it. A total order has no cycles. */
const order = [
  'platform',
  'domain/audit',
  'domain/hospitals',
  'domain/people',
  'domain/catalogue',
  'domain/documents',
  'domain/notifications',
  'domain/duty',
  'domain/agreements',
  'domain/consults',
  'domain/schedule',
  'domain/rooms',
  'domain/transfers',
  'domain/support',
  'domain/protection',
  'domain/network',
  'domain/exchange',
  'sockets',
  'ui',
  'routes',
]

const ignored = new Set(['node_modules', 'build', 'data', 'generated', 'test-results', 'playwright-report', '.git', '.vite'])

function filesBelow(folder: string): string[] {
  return fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const place = path.posix.join(folder, entry.name)
    if (entry.isDirectory()) return ignored.has(entry.name) ? [] : filesBelow(place)
    return /\.(ts|tsx|mjs|js)$/.test(entry.name) ? [place] : []
  })
}

const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8')

/** What a file imports, as paths from the root for our own files; packages are left out. */
function importsOf(file: string): string[] {
  const named = [...read(file).matchAll(/(?:\bfrom|\bimport\(|^import)\s*['"]([^'"]+)['"]/gm)].map((match) => match[1] ?? '')
  return named.flatMap((name) => {
    if (name.startsWith('~/')) return [`app/${name.slice(2)}`]
    if (name.startsWith('.')) return [path.posix.join(path.posix.dirname(file), name)]
    return []
  })
}

/** The place in the order; files directly in app/ (root, entries, start) stand below all. */
function rank(file: string): number {
  const found = order.findIndex((folder) => file.startsWith(`app/${folder}/`))
  return found < 0 ? order.length : found
}

const app = filesBelow('app')
const all = filesBelow('.')

test('every folder of app/ has its place in the order', () => {
  const strangers = app.filter((file) => rank(file) === order.length && path.posix.dirname(file) !== 'app')
  expect(strangers).toEqual([])
})

test('imports point up', () => {
  expect(app.flatMap(importsOf).length).toBeGreaterThan(100)
  const wrong = app.flatMap((file) => {
    const down = importsOf(file).filter((target) => target.startsWith('app/') && rank(target) > rank(file))
    return down.map((target) => `${file} -> ${target}`)
  })
  expect(wrong).toEqual([])
})

test('no route knows the database', () => {
  const wrong = app.filter((file) => file.startsWith('app/routes/') && importsOf(file).some((target) => target.startsWith('app/platform/database/database')))
  expect(wrong).toEqual([])
})

test('no code file is longer than 250 lines', () => {
  const long = all.map((file) => ({ file, lines: read(file).split('\n').length - 1 })).filter(({ lines }) => lines > 250)
  expect(long).toEqual([])
})

test('nothing is named after having no name', () => {
  const nameless = /(^|[/.-])(utils?|helpers?|common|misc|managers?|services?)([/.-]|$)/i
  expect(all.filter((file) => nameless.test(file))).toEqual([])
})
