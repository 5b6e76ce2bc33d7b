import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type Tx } from '~/domain/audit/transact.server'
import { minutesConfirmed } from '~/domain/consults/conference-steps.server'
import { issuePaper } from '~/domain/documents/issue-paper.server'
import { verifyPassword } from '~/domain/people/verify-password.server'
import { audienceOf } from '~/domain/schedule/audience'
import { loadConference } from '~/domain/schedule/load-conference.server'
import { mayConference } from '~/domain/schedule/policy'
import { Problem, Problems } from '~/platform/problem'
import { minutesContent } from './minutes-paper.server'
import type { ConfirmMinutes } from './schema'
import { frozenMinutes } from './stored-minutes'

type Texts = Pick<ConfirmMinutes, (typeof fields)[number]>
const fields = ['summary', 'diagnosis', 'treatmentPlan'] as const
const required = ['summary', 'treatmentPlan'] as const

/** The minutes as they stand, if they are still the version one has read and the text says what form 27/BV2 asks. */
async function readMinutes(tx: Tx, conferenceId: string, draftVersion: number, texts: Texts) {
  const minutes = await tx.minutes.findUniqueOrThrow({ where: { conferenceId } })
  if (minutes.chairConfirmedAt) throw new Problem('rooms:problem.alreadyConfirmed')
  // One confirms the text one has read, not what somebody wrote meanwhile.
  if (minutes.draftVersion !== draftVersion) throw new Problem('rooms:problem.minutesStale')
  const empty = required.filter((field) => texts[field].trim() === '')
  if (empty.length > 0) throw new Problems(empty.map((field) => new Problem('rooms:problem.minutesEmpty', { field })))
  return minutes
}

/** The scribe saves the text and confirms with the password that it is right; the chair is next. */
export async function confirmAsScribe(actor: Actor, { conferenceId, draftVersion, password, ...texts }: ConfirmMinutes): Promise<{ conferenceId: string }> {
  await verifyPassword(actor, password)
  return transact(actor, async (tx, record, now) => {
    const conference = await loadConference(tx, actor, conferenceId, now)
    allow(mayConference.confirmAsScribe(actor, conference))
    const minutes = await readMinutes(tx, conferenceId, draftVersion, texts)
    const changed = fields.some((field) => minutes[field] !== texts[field])
    const { count } = await tx.minutes.updateMany({
      where: { conferenceId, draftVersion, scribeConfirmedAt: null, chairConfirmedAt: null }, data: { ...texts, scribeConfirmedAt: now, ...(changed ? { draftVersion: { increment: 1 } } : {}) },
    })
    if (count === 0) throw new Problem('rooms:problem.alreadyConfirmed')
    record({ name: 'minutes.confirmedByScribe', subject: 'conference', subjectId: conferenceId, facts: { consultId: conference.consultId }, audience: audienceOf(conference) })
    return { conferenceId }
  })
}

/** The chair confirms last: the minutes become a paper and the consult's answer, and change no more. */
export async function confirmAsChair(actor: Actor, { conferenceId, draftVersion, password, ...texts }: ConfirmMinutes): Promise<{ conferenceId: string }> {
  await verifyPassword(actor, password)
  return transact(actor, async (tx, record, now) => {
    const conference = await loadConference(tx, actor, conferenceId, now)
    allow(mayConference.confirmAsChair(actor, conference))
    const minutes = await readMinutes(tx, conferenceId, draftVersion, texts)
    const { scribeConfirmedAt } = minutes
    if (!scribeConfirmedAt) throw new Problem('rooms:problem.scribeFirst')
    // The scribe confirmed another text: saving the chair's one asks the scribe again.
    const other = fields.find((field) => minutes[field] !== texts[field])
    if (other) throw new Problem('rooms:problem.scribeSawOther', { field: other })
    const { count } = await tx.minutes.updateMany({ where: { conferenceId, draftVersion, scribeConfirmedAt: { not: null }, chairConfirmedAt: null }, data: { chairConfirmedAt: now } })
    const { openedAt, closedAt } = await tx.conference.findUniqueOrThrow({ where: { id: conferenceId }, select: { openedAt: true, closedAt: true } })
    const done = await tx.conference.updateMany({ where: { id: conferenceId, state: 'awaitingMinutes' }, data: { state: 'done' } })
    if (count === 0 || done.count === 0 || !openedAt || !closedAt) throw new Problem('rooms:problem.minutesStale')

    const content = await minutesContent(tx, { ...conference, openedAt, closedAt }, { ...minutes, ...frozenMinutes(minutes), scribeConfirmedAt }, now)
    await issuePaper(tx, record, { consultId: conference.consultId, sourceId: minutes.id, content })
    await minutesConfirmed(tx, record, { consultId: conference.consultId, minutesId: minutes.id, version: minutes.version }, actor, now)
    record({ name: 'minutes.confirmed', subject: 'conference', subjectId: conferenceId, facts: { consultId: conference.consultId, minutesId: minutes.id }, audience: audienceOf(conference) })
    return { conferenceId }
  })
}
