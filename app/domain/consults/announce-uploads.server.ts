import { allow } from '~/domain/audit/allow'
import { transact, type Tx } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { text } from '~/platform/http/form'
import { z } from '~/platform/zod'
import { holdConsult, loadConsult, type LoadedConsult } from './change-state.server'
import { possible } from './lifecycle'
import { mayConsult } from './policy'
import { photoKinds, uploadLimits } from './uploads'

const file = z.object({ name: text(400), size: z.number().int().min(0), mark: text(40).default('') })
export const announceUploads = z.object({ files: z.array(file).min(1).max(uploadLimits.announced, { error: 'files:problem.tooManyAtOnce' }), kind: z.enum(photoKinds).default('other'), membershipId: z.string().optional() })
export type Announcement = z.output<typeof announceUploads>

/** Each file's upload, in the order asked for; `received` bytes are here already from before the line was cut. */
export interface Announced { uploads: { id: string; received: number }[] }

/** May this actor add files now, or collect a consent? The latter also while the request waits for approval. */
export function mayAdd(actor: Actor, consult: LoadedConsult, kind: string): void {
  const consent = kind === 'consent' && mayConsult.collectConsent(actor, consult) && possible('collectConsent', consult.state)
  if (consent) return
  allow(mayConsult.addFile(actor, consult))
  if (!possible('addFile', consult.state)) throw new Problem('consults:problem.filesNotNow', { field: 'files' })
}

/**
 * Says which files will come, before their first byte: what is announced before the request is sent belongs to it, however long it
 * takes. The same file announced again (same name, size and time of change, by the same person and as the same kind) goes on where it stopped.
 */
export async function announceFiles(actor: Actor, { consultId, files, kind, membershipId }: Announcement & { consultId: string }): Promise<Announced> {
  if (membershipId !== undefined && membershipId !== actor.membershipId) throw new Problem('problems:otherMembership')
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    mayAdd(actor, consult, kind)
    await holdConsult(tx, consult)
    const answer = await reserve(tx, now, { consultId, personId: actor.personId, hospitalId: actor.hospitalId, passId: null }, { files, kind })
    record({ name: 'consult.uploadsAnnounced', subject: 'consult', subjectId: consultId, facts: { count: files.length }, audience: [`consult:${consultId}`] })
    return answer
  })
}

interface Owner { consultId: string; personId: string; hospitalId: string; passId: string | null }

/** A step: a row for each file that is not on its way yet. */
export async function reserve(tx: Tx, now: Date, owner: Owner, { files, kind }: Pick<Announcement, 'files' | 'kind'>): Promise<Announced> {
  const { consultId, personId, passId } = owner
  const large = files.find(({ size }) => size > uploadLimits.bytes)
  if (large) throw new Problem('files:problem.tooLarge', { field: 'files', params: { name: large.name.slice(-120) } })
  const waiting = await tx.upload.findMany({ where: { consultId, state: 'receiving' }, select: { id: true, name: true, size: true, mark: true, received: true, kind: true, personId: true, passId: true } })
  const mine = waiting.filter((one) => one.personId === personId && one.passId === passId && one.kind === kind)
  const uploads: Announced['uploads'] = []
  const fresh: { id: string; name: string; size: bigint; mark: string }[] = []
  const taken = new Set<string>()
  for (const { name, size, mark } of files) {
    const found = mine.find((one) => !taken.has(one.id) && one.name === name && Number(one.size) === size && one.mark === mark)
    const id = found?.id ?? newId()
    taken.add(id)
    uploads.push({ id, received: Number(found?.received ?? 0) })
    if (!found) fresh.push({ id, name, size: BigInt(size), mark })
  }
  const bytes = [...waiting, ...fresh].reduce((sum, { size }) => sum + Number(size), 0)
  if (bytes > uploadLimits.waiting || waiting.length + fresh.length > uploadLimits.instances) throw new Problem('files:problem.tooMuch', { field: 'files', params: { limit: uploadLimits.instances } })
  await tx.upload.createMany({ data: fresh.map((one) => ({ ...one, ...owner, kind, createdAt: now, updatedAt: now })) })
  return { uploads }
}

/** Gives up a file that is not whole yet: its row goes, and its bytes with the next sweep. */
export function abandonUpload(actor: Actor, { consultId, uploadId }: { consultId: string; uploadId: string }) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.addFile(actor, consult))
    const { count } = await tx.upload.deleteMany({ where: { id: uploadId, consultId, personId: actor.personId, state: { in: ['receiving', 'refused'] } } })
    allow(count === 1)
    record({ name: 'consult.uploadAbandoned', subject: 'consult', subjectId: consultId, facts: { uploadId }, audience: [`consult:${consultId}`] })
    return { uploadId }
  })
}
