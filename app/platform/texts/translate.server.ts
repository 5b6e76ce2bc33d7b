import { createHash } from 'node:crypto'
import { createInstance, type i18n, type ResourceLanguage, type TFunction } from 'i18next'
import { texts } from './bundled.server'
import { everyPage, type Language } from './languages'

// One instance per language, made once: a language that is never changed cannot leak into another reader's page.
const instances = { vi: instance('vi'), en: instance('en') }

function instance(language: Language): i18n {
  const made = createInstance()
  void made.init({
    lng: language, fallbackLng: false, resources: texts, ns: Object.keys(texts[language]), defaultNS: everyPage[0],
    initImmediate: false, returnNull: false, interpolation: { escapeValue: false }, react: { useSuspense: false },
  })
  return made
}

/** The instance pages are rendered with. */
export const textsIn = (language: Language): i18n => instances[language]

/** Texts for mails, papers and page titles: `translate('vi')('consults:state.sent')`. Values are not escaped: the caller knows where they go. */
export const translate = (language: Language): TFunction => instances[language].t

/** The texts of some namespaces, to be sent with a page; unknown ones are left out. */
export function textsOf(language: Language, namespaces: string[]): ResourceLanguage {
  const found: ResourceLanguage = {}
  for (const namespace of namespaces) {
    const content = Object.hasOwn(texts[language], namespace) ? texts[language][namespace] : undefined
    if (content) found[namespace] = content
  }
  return found
}

/** Changes with any text, so that a browser may keep what it fetched for as long as it likes. */
export const textsVersion = createHash('sha256').update(JSON.stringify(texts)).digest('base64url').slice(0, 12)
