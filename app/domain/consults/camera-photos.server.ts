import type { AcceptedFile } from '~/domain/documents/accept-picture.server'
import { acceptPhoto } from '~/domain/documents/accept-photo.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { actorOfPass, passState, type Pass } from './camera-pass.server'
import { addFiles } from './consult-files.server'
import type { PhotoKind, UploadLine } from './uploads'

export interface PhoneView {
  state: 'open' | 'closed' | 'expired'
  kind: PhotoKind
  /** of a consult that was sent; a draft has none */
  code: string | null
  expiresAt: string
  /** what came with this code, newest first: no names, they may tell of somebody */
  arrived: { id: string; state: UploadLine['state']; problem: string }[]
}

/** What a phone with the code is shown. Unscoped: the code is the right, to this and nothing else. */
export async function phoneView(pass: Pass): Promise<PhoneView> {
  const [now, consult, arrived] = await Promise.all([
    nowIn(db), db.consult.findUnique({ where: { id: pass.consultId }, select: { code: true } }),
    db.upload.findMany({ where: { passId: pass.id, state: { not: 'receiving' } }, orderBy: { id: 'desc' }, take: 60, select: { id: true, state: true, problem: true } }),
  ])
  return { state: passState(pass, now), kind: pass.kind, code: consult?.code ?? null, expiresAt: pass.expiresAt.toISOString(), arrived }
}

/** A photograph of a form, checked and stored; with a code that has ended nothing is even looked at. */
export async function acceptWith(pass: Pass, bytes: Uint8Array, name: string): Promise<AcceptedFile> {
  await actorOfPass(pass)
  return acceptPhoto(bytes, name)
}

/** Photographs that came with a form: files of the consult at once, in the name of who showed the code. Returns how many. */
export async function takePhotos(pass: Pass, files: readonly AcceptedFile[]): Promise<number> {
  const actor = await actorOfPass(pass)
  return (await addFiles(actor, { consultId: pass.consultId, files, kind: pass.kind })).fileIds.length
}
