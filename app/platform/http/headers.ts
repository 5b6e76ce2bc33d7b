import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'

/** Camera, microphone and screen are offered to the room and the check before it only. */
const room = /^\/conferences\/[^/]+\/(room|check)\/?$/

const policy = (nonce: string) => [
  "default-src 'none'",
  // No 'strict-dynamic': the modulepreload links of Remix carry no nonce.
  `script-src 'self' 'nonce-${nonce}'`,
  `style-src 'self' 'nonce-${nonce}'`,
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "media-src 'self' blob:",
  "manifest-src 'self'",
  // sw.js, which shows what the push service brings; it keeps nothing.
  "worker-src 'self'",
  "object-src 'none'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const permissions = (inRoom: boolean) => [
  ...['camera', 'microphone', 'display-capture'].map((feature) => `${feature}=(${inRoom ? 'self' : ''})`),
  ...['geolocation', 'payment', 'usb', 'serial'].map((feature) => `${feature}=()`),
].join(', ')

/**
 * The headers of every answer, errors and files included; must be the first middleware. Puts this answer's nonce
 * into `response.locals.nonce`, which `getLoadContext` hands to the page.
 */
export function securityHeaders(): RequestHandler {
  return (request, response, next) => {
    const nonce = randomBytes(16).toString('base64')
    response.locals.nonce = nonce
    response.set({
      'Content-Security-Policy': policy(nonce),
      'Permissions-Policy': permissions(room.test(request.path)),
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'X-Robots-Tag': 'noindex',
    })
    if (request.secure) response.set('Strict-Transport-Security', 'max-age=31536000')
    next()
  }
}
