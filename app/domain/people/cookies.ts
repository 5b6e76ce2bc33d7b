import { browserKnownFor } from './limits'

export const browserCookie = '__Host-browser'

/** One cookie of a Cookie header, as sent; our values need no decoding, and a stranger's broken ones must not stop us. */
export function cookieOf(header: string | null | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || null
  }
  return null
}

/** Marks a browser in which somebody has signed in, for over a year. It signs nobody in. */
export const browserCookieFor = (token: string): string =>
  `${browserCookie}=${token}; Max-Age=${browserKnownFor / 1000}; Path=/; HttpOnly; Secure; SameSite=Lax`
