import { createInstance, type BackendModule, type i18n, type Resource } from 'i18next'
import { everyPage } from './languages'

const files = import.meta.glob<Resource[string][string]>('./{vi,en}/*.json', { import: 'default' })

/** Fetches a namespace the first page did not bring, in the one language of this document. */
const lazily: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = files[`./${language}/${namespace}.json`]
    if (!load) return done(null, {})
    load().then((content) => done(null, content), (error: Error) => done(error, null))
  },
}

/** The browser's texts: those sent inside the page (`<script id="texts">`), others when a page asks for them. */
export async function textsInBrowser(): Promise<i18n> {
  const language = document.documentElement.lang
  const sent: Resource[string] = JSON.parse(document.getElementById('texts')?.textContent ?? '{}')
  const made = createInstance()
  await made.use(lazily).init({
    lng: language, fallbackLng: false, resources: { [language]: sent }, partialBundledLanguages: true,
    ns: Object.keys(sent), defaultNS: everyPage[0], returnNull: false, interpolation: { escapeValue: false },
  })
  return made
}
