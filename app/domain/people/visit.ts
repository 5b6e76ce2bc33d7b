/** What a request tells about the page behind it. */

const pathAndQuery = (address: string): string | null => {
  try {
    const url = new URL(address)
    // How Remix asks for data: the page's address with these on it.
    url.searchParams.delete('_routes')
    if (url.searchParams.get('index') === '') url.searchParams.delete('index')
    return url.pathname.replace(/(?<=.)\.data$/, '') + url.search
  } catch {
    return null
  }
}

/** Sent by a script of the page (Remix asking for data), not by following a link or sending a form. */
export function byScript(headers: Headers): boolean {
  // Safari before 16.4 sends no Sec-Fetch headers; a navigation always accepts HTML.
  const brought = headers.get('sec-fetch-dest')
  return brought ? brought === 'empty' : !(headers.get('accept') ?? '').includes('text/html')
}

/**
 * Whether the page asked by itself: it fetched its own data again, or a picture in it. Such a request does not keep a
 * sign-in alive. The Referer names the page because the policy is same-origin.
 */
export function refreshesItself({ method, headers, url }: Request): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const brought = headers.get('sec-fetch-dest')
  if (brought && !['document', 'iframe', 'empty'].includes(brought)) return true
  const page = pathAndQuery(headers.get('referer') ?? '')
  return byScript(headers) && page !== null && page === pathAndQuery(url)
}

/** The page a request belongs to, as a path to come back to: for a form the page it stood on. */
export function pageOf({ method, headers, url }: Request): string {
  const form = method !== 'GET' && method !== 'HEAD' ? pathAndQuery(headers.get('referer') ?? '') : null
  return form ?? pathAndQuery(url) ?? '/'
}

/** A path on this site to go to after signing in; anything else, and the sign-in page itself, becomes /today. */
export function safeNext(next: unknown): string {
  const fallback = '/today'
  // Browsers read \\ as / and skip tabs and line breaks, so neither may come near the beginning.
  if (typeof next !== 'string' || !/^\/(?![/\\])[^\\\u0000-\u0020\u007f]*$/.test(next) || next.length > 2000) return fallback
  return /^\/sign-(in|out)(?![\w-])/.test(next) ? fallback : next
}

/** Plain http on another name than this machine's: browsers drop __Host- cookies there and signing in fails silently. */
export function dropsCookies(url: string, publicUrl: string): boolean {
  const { protocol, hostname } = new URL(url)
  const loopback = hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || hostname.startsWith('127.')
  return protocol === 'http:' && !loopback && !publicUrl.startsWith('https:')
}
