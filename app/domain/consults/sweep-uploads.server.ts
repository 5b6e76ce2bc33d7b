import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { dropPart, oldParts, uploadsFolder } from '~/platform/files/parts.server'
import { stillQueued } from '~/platform/jobs/jobs.server'
import path from 'node:path'

const hour = 60 * 60_000
const day = 24 * hour
const month = 30 * day

/**
 * Job: an upload that brought nothing for 24 hours is given up and says so; one whose looking-through failed again and again as well.
 * Bytes nobody waits for go; rows of what is done, and codes of phones, after a month.
 */
export async function sweepUploads(): Promise<void> {
  const now = (await nowIn(db)).getTime()
  const before = (ms: number) => ({ lt: new Date(now - ms) })
  await db.upload.updateMany({ where: { state: 'receiving', updatedAt: before(day) }, data: { state: 'refused', problem: 'files:problem.abandoned' } })
  const late = (await db.upload.findMany({ where: { state: 'checking', updatedAt: before(hour) }, select: { id: true } })).map(({ id }) => id)
  // After a standstill, or behind many others, its turn may still come.
  const queued = await stillQueued(db, 'take-in', late)
  await db.upload.updateMany({ where: { id: { in: late.filter((id) => !queued.has(id)) }, state: 'checking' }, data: { state: 'refused', problem: 'files:problem.failed' } })
  await db.upload.deleteMany({ where: { state: { in: ['accepted', 'refused'] }, updatedAt: before(month) } })
  await db.cameraPass.deleteMany({ where: { expiresAt: before(month) } })
  await sweepUploadParts()
}

/** Takes away bytes older than `olderThanMs` that belong to no upload on its way; returns how many files. */
export async function sweepUploadParts(olderThanMs = 2 * hour): Promise<number> {
  const names = await oldParts(olderThanMs)
  const ids = [...new Set(names.map((name) => name.replace(/\.json$/, '')))]
  const uuids = ids.filter((id) => /^[0-9a-f-]{36}$/.test(id))
  const waited = new Set((await db.upload.findMany({ where: { id: { in: uuids }, state: { in: ['receiving', 'checking'] } }, select: { id: true } })).map(({ id }) => id))
  const nobodys = ids.filter((id) => !waited.has(id))
  for (const id of nobodys) await dropPart(path.join(uploadsFolder(), id))
  return nobodys.length
}
