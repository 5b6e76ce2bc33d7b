import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { texts } from '~/platform/texts/bundled.server'
import { everyPage } from '~/platform/texts/languages'

/*
 * A page brings the texts its route names in `handle.i18n`. One that a component says and the route does not name stands as its key
 * on the page, and what React then draws anew takes along what somebody has typed before the script came.
 */
const app = path.resolve(import.meta.dirname, '../../app')
const namespaces = Object.keys(texts.vi)

function fileOf(from: string, name: string): string | null {
  const place = name.startsWith('~/') ? path.join(app, name.slice(2)) : name.startsWith('.') ? path.resolve(path.dirname(from), name) : null
  return place && ([`${place}.tsx`, `${place}.ts`].find((file) => fs.existsSync(file)) ?? null)
}

/** Our own code that a page runs in the browser: what its file imports for its values, at once or later. */
function browserCodeOf(route: string): Set<string> {
  const found = new Set<string>()
  const take = (file: string) => {
    if (found.has(file)) return
    found.add(file)
    const source = fs.readFileSync(file, 'utf8')
    for (const [, first, later] of source.matchAll(/^(?:import|export)\s+(?!type\b)[^'"]*?from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm)) {
      const next = fileOf(file, first ?? later ?? '')
      if (next && !next.includes('.server.')) take(next)
    }
  }
  take(route)
  return found
}

const saidIn = (file: string): string[] => {
  const source = fs.readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  // What a part asks for by itself comes when it is shown.
  return namespaces.filter((namespace) => !source.includes(`useTranslation('${namespace}'`) && new RegExp(`\\bt\\(\\s*(?:[\\w.!=\\s()'"]+\\?\\s*)?['"\`]${namespace}:|(?:Key|label|text)=\\{?['"\`]${namespace}:`).test(source))
}

const routes = fs.readdirSync(path.join(app, 'routes'), { withFileTypes: true })
  .map((entry) => path.join(app, 'routes', entry.name, ...(entry.isDirectory() ? ['route.tsx'] : []))).filter((file) => file.endsWith('.tsx') && fs.existsSync(file))

test.each(routes.map((route) => [path.relative(app, route), route]))('%s names the texts that its components say', (_name, route) => {
  const source = fs.readFileSync(route, 'utf8')
  if (!/export default function/.test(source)) return
  const [, named = ''] = /handle = \{[^}]*i18n: \[([^\]]*)\]/.exec(source) ?? []
  const brought = new Set([...everyPage, ...[...named.matchAll(/'([^']+)'/g)].map(([, one]) => one)])
  const missing = [...browserCodeOf(route)].flatMap((file) => saidIn(file).filter((namespace) => !brought.has(namespace)).map((namespace) => `${namespace} (${path.relative(app, file)})`))
  expect(missing).toEqual([])
})
