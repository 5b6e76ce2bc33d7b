import { readdirSync, readFileSync } from 'node:fs'
import type { ResourceLanguage } from 'i18next'
import { languages, type Language } from './languages'

export type Texts = Record<Language, ResourceLanguage>

/** Every text of every language: bundled by Vite, read from the disk where there is no bundler (server.ts, scripts). */
export const texts: Texts = import.meta.env ? fromBundle() : fromDisk()

function fromBundle(): Texts {
  const files = import.meta.glob<ResourceLanguage[string]>('./{vi,en}/*.json', { eager: true, import: 'default' })
  const found: Texts = { vi: {}, en: {} }
  for (const language of languages)
    for (const [path, content] of Object.entries(files)) {
      const namespace = new RegExp(`^\\./${language}/(.+)\\.json$`).exec(path)?.[1]
      if (namespace) found[language][namespace] = content
    }
  return found
}

function fromDisk(): Texts {
  const found: Texts = { vi: {}, en: {} }
  for (const language of languages)
    for (const file of readdirSync(new URL(`./${language}/`, import.meta.url)))
      if (file.endsWith('.json')) found[language][file.slice(0, -5)] = JSON.parse(readFileSync(new URL(`./${language}/${file}`, import.meta.url), 'utf8'))
  return found
}
