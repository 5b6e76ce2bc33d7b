import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { framesOf } from '~/domain/documents/draw-dicom.server'
import { nowIn } from '~/platform/clock.server'
import { db, type Prisma } from '~/platform/database/database.server'
import { idOf } from '~/platform/http/id-of'
import { notFound } from '~/platform/problem'
import type { LoadedConsult } from './change-state.server'
import { listedFiles, sentFiles } from './file-scope'
import { mayConsult } from './policy'
import { scopeOf, type DraftFile } from './queries.server'
import { studiesOf, type StudyCard } from './studies.server'
import { progressOf, type Progress, type UploadLine } from './uploads'

export interface FileList { files: DraftFile[]; studies: StudyCard[]; uploads: UploadLine[] }

/** What was left out of an archive is told for so long (ms); refusals stay until they are put away. */
const recently = 24 * 60 * 60_000

/** Files of a consult for those who add to it: what is there, what is on its way, what was refused. */
export async function fileList(actor: Actor, consultId: string): Promise<FileList> {
  const scope = await scopeOf(actor, consultId)
  allow(mayConsult.identify(actor, scope) && actor.hospitalId === scope.requestingId)
  const since = new Date((await nowIn(db)).getTime() - recently)
  const [files, studies, uploads] = await Promise.all([
    db.consultFile.findMany({ where: { consultId, ...listedFiles }, orderBy: { id: 'asc' }, select: { id: true, name: true, mediaType: true, size: true, thumbnail: true, kind: true, requestVersion: true } }),
    studiesOf(consultId, { sentOnly: false }),
    db.upload.findMany({ where: { consultId, OR: [{ state: { not: 'accepted' } }, { skipped: { gt: 0 }, updatedAt: { gt: since } }] }, orderBy: { id: 'asc' }, take: 300, select: { id: true, name: true, size: true, received: true, state: true, problem: true, skipped: true, broken: true, personId: true } }),
  ])
  return {
    files: files.map(({ thumbnail, ...file }) => ({ ...file, hasThumbnail: thumbnail !== null })), studies,
    uploads: uploads.map(({ personId, size, received, ...one }) => ({ ...one, size: Number(size), received: Number(received), mine: personId === actor.personId })),
  }
}

/** Files as a reader of the record may know them: whole, or before reception only how many of which kind. Those of the thread stand in it. */
export async function filesFor(consultId: string, { identified, ownSide }: { identified: boolean; ownSide: boolean }) {
  const sent = ownSide ? {} : sentFiles
  const [counted, files, studies, progress, recalled] = await Promise.all([
    db.consultFile.groupBy({ by: ['mediaType'], where: { consultId, messageId: null, recalledAt: null, ...sent }, _count: true }),
    identified ? db.consultFile.findMany({ where: { consultId, ...listedFiles, ...sent }, orderBy: { id: 'asc' }, select: { id: true, name: true, mediaType: true, size: true, thumbnail: true, at: true, personId: true, requestVersion: true, kind: true } }) : [],
    identified ? studiesOf(consultId, { sentOnly: !ownSide }) : [],
    uploadProgress({ id: consultId }, { sentOnly: !ownSide }),
    identified ? recalledFiles(consultId, sent) : [],
  ])
  return {
    kinds: Object.fromEntries(counted.map(({ mediaType, _count }) => [mediaType, _count])) as Record<string, number>, studies, progress, recalled,
    files: files.map(({ thumbnail, ...file }) => ({ ...file, hasThumbnail: thumbnail !== null })),
  }
}

/** How far the files of what was sent have come; the asking side counts those of the supplement being written too. */
export async function uploadProgress(scope: Pick<LoadedConsult, 'id'>, { sentOnly }: { sentOnly: boolean }): Promise<Progress | null> {
  const last = await db.requestVersion.findFirst({ where: { consultId: scope.id }, orderBy: { version: 'desc' }, select: { at: true } })
  const where = { consultId: scope.id, ...(sentOnly ? { createdAt: { lte: last?.at ?? new Date(0) }, kind: { not: 'consent' as const } } : {}) }
  // A folder leaves thousands of rows; they are read only while something is on its way.
  if (!(await db.upload.findFirst({ where: { ...where, state: { in: ['receiving', 'checking'] } }, select: { id: true } }))) return null
  return progressOf(await db.upload.findMany({ where, select: { state: true, updatedAt: true } }))
}

export interface RecalledFile { id: string; at: Date; personId: string; reason: string; count: number }

/** Traces of files that were taken back, one line for all that went together; no names, which may tell of somebody else. Those of the thread stand in it. Unscoped: the caller's reader may see identity. */
export async function recalledFiles(consultId: string, which: Prisma.ConsultFileWhereInput = {}): Promise<RecalledFile[]> {
  const rows = await db.consultFile.findMany({ where: { consultId, messageId: null, recalledAt: { not: null }, ...which }, orderBy: [{ recalledAt: 'asc' }, { id: 'asc' }], select: { id: true, recalledAt: true, recalledById: true, recallReason: true } })
  const lines = new Map<string, RecalledFile>()
  for (const { id, recalledAt, recalledById, recallReason } of rows) {
    const key = `${recalledAt?.getTime()} ${recalledById}`
    const line = lines.get(key)
    if (line) line.count += 1
    else lines.set(key, { id, at: recalledAt ?? new Date(0), personId: recalledById ?? '', reason: recallReason, count: 1 })
  }
  return [...lines.values()]
}

/** One picture of a series with its neighbours, for leafing through; `at` counts from 0. The 404 of a random id when it may not be seen. */
export async function seriesPage(actor: Actor, consultId: string, seriesId: string, at: number) {
  const scope = await scopeOf(actor, consultId)
  allow(mayConsult.identify(actor, scope))
  const sentOnly = actor.hospitalId !== scope.requestingId
  const series = await db.dicomSeries.findFirst({ where: { id: idOf(seriesId), study: { consultId } }, select: { id: true, number: true, modality: true, description: true, study: { select: { id: true } } } })
  if (!series) throw notFound()
  const shown = { seriesId: series.id, recalledAt: null, ...(sentOnly ? { requestVersion: { not: null } } : {}) }
  const count = await db.consultFile.count({ where: shown })
  const position = Math.min(Math.max(0, at), count - 1)
  const file = count > 0 ? await db.consultFile.findFirst({ where: shown, orderBy: [{ instanceNumber: 'asc' }, { id: 'asc' }], skip: position, select: { id: true, sha256: true, instanceNumber: true } }) : null
  if (!file) throw notFound()
  const study = (await studiesOf(consultId, { sentOnly })).find(({ id }) => id === series.study.id)
  return { code: scope.code, state: scope.state, series, study: study ?? null, count, position, file: { id: file.id, instanceNumber: file.instanceNumber, frames: await framesOf(file.sha256) } }
}
