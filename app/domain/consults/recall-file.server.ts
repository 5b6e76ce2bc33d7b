import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { words } from '~/platform/http/form'
import { idOf } from '~/platform/http/id-of'
import { notFound } from '~/platform/problem'
import { z } from '~/platform/zod'
import { changeState, holdConsult, loadConsult } from './change-state.server'
import { limits } from './limits'
import { mayTakeBack } from './may-take-back'
import { mayConsult } from './policy'

const why = words(limits.reason, 'consults:problem.reason')
/** `which` is a file's id, or `study:` and the id of a study whose pictures were all sent by mistake. */
export const recallFileSchema = z.object({ consultId: z.uuid(), which: z.string().regex(/^(study:)?[0-9a-f-]{36}$/, { error: 'problems:unknownChoice' }), reason: why })

/**
 * Takes a wrong file back that was sent, with the request or in the thread, or a wrong consent sheet: from now on nobody opens it, not even its small picture, and its
 * trace says who took it back and why. Those who opened it are told (tell-recall). Bytes stay, as with everything clinical; a study goes as a whole.
 */
export function recallFile(actor: Actor, { consultId, which, reason }: z.infer<typeof recallFileSchema>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    const [, study, named] = /^(study:)?(.+)$/.exec(which) ?? []
    const id = idOf(named)
    const inThread = study ? null : await tx.consultFile.findFirst({ where: { id, consultId, messageId: { not: null } }, select: { personId: true } })
    allow(inThread ? mayTakeBack(actor, consult, inThread.personId) : mayConsult.recallFile(actor, consult))
    await holdConsult(tx, consult)
    const { count } = await tx.consultFile.updateMany({
      where: { consultId, recalledAt: null, OR: [{ requestVersion: { not: null } }, { kind: 'consent' }, { messageId: { not: null } }], ...(study ? { series: { studyId: id } } : { id }) }, data: { recalledAt: now, recalledById: actor.personId, recallReason: reason },
    })
    if (count === 0) throw notFound()
    await changeState(tx, record, actor, now, consult, { action: 'recallFile', note: reason, fields: ['files'], facts: study ? { studyId: id, count } : { fileId: id } })
    return { consultId }
  })
}
