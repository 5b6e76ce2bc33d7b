import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import { loadWayIn, wayInAudience } from './load-way-in.server'
import { mayWayIn } from './policy'
import type { SetMessage } from './way-in-schema'

/** What those who lead the conference tell its members, who wait or sit in it; empty takes it away. */
export function setMessage(actor: Actor, { conferenceId, message }: SetMessage): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record) => {
    const conference = await loadWayIn(tx, conferenceId)
    allow(mayWayIn.setMessage(actor, conference))
    await tx.conference.update({ where: { id: conferenceId }, data: { message } })
    record({ name: 'entry.messageSet', subject: 'conference', subjectId: conferenceId, fields: ['message'], audience: wayInAudience(conferenceId) })
    return { conferenceId }
  })
}
