import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact, type Tx } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { keepFile, type AcceptedFile } from '~/domain/documents/accept-picture.server'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { audienceOf, loadConsult } from './change-state.server'
import { possible } from './lifecycle'
import { mayConsult } from './policy'
import type * as schema from './schema'
import { speaksAs, threadLimits } from './thread'

/** Messages of one consult are numbered one after the other; the row also waits for a withdrawal under way. */
const oneAtATime = (tx: Tx, consultId: string) => tx.$executeRaw`select 1 from "Consult" where "id" = ${consultId}::uuid for no key update`

/**
 * Says something to everybody with an identified right to the consult, with files if any; changes no state. Nor does it say that the writer
 * has read what came before: a message that arrived while he wrote would count as seen.
 */
export function writeMessage(actor: Actor, { consultId, text, files = [] }: z.infer<typeof schema.writeMessage> & { files?: readonly AcceptedFile[] }) {
  return transact(actor, async (tx, record, now) => {
    await oneAtATime(tx, consultId)
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.write(actor, consult))
    if (!possible('write', consult.state)) throw new Problem('consults:problem.notNow', { params: { state: consult.state } })
    if (text === '' && files.length === 0) throw new Problem('thread:problem.empty', { field: 'text' })
    if (files.length > threadLimits.files) throw new Problem('thread:problem.tooManyFiles', { field: 'files', params: { limit: threadLimits.files } })
    const last = await tx.threadMessage.aggregate({ where: { consultId }, _max: { number: true } })
    const number = (last._max.number ?? 0) + 1
    const messageId = newId()
    await tx.threadMessage.create({ data: { id: messageId, consultId, number, at: now, personId: actor.personId, hospitalId: actor.hospitalId, role: speaksAs(actor, consult.rights), text } })
    for (const file of files) {
      await keepFile(tx, file)
      await tx.consultFile.create({ data: { id: newId(), consultId, messageId, sha256: file.sha256, name: file.name, mediaType: file.mediaType, size: file.size, thumbnail: file.thumbnail, at: now, personId: actor.personId } })
    }
    record({ name: 'consult.write', subject: 'consult', subjectId: consultId, fields: ['messages'], facts: { messageId, files: files.length }, audience: audienceOf(consult) })
    return { consultId, number }
  })
}
