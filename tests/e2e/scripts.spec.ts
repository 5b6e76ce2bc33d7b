import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { parse } from 'acorn'
import { simple } from 'acorn-walk'

const assets = path.resolve(import.meta.dirname, '../../build/client/assets')
const scripts = readdirSync(assets).filter((file) => file.endsWith('.js')).map((file) => ({ file, code: readFileSync(path.join(assets, file), 'utf8') }))

/** Names that Chrome 109 or Firefox 115 has not: as `object.name`, or as a method whatever it is called on. */
const named = new Set([
  'Object.groupBy', 'Map.groupBy', 'Promise.withResolvers', 'Promise.try', 'Array.fromAsync', 'URL.canParse', 'URL.parse', 'AbortSignal.any', 'RegExp.escape', 'Intl.Segmenter', 'Intl.DurationFormat', 'Iterator.from',
  'Uint8Array.fromBase64', 'Uint8Array.fromHex', 'Math.sumPrecise', 'Symbol.dispose', 'Symbol.asyncDispose', 'CSS.highlights', 'Error.isError', 'document.startViewTransition', 'navigator.userActivation', 'navigator.wakeLock',
])
const methods = new Set([
  'toSorted', 'toReversed', 'toSpliced', 'isWellFormed', 'toWellFormed', 'transferToFixedLength', 'symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom', 'showPopover', 'hidePopover', 'togglePopover',
  'moveBefore', 'setHTMLUnsafe', 'getHTML', 'toBase64', 'setFromBase64', 'waitAsync', 'requestClose',
])
const globals = new Set(['Temporal', 'Float16Array', 'SuppressedError', 'scheduler', 'navigation', 'EyeDropper', 'Highlight', 'CSSStartingStyleRule', 'documentPictureInPicture'])

interface Named { type: string; name?: string }

/** Uses that stand behind a question whether they are there, or before what takes their place. */
const asked = (code: string, name: string): boolean => new RegExp(`typeof ${name.replace('.', '\\.')}|["'\`]${name.split('.').at(-1) ?? name}["'\`] ?in |${name.replace('.', '\\.')}\\?\\.|\\.${name.split('.').at(-1) ?? name}\\?\\.|${name.replace('.', '\\.')} ?(&&|\\?|\\|\\|)`).test(code)

function tooNewIn(code: string): string[] {
  const found = new Set<string>()
  const tree = parse(code, { ecmaVersion: 2022, sourceType: 'module' })
  simple(tree, {
    MemberExpression({ object, property, computed }) {
      if (computed || property.type !== 'Identifier') return
      const owner = (object as Named).type === 'Identifier' ? (object as Named).name ?? '' : ''
      if (named.has(`${owner}.${property.name}`)) found.add(`${owner}.${property.name}`)
    },
    CallExpression({ callee }) {
      if (callee.type === 'MemberExpression' && !callee.computed && callee.property.type === 'Identifier' && methods.has(callee.property.name)) found.add(callee.property.name)
    },
    Identifier({ name }) {
      if (globals.has(name)) found.add(name)
    },
  })
  return [...found].filter((name) => !asked(code, name))
}

test('the check itself sees what is too new', () => {
  expect(tooNewIn('list.toSorted(); Object.groupBy(a, b); new Intl.Segmenter("vi")')).toEqual(['toSorted', 'Object.groupBy', 'Intl.Segmenter'])
  expect(() => tooNewIn('/[\\p{L}--[a-z]]/v')).toThrow()
  expect(tooNewIn('if (typeof Intl.Segmenter === "function") new Intl.Segmenter("vi")')).toEqual([])
  expect(tooNewIn('const escape = RegExp.escape||(text => text)')).toEqual([])
})

test('every shipped script is what Chrome 109 and Firefox 115 can read, and calls nothing they have not', () => {
  expect(scripts.length).toBeGreaterThan(30)
  const wrong = scripts.flatMap(({ file, code }) => {
    try {
      return tooNewIn(code).map((name) => `${file}: ${name}`)
    } catch (error) {
      return [`${file}: ${error instanceof Error ? error.message : 'unreadable'}`]
    }
  })
  expect(wrong).toEqual([])
})

test('the scripts inside a page are old enough too', async ({ request, baseURL }) => {
  const html = await (await request.get(`${baseURL ?? process.env.E2E_URL ?? ''}/sign-in`)).text()
  const inline = [...html.matchAll(/<script(?![^>]*(?:src=|application\/json))[^>]*>([\s\S]*?)<\/script>/g)].map(([, code = '']) => code).filter((code) => code.trim() !== '')
  expect(inline.length).toBeGreaterThan(0)
  expect(inline.flatMap(tooNewIn)).toEqual([])
})
