import type { IncomingHttpHeaders } from 'node:http'

const isLoopback = (hostname: string) => hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)

function parsed(address: string | undefined): URL | undefined {
  return address && URL.canParse(address) ? new URL(address) : undefined
}

/**
 * Whether a page of this origin may speak to us: the origin of PUBLIC_URL; on a machine of one's own (PUBLIC_URL missing or
 * itself local) also localhost and 127.0.0.1 at the port the request came to. The Host header alone proves nothing.
 */
export function allowedOrigin(origin: string | undefined, hostHeader: string | undefined, publicUrl?: string): boolean {
  const from = parsed(origin)
  if (!from) return false
  const wanted = parsed(publicUrl)
  if (wanted && from.origin === wanted.origin) return true
  return (!wanted || isLoopback(wanted.hostname)) && isLoopback(from.hostname) && from.host === hostHeader
}

const one = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header)

/**
 * Whether a request that changes something comes from our own pages. Fetch metadata decides where the browser sends it,
 * but an Origin that is named must be ours as well; older browsers (Safari before 16.4) are judged by Origin alone.
 */
export function fromOurselves(headers: IncomingHttpHeaders, publicUrl?: string): boolean {
  const site = one(headers['sec-fetch-site'])
  const origin = one(headers.origin)
  if (site && site !== 'same-origin' && site !== 'none') return false
  if (origin === undefined) return site !== undefined
  return allowedOrigin(origin, headers.host, publicUrl)
}

/** For the sockets' handshake: an upgrade always names its Origin; polling by GET does not, so there the metadata counts. */
export function socketAllowed(headers: IncomingHttpHeaders, publicUrl?: string): boolean {
  const upgrade = one(headers.upgrade)?.toLowerCase() === 'websocket'
  const origin = one(headers.origin)
  if (upgrade || origin !== undefined) return fromOurselves({ ...headers, origin: origin ?? 'null' }, publicUrl)
  const site = one(headers['sec-fetch-site'])
  return site === undefined || site === 'same-origin'
}
