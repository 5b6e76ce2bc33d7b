import type { RequestHandler } from 'express'
import { fromOurselves } from './origins'
import { plainPage } from './plain-page'

export { socketAllowed } from './origins'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses every change that another site asks for, on all paths (pages, `.data`, resources, the sockets' polling), and the
 * old `?_data` door of Remix, which single fetch leaves open. Must stand before Remix, which answers such a request with 500.
 */
export function crossSiteGuard(publicUrl?: string): RequestHandler {
  return (request, response, next) => {
    // Remix believes this header before Host; only a proxy named by TRUST_PROXY may say it.
    if (!request.app.get('trust proxy')) delete request.headers['x-forwarded-host']
    if (request.query['_data'] !== undefined) return plainPage(request, response, 400, 'shell:unreadable')
    if (reading.has(request.method) || fromOurselves(request.headers, publicUrl)) return next()
    const site = request.headers['sec-fetch-site']
    const origin = request.headers.origin
    // Our own page under an address nobody configured: say which one is.
    if (site === 'same-origin' && origin && publicUrl) return plainPage(request, response, 403, 'shell:refused', { text: 'address', origin, wanted: publicUrl })
    plainPage(request, response, 403, 'shell:refused')
  }
}

const kB = 1024

/** Paths that take files, and how much at a time; the files' own limits are the domain's. */
const uploads = /^\/(consults\/[^/]+\/(files|compose)|camera\/[^/]+|duty\/import)(\.data)?\/?$/

/** The most a request to this path may carry, in bytes. */
export const limitAt = (path: string): number => (uploads.test(path) ? 64 * kB * kB : 256 * kB)

/**
 * Refuses bodies that are too large before they are read. A body of unknown length is refused as well (411): browsers always
 * name the length of a form, and Node reads no more than was named.
 */
export function bodyLimit(limit: (path: string) => number = limitAt): RequestHandler {
  return (request, response, next) => {
    if (reading.has(request.method)) return next()
    const most = limit(request.path)
    const length = request.headers['content-length']
    if (length === undefined && request.headers['transfer-encoding'] !== undefined) return plainPage(request, response.set('Connection', 'close'), 411, 'shell:unreadable')
    if (Number(length ?? 0) <= most) return next()
    plainPage(request, response.set('Connection', 'close'), 413, 'shell:tooLarge', { limit: most < kB * kB ? `${most / kB} kB` : `${most / kB / kB} MB` })
  }
}
