import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { keepFile, type AcceptedFile } from '~/domain/documents/accept-picture.server'
import { newId } from '~/platform/id'
import { notFound, Problem } from '~/platform/problem'
import { mayAdd } from './announce-uploads.server'
import { audienceOf, holdConsult, loadConsult } from './change-state.server'
import { listedFiles } from './file-scope'
import { mayConsult } from './policy'
import type { removeFile as removeSchema } from './schema'
import { uploadLimits, type PhotoKind } from './uploads'

/** Adds checked files to a draft, or to a supplement being written; the other side sees them when it is sent. */
export function addFiles(actor: Actor, { consultId, files, kind = 'other' }: { consultId: string; files: readonly AcceptedFile[]; kind?: PhotoKind }) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    mayAdd(actor, consult, kind)
    await holdConsult(tx, consult)
    if ((await tx.consultFile.count({ where: { consultId, ...listedFiles } })) + files.length > uploadLimits.files) throw new Problem('consults:problem.tooManyFiles', { field: 'files', params: { limit: uploadLimits.files } })
    const ids: string[] = []
    for (const file of files) {
      await keepFile(tx, file)
      const id = newId()
      ids.push(id)
      await tx.consultFile.create({
        data: { id, consultId, sha256: file.sha256, name: file.name, mediaType: file.mediaType, size: file.size, thumbnail: file.thumbnail, at: now, personId: actor.personId, kind },
      })
    }
    record({ name: 'consult.filesAdded', subject: 'consult', subjectId: consultId, fields: ['files'], facts: { fileIds: ids }, audience: consult.state === 'draft' ? [`person:${actor.personId}`, `consult:${consultId}`] : audienceOf(consult) })
    return { fileIds: ids }
  })
}

/**
 * Takes away a file that has not been sent yet, or all pictures of a study by its id; of a draft also what the approver gave back,
 * which has left the hospital never. A sheet that a consent was recorded with stays.
 */
export function removeFile(actor: Actor, { consultId, fileId }: z.infer<typeof removeSchema>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.addFile(actor, consult))
    await holdConsult(tx, consult)
    if ((await tx.consent.count({ where: { consultId, fileId } })) > 0) throw new Problem('files:problem.consentSheet')
    const { count } = await tx.consultFile.deleteMany({ where: { consultId, messageId: null, recalledAt: null, OR: [{ id: fileId }, { series: { studyId: fileId } }], ...(consult.state === 'draft' ? {} : { requestVersion: null }) } })
    if (count === 0) throw notFound()
    record({ name: 'consult.fileRemoved', subject: 'consult', subjectId: consultId, fields: ['files'], facts: { fileId }, audience: [`person:${actor.personId}`] })
    return { consultId }
  })
}
