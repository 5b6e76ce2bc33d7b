import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { texts } from '~/platform/texts/bundled.server'
import { translate } from '~/platform/texts/translate.server'

const app = path.resolve(import.meta.dirname, '../../app')

/** Our own source files whose name ends so. */
const filesOf = (...endings: string[]) => readdirSync(app, { recursive: true, encoding: 'utf8' })
  .filter((file) => endings.some((ending) => file.endsWith(ending)) && !file.includes('generated'))
  .map((file) => ({ file, source: readFileSync(path.join(app, file), 'utf8') }))

/** Every text of a namespace by its path; plural forms of a language are one text. */
function flat(content: unknown, at = ''): Map<string, string[]> {
  if (typeof content === 'string') return new Map([[at.replace(/_(zero|one|two|few|many|other)$/, ''), [content]]])
  const all = new Map<string, string[]>()
  for (const [key, value] of Object.entries(content as Record<string, unknown>))
    for (const [inner, words] of flat(value, at ? `${at}.${key}` : key)) all.set(inner, [...(all.get(inner) ?? []), ...words])
  return all
}

const gaps = (words: string[]) => [...new Set(words.flatMap((text) => [...text.matchAll(/\{\{\s*([\w.]+)/g)].map(([, name]) => name)))].sort()

describe('texts', () => {
  test('both languages have the same namespaces', () => {
    expect(Object.keys(texts.en).sort()).toEqual(Object.keys(texts.vi).sort())
  })

  test.each(Object.keys(texts.vi))('%s says the same things in both languages', (namespace) => {
    const [vi, en] = [flat(texts.vi[namespace]), flat(texts.en[namespace])]
    expect([...en.keys()].sort()).toEqual([...vi.keys()].sort())
    for (const [key, words] of vi) expect({ key, gaps: gaps(en.get(key) ?? []) }).toEqual({ key, gaps: gaps(words) })
  })

  test('no text is empty, none holds markup', () => {
    for (const language of [texts.vi, texts.en])
      for (const [namespace, content] of Object.entries(language))
        for (const [key, words] of flat(content)) for (const word of words) expect(word, `${namespace}:${key}`).toMatch(/^[^<]+$/u)
  })

  test('a count finds its plural form, in Vietnamese the only one', () => {
    for (const language of ['vi', 'en'] as const)
      for (const [namespace, content] of Object.entries(texts[language])) {
        const forms = (JSON.stringify(content).match(/"(\w+)_(one|other)":/g) ?? []).map((found) => found.slice(1, -2))
        for (const form of forms.filter((name) => name.endsWith('_one'))) expect(language === 'en' && forms.includes(form.replace(/_one$/, '_other')), `${language} ${namespace}:${form}`).toBe(true)
      }
  })

  test('every text the code names exists', () => {
    const vi = translate('vi')
    const missing = filesOf('.ts', '.tsx').flatMap(({ file, source }) =>
      [...source.matchAll(/['"`]([a-z]+:[a-zA-Z][\w]*(?:\.[\w]+)*)['"`]/g)]
        .map(([, key = '']) => key)
        .filter((key) => (key.split(':')[0] ?? '') in texts.vi && !exists(vi, key))
        .map((key) => `${file}: ${key}`))
    expect(missing).toEqual([])
  })

  test('no component holds Vietnamese words of its own', () => {
    const found = filesOf('.tsx').filter(({ source }) => /[À-ỹ]/.test(source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')))
    expect(found.map(({ file }) => file)).toEqual([])
  })

  test('no component has a style attribute, which the policy forbids', () => {
    expect(filesOf('.tsx').filter(({ source }) => /\sstyle=\{/.test(source)).map(({ file }) => file)).toEqual([])
  })
})

/** A plural counts as there when its count finds a form. */
function exists(t: ReturnType<typeof translate>, key: string) {
  const found: unknown = t(key, { count: 2, returnObjects: true, defaultValue: '' })
  return found !== ''
}
