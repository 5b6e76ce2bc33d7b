import type { Request, Response } from 'express'
import { fallbackLanguage, isLanguage, type Language } from '~/platform/texts/languages'
import { translate } from '~/platform/texts/translate.server'

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The language cookie as Remix writes it: base64 of JSON, URI-encoded. Anything else is Vietnamese. */
function languageFrom(cookies = ''): Language {
  const value = /(?:^|;\s*)language=([^;]+)/.exec(cookies)?.[1]
  try {
    const found: unknown = value && JSON.parse(Buffer.from(decodeURIComponent(value), 'base64').toString())
    return isLanguage(found) ? found : fallbackLanguage
  } catch {
    return fallbackLanguage
  }
}

/** Answers before Remix is reached: title and text by key (`<key>.title`, `<key>.<text>`), in the reader's language. */
export function plainPage(request: Request, response: Response, status: number, key: string, { text = 'text', ...params }: Record<string, string | number> = {}) {
  const language = languageFrom(request.headers.cookie)
  const t = translate(language)
  const [title, body] = [t(`${key}.title`, params), t(`${key}.${text}`, params)]
  response.status(status).set('Cache-Control', 'no-store')
  if (!request.accepts('html')) return void response.json({ problem: body })
  response.type('html').send(`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title></head><body><main><h1>${escaped(title)}</h1><p>${escaped(body)}</p></main></body></html>`)
}
