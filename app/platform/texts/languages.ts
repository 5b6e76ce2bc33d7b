export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]

/** Vietnamese comes first for everybody, whatever the browser asks for; English is chosen on the page. */
export const fallbackLanguage: Language = 'vi'

export const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value)

/** Texts every page needs: the frame of the page and what a form may answer. */
export const everyPage = ['shell', 'problems']

/** The namespaces a route names: `export const handle = { i18n: ['consults'] }`. */
export const namespacesIn = (handle: unknown): string[] =>
  typeof handle === 'object' && handle !== null && 'i18n' in handle && Array.isArray(handle.i18n) ? handle.i18n.map(String) : []
