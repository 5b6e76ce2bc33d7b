import QRCode from 'qrcode'
import type { Actor } from '~/domain/audit/actor'
import { env } from '~/platform/env.server'
import { openCamera } from './camera-pass.server'
import type { PhotoKind } from './uploads'

/** A code to be scanned, once: the token in it is kept nowhere else. */
export interface CameraCode { passId: string; kind: PhotoKind; address: string; picture: string; expiresAt: string; local: boolean }

/** Opens the consult to a phone and draws its address as a QR code (SVG as a data address). */
export async function makeCameraCode(actor: Actor, given: { consultId: string; kind: PhotoKind }): Promise<CameraCode> {
  const { passId, token, expiresAt } = await openCamera(actor, given)
  const address = `${env().PUBLIC_URL}/camera/${token}`
  const svg = await QRCode.toString(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
  const { hostname } = new URL(address)
  return {
    passId, kind: given.kind, address, picture: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`, expiresAt: expiresAt.toISOString(),
    local: ['localhost', '127.0.0.1', '[::1]'].includes(hostname),
  }
}
