import { transact, type Tx } from '~/domain/audit/transact.server'
import { keepFile } from '~/domain/documents/accept-picture.server'
import { drawDicom } from '~/domain/documents/draw-dicom.server'
import { takeFile, type Taken } from '~/domain/documents/take-file.server'
import type { AcceptedInstance } from '~/domain/documents/take-dicom.server'
import type { Upload } from '~/platform/database/generated/client'
import { db } from '~/platform/database/database.server'
import { dropPart, partOf } from '~/platform/files/parts.server'
import { storeFile } from '~/platform/files/store.server'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { listedFiles } from './file-scope'
import { isOpen, possible } from './lifecycle'
import { keepInstance } from './keep-instance.server'
import { uploadLimits, versionFor } from './uploads'

/** Side of the small picture of a series, in pixels. */
const thumbnailSide = 320
/** Names of broken files told at most; how many there are is counted. */
const namesTold = 50
/** Pages look again after so many pictures of an archive. */
const tellEvery = 50

/**
 * Job: looks into an upload that is whole and makes it files of its consult, each as soon as it is checked; what cannot be taken is
 * refused in words. The second run finds what the first has kept.
 */
export async function takeIn(uploadId: string): Promise<void> {
  const upload = await db.upload.findUnique({ where: { id: uploadId } })
  if (!upload || upload.state !== 'checking') return
  let kept = 0
  try {
    const { skipped, broken } = await takeFile(partOf(uploadId), upload.name, async (taken) => {
      if (await keep(upload, taken)) kept += 1
      if (kept > 0 && kept % tellEvery === 0) await tell(upload, { files: kept })
    }, { photosOnly: upload.passId !== null })
    await tell(upload, { state: 'accepted', files: kept, skipped, broken: broken.slice(0, namesTold).map((name) => name.slice(0, 200)) })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await tell(upload, { state: 'refused', problem: error.key, files: kept })
  }
  await dropPart(partOf(uploadId))
}

/** The row and the event that makes open pages look. */
async function tell(upload: Upload, data: { state?: 'accepted' | 'refused'; problem?: string; files: number; skipped?: number; broken?: string[] }): Promise<void> {
  await transact(null, async (tx, record, now) => {
    await tx.upload.updateMany({ where: { id: upload.id, state: 'checking' }, data: { ...data, updatedAt: now } })
    record({ name: 'consult.uploadTaken', subject: 'consult', subjectId: upload.consultId, fields: ['files'], facts: { uploadId: upload.id, state: data.state ?? 'checking' }, audience: [`consult:${upload.consultId}`] })
  })
}

async function keep(upload: Upload, taken: Taken): Promise<boolean> {
  const thumbnail = taken.kind === 'instance' ? await firstOfSeries(upload.consultId, taken.instance) : null
  return transact(null, async (tx, _record, now) => {
    const version = await placeFor(tx, upload)
    const about = { consultId: upload.consultId, at: now, personId: upload.personId, requestVersion: version }
    if (taken.kind === 'instance') return keepInstance(tx, taken.instance, { ...about, thumbnail }, upload.createdAt)
    const { file } = taken
    const kind = file.mediaType === 'video/mp4' ? 'video' : upload.kind
    // Run again after a crash, an archive brings the same pictures once more: those recalled meanwhile too, which stay away.
    const already = await tx.consultFile.findFirst({ where: { consultId: upload.consultId, sha256: file.sha256, personId: upload.personId, kind, messageId: null, at: { gte: upload.createdAt } }, select: { id: true } })
    if (already) return false
    const { consultId } = upload
    if ((await tx.consultFile.count({ where: { consultId, ...listedFiles } })) >= uploadLimits.files) throw new Problem('files:problem.tooManyFiles')
    await keepFile(tx, file)
    await tx.consultFile.create({ data: { ...about, id: newId(), sha256: file.sha256, name: file.name, mediaType: file.mediaType, size: file.size, thumbnail: file.thumbnail, kind } })
    return true
  })
}

/**
 * The request version the files belong to. What was announced before the request was sent is part of it even if the answer is being
 * written already; later ones need a consult that still takes files. Withdrawn and closed consults take nothing; a signed consent is part
 * of no version. The consult is held:
 * a send or a recall under way is waited for, or it would miss this file.
 */
async function placeFor(tx: Tx, upload: Upload): Promise<number | null> {
  await tx.$executeRaw`select 1 from "Consult" where "id" = ${upload.consultId}::uuid for no key update`
  const consult = await tx.consult.findUnique({ where: { id: upload.consultId }, select: { state: true, versions: { select: { version: true, at: true } } } })
  if (!consult) throw new Problem('files:problem.notNow')
  const version = versionFor(upload.createdAt, consult.versions)
  const welcome = possible('addFile', consult.state) || (isOpen(consult.state) && (version !== null || upload.kind === 'consent' || consult.state === 'awaitingApproval'))
  if (!welcome) throw new Problem('files:problem.notNow')
  return upload.kind === 'consent' ? null : version
}

/** A small picture for a series that has none yet; its other pictures are drawn when somebody looks. */
async function firstOfSeries(consultId: string, { sha256, header }: AcceptedInstance): Promise<string | null> {
  const shown = await db.consultFile.findFirst({ where: { consultId, thumbnail: { not: null }, recalledAt: null, series: { seriesUid: header.seriesUid } }, select: { id: true } })
  const picture = shown ? null : await drawDicom(sha256, { side: thumbnailSide })
  return picture && storeFile(picture.jpeg)
}
