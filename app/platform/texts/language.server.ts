import { createCookie } from '@remix-run/node'
import { RemixI18Next } from 'remix-i18next/server'
import { fallbackLanguage, isLanguage, languages, type Language } from './languages'

const year = 365 * 24 * 60 * 60
export const languageCookie = createCookie('language', { path: '/', sameSite: 'lax', httpOnly: true, maxAge: year })

// Cookie only: a browser set to English still gets Vietnamese first.
const detection = new RemixI18Next({
  detection: { supportedLanguages: [...languages], fallbackLanguage, order: ['cookie'], cookie: languageCookie },
})

/** The language the reader chose, else Vietnamese. */
export async function languageOf(request: Request): Promise<Language> {
  const found = await detection.getLocale(request)
  return isLanguage(found) ? found : fallbackLanguage
}
