import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'

interface Part { module: string; imports?: string[] }
interface Manifest { entry: Part; routes: Record<string, Part & { path?: string }> }

const client = path.resolve(import.meta.dirname, '../../build/client')
const [file] = readdirSync(path.join(client, 'assets')).filter((name) => /^manifest-.*\.js$/.test(name))
const { entry, routes }: Manifest = JSON.parse(/\{.*\}/s.exec(readFileSync(path.join(client, 'assets', file ?? ''), 'utf8'))?.[0] ?? '')

/** The scripts a part cannot begin without, as Remix preloads them. */
const scriptsOf = ({ module, imports = [] }: Part) => [module, ...imports]

const gzipped = new Map<string, number>()
function weightOf(file: string): number {
  const weight = gzipped.get(file) ?? gzipSync(readFileSync(path.join(client, file)), { level: 9 }).length
  gzipped.set(file, weight)
  return weight
}

/** kB of gzipped JavaScript before a page is fully alive, framework included. */
function limitOf(route: string): number {
  if (/sign-in/.test(route)) return 110
  return /\.room/.test(route) ? 230 : 180
}

for (const [id, route] of Object.entries(routes))
  test(`${id} ships at most ${limitOf(id)} kB of JavaScript`, () => {
    const root = routes.root
    const scripts = new Set([entry, ...(root ? [root] : []), route].flatMap(scriptsOf))
    const weight = [...scripts].reduce((sum, script) => sum + weightOf(script), 0) / 1000
    test.info().annotations.push({ type: 'kB', description: weight.toFixed(1) })
    expect(weight, `${id}: ${weight.toFixed(1)} kB`).toBeLessThanOrEqual(limitOf(id))
  })
