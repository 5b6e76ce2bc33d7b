import fs from 'node:fs'
import type { Actor } from '~/domain/audit/actor'
import { announceFiles } from '~/domain/consults/announce-uploads.server'
import { takeIn } from '~/domain/consults/take-in.server'
import { db } from '~/platform/database/database.server'
import { partOf, uploadsFolder } from '~/platform/files/parts.server'

export const named = (name: string, size: number, mark = '1') => ({ name, size, mark })
export const announce = async (who: Actor, consultId: string, ...files: ReturnType<typeof named>[]) => (await announceFiles(who, { consultId, files, kind: 'other' })).uploads.map(({ id }) => id)

/** As if the last byte had just arrived. */
export async function arrive(uploadId: string, bytes: Buffer): Promise<void> {
  fs.mkdirSync(uploadsFolder(), { recursive: true })
  fs.writeFileSync(partOf(uploadId), bytes)
  await db.upload.update({ where: { id: uploadId }, data: { state: 'checking' } })
  await takeIn(uploadId)
}
/** Announced and arrived: the upload's id. */
export async function brought(who: Actor, consultId: string, bytes: Buffer, name = 'tệp'): Promise<string> {
  const [id = ''] = await announce(who, consultId, named(name, bytes.length, String(Math.random())))
  await arrive(id, bytes)
  return id
}
export const stateOf = (id: string) => db.upload.findUniqueOrThrow({ where: { id }, select: { state: true, problem: true, files: true, skipped: true, broken: true } })
