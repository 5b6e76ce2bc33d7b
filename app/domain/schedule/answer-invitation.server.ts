import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { claiming } from '~/domain/audit/claiming.server'
import { transact, type Tx } from '~/domain/audit/transact.server'
import type { InvitationReply } from '~/platform/database/enums'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { audienceOf } from './audience'
import { loadConference, type LoadedConference } from './load-conference.server'
import { mayConference, roleIn } from './policy'
import { timeOf } from './move-time'
import type { AcceptInvitation, DeclineInvitation, ProposeTime } from './schema'

interface Answer { reply: InvitationReply; reason?: string; startsAt?: Date; endsAt?: Date }

/** One comes. */
export const acceptInvitation = (actor: Actor, input: AcceptInvitation) => answer(actor, input, () => ({ reply: 'accepted' }))

/** One cannot come, and says why; whoever arranged looks for another way. */
export const declineInvitation = (actor: Actor, input: DeclineInvitation) => answer(actor, input, () => ({ reply: 'declined', reason: input.reason }))

/** One could come at another time; whoever arranged moves the conference there, or not. */
export const proposeTime = (actor: Actor, input: ProposeTime) => answer(actor, input, (conference, now) => ({ reply: 'proposed', reason: input.reason, ...timeOf(input, conference, now) }))

function answer(actor: Actor, { conferenceId, sequence }: AcceptInvitation, given: (conference: LoadedConference, now: Date) => Answer): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await loadConference(tx, actor, conferenceId, now)
    allow(roleIn(actor, conference) !== null && conference.kind === 'conference')
    if (!mayConference.answer(actor, conference)) throw new Problem('schedule:problem.changed')
    await holdTime(tx, conferenceId, sequence)
    const { reply, ...words } = given(conference, now)
    await giveAnswer(tx, { conferenceId, personId: actor.personId, hospitalId: actor.hospitalId, at: now, reply, ...words })
    record({
      name: `invitation.${reply}`, subject: 'conference', subjectId: conferenceId, audience: audienceOf(conference),
      facts: { hospitalId: actor.hospitalId, ...(words.startsAt && { startsAt: words.startsAt.toISOString() }) },
    })
    return { conferenceId }
  })
}

/** Step: keeps the time as the page showed it until the transaction ends. An answer is an answer to one time. */
export async function holdTime(tx: Tx, conferenceId: string, sequence: number): Promise<void> {
  const held = await tx.$executeRaw`select 1 from "Conference" where "id" = ${conferenceId}::uuid and "state" = 'planned' and "sequence" = ${sequence} for no key update`
  if (held === 0) throw new Problem('schedule:problem.changed')
}

/** Step: the answer in force takes the place of the one before, which stays as the trace. */
export async function giveAnswer(tx: Tx, given: Answer & { conferenceId: string; personId: string; hospitalId: string; at: Date }): Promise<void> {
  const { conferenceId, personId, at } = given
  await tx.invitationAnswer.updateMany({ where: { conferenceId, personId, supersededAt: null }, data: { supersededAt: at } })
  await claiming(undefined, 'schedule:problem.changed', () => tx.invitationAnswer.create({ data: { id: newId(), ...given } }))
}
