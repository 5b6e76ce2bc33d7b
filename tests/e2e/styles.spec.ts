import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'

const assets = path.resolve(import.meta.dirname, '../../build/client/assets')
const sheets = readdirSync(assets).filter((file) => file.endsWith('.css')).map((file) => ({ file, css: readFileSync(path.join(assets, file), 'utf8') }))

/** The sheet without what stands inside @supports, which old browsers skip. */
function forEverybody(css: string): string {
  let rest = css
  for (let at = rest.indexOf('@supports'); at >= 0; at = rest.indexOf('@supports', at)) {
    let [position, depth] = [rest.indexOf('{', at) + 1, 1]
    for (; depth > 0 && position < rest.length; position++) depth += rest[position] === '{' ? 1 : rest[position] === '}' ? -1 : 0
    rest = rest.slice(0, at) + rest.slice(position)
  }
  return rest
}

/** What Chrome 109, Firefox 115 or Safari 15.4 does not know. */
const tooNew: Array<[string, RegExp]> = [
  ['oklch and oklab', /okl(ch|ab)\(/],
  ['color-mix', /color-mix\(/],
  ['nesting', /[{};]\s*&|&\s*[.:>{]/],
  [':has', /:has\(/],
  ['ranges in media queries', /@media[^{]*[<>]/],
  ['container queries', /@container/],
  ['light-dark', /light-dark\(/],
  ['relative colours', /(rgb|hsl)\(from /],
]

test('one sheet holds the look; browser and server built the same one', () => {
  expect(sheets.filter(({ css }) => css.includes('#0b5966'))).toHaveLength(1)
})

for (const [name, pattern] of tooNew)
  test(`shipped styles use no ${name}`, () => {
    for (const { file, css } of sheets) expect(pattern.exec(forEverybody(css))?.[0], file).toBeUndefined()
  })

test('fonts and pictures come from our own server', () => {
  for (const { css } of sheets) expect([...css.matchAll(/url\(["']?([^)"']*)/g)].map(([, url]) => url).filter((url) => !url?.startsWith('/'))).toEqual([])
})
