import { createInstance, type BackendModule, type i18n, type Resource } from 'i18next'
import { everyPage } from './languages'

/** What a document brings in `<script id="texts">`: its own texts, and the version under which others may be fetched and kept. */
export interface SentTexts { version: string; texts: Resource[string] }

/** Fetches a namespace the first page did not bring, in the one language of this document. */
const lazily = (version: string): BackendModule => ({
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    fetch(`/texts/${language}/${namespace}?v=${version}`)
      .then((answer) => (answer.ok ? answer.json() : {}))
      .then((content) => done(null, content), (error: Error) => done(error, null))
  },
})

/** The browser's texts: those sent inside the page, others when a page asks for them. */
export async function textsInBrowser(): Promise<i18n> {
  const language = document.documentElement.lang
  const { version, texts }: SentTexts = JSON.parse(document.getElementById('texts')?.textContent ?? '')
  const made = createInstance()
  await made.use(lazily(version)).init({
    lng: language, fallbackLng: false, resources: { [language]: texts }, partialBundledLanguages: true,
    ns: Object.keys(texts), defaultNS: everyPage[0], returnNull: false, interpolation: { escapeValue: false },
  })
  return made
}
