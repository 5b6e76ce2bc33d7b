import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { claiming } from '~/domain/audit/claiming.server'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { minutesConfirmed } from '~/domain/consults/conference-steps.server'
import { issuePaper } from '~/domain/documents/issue-paper.server'
import { verifyPassword } from '~/domain/people/verify-password.server'
import { audienceOf } from '~/domain/schedule/audience'
import { lineOf, loadConference, type LoadedConference } from '~/domain/schedule/load-conference.server'
import { mayConference } from '~/domain/schedule/policy'
import { newId } from '~/platform/id'
import { Problem, Problems } from '~/platform/problem'
import { holderOf, nextToConfirm } from './confirming'
import { loadMinutes, type LoadedMinutes } from './load-minutes.server'
import { minutesContent } from './minutes-paper.server'
import type { ConfirmMinutes } from './schema'

type Texts = Pick<ConfirmMinutes, (typeof fields)[number]>
const fields = ['summary', 'diagnosis', 'treatmentPlan'] as const
const required = ['summary', 'treatmentPlan'] as const

/**
 * Whoever's turn it is confirms with the password that the minutes are right. The first one's text is saved with it; those after confirm
 * what the earlier ones confirmed. With the last one the minutes become a paper and the consult's answer, and change no more.
 */
export async function confirmMinutes(actor: Actor, { conferenceId, itemId, draftVersion, password, ...texts }: ConfirmMinutes): Promise<{ conferenceId: string }> {
  await verifyPassword(actor, password)
  return transact(actor, async (tx, record, now) => {
    const conference = await loadConference(tx, actor, conferenceId, now)
    const minutes = await loadMinutes(tx, lineOf(conference, itemId).id)
    allow(mayConference.readMinutes(actor, conference, minutes))
    if (minutes.confirmedAt) throw new Problem('rooms:problem.alreadyConfirmed')
    const role = nextToConfirm(minutes)
    if (!role || holderOf(minutes, role) !== actor.personId) throw new Problem('rooms:problem.othersFirst')
    refuseOther(minutes, draftVersion, texts, minutes.confirmations.length === 0)
    const changed = fields.some((field) => minutes[field] !== texts[field])
    const { count } = await tx.minutes.updateMany({ where: { id: minutes.id, draftVersion, confirmedAt: null }, data: { ...texts, ...(changed ? { draftVersion: { increment: 1 } } : {}) } })
    if (count === 0) throw new Problem('rooms:problem.minutesStale')
    const confirmation = { id: newId(), minutesId: minutes.id, role, personId: actor.personId, at: now }
    await claiming('password', 'rooms:problem.alreadyConfirmed', () => tx.minutesConfirmation.create({ data: confirmation }))
    const confirmed = await loadMinutes(tx, itemId)
    const next = nextToConfirm(confirmed)
    if (next === null) await fixMinutes(tx, record, actor, now, conference, confirmed)
    else record({ name: `minutes.confirmedBy${role.charAt(0).toUpperCase()}${role.slice(1)}`, subject: 'conference', subjectId: conferenceId, facts: { consultId: minutes.consultId, next, personId: holderOf(minutes, next) }, audience: audienceOf(conference) })
    return { conferenceId }
  })
}

/** One confirms the text one has read, not what somebody wrote meanwhile, and as complete as form 27/BV2 asks. */
function refuseOther(minutes: LoadedMinutes, draftVersion: number, texts: Texts, first: boolean): void {
  if (minutes.draftVersion !== draftVersion) throw new Problem('rooms:problem.minutesStale')
  const empty = required.filter((field) => texts[field].trim() === '')
  if (empty.length > 0) throw new Problems(empty.map((field) => new Problem('rooms:problem.minutesEmpty', { field })))
  // Those before confirmed another text: saving this one asks them again.
  const other = first ? undefined : fields.find((field) => minutes[field] !== texts[field])
  if (other) throw new Problem('rooms:problem.earlierSawOther', { field: other })
}

async function fixMinutes(tx: Tx, record: RecordEvent, actor: Actor, now: Date, conference: LoadedConference, minutes: LoadedMinutes): Promise<void> {
  const { id: conferenceId } = conference
  const { consultId, version } = minutes
  const { openedAt, closedAt } = await tx.conference.findUniqueOrThrow({ where: { id: conferenceId }, select: { openedAt: true, closedAt: true } })
  if (!openedAt || !closedAt) throw new Problem('schedule:problem.changed')
  await tx.minutes.update({ where: { id: minutes.id }, data: { confirmedAt: now } })
  await issuePaper(tx, record, { consultId, sourceId: minutes.id, content: await minutesContent(tx, { ...conference, openedAt, closedAt }, minutes, now) })
  await minutesConfirmed(tx, record, { consultId, minutesId: minutes.id, version }, actor, now)
  await endWithLast(tx, conferenceId)
  record({ name: 'minutes.confirmed', subject: 'conference', subjectId: conferenceId, facts: { consultId, minutesId: minutes.id }, audience: audienceOf(conference) })
}

/** A conference is done when the minutes of every consult it dealt with are confirmed. Of two last ones the second waits here. */
export async function endWithLast(tx: Tx, conferenceId: string): Promise<void> {
  await tx.$executeRaw`select 1 from "Conference" where "id" = ${conferenceId}::uuid for no key update`
  const items = await tx.agendaItem.findMany({ where: { conferenceId, state: 'done' }, select: { id: true } })
  const open = await tx.minutes.count({ where: { itemId: { in: items.map(({ id }) => id) }, confirmedAt: null } })
  if (open === 0) await tx.conference.updateMany({ where: { id: conferenceId, state: 'awaitingMinutes' }, data: { state: 'done' } })
}
