import type { Actor } from '~/domain/audit/actor'
import type { RecordEvent, Tx } from '~/domain/audit/transact.server'
import { minutesConfirmed, minutesCorrected } from '~/domain/consults/conference-steps.server'
import { planFollowUps } from '~/domain/consults/planned-follow-ups.server'
import { issuePaper } from '~/domain/documents/issue-paper.server'
import { audienceOf } from '~/domain/schedule/audience'
import type { LoadedConference } from '~/domain/schedule/load-conference.server'
import { Problem } from '~/platform/problem'
import { endWithLast } from './end-with-last.server'
import type { LoadedMinutes } from './load-minutes.server'
import { fullMinutesContent, minutesContent } from './minutes-paper.server'
import { frozenMinutes } from './stored-minutes'

/** Step: the last one has confirmed. Both papers are issued, the consult has its answer (or a corrected one), what is to be done later is planned. */
export async function fixMinutes(tx: Tx, record: RecordEvent, actor: Actor, now: Date, conference: LoadedConference, minutes: LoadedMinutes): Promise<void> {
  const { id: conferenceId } = conference
  const { id: minutesId, consultId, version } = minutes
  const { openedAt, closedAt } = await tx.conference.findUniqueOrThrow({ where: { id: conferenceId }, select: { openedAt: true, closedAt: true } })
  if (!openedAt || !closedAt) throw new Problem('schedule:problem.changed')
  await tx.minutes.update({ where: { id: minutesId }, data: { confirmedAt: now } })
  const held = { ...conference, openedAt, closedAt }
  await issuePaper(tx, record, { consultId, sourceId: minutesId, content: await minutesContent(tx, held, minutes, now) })
  await issuePaper(tx, record, { consultId, sourceId: minutesId, content: await fullMinutesContent(tx, held, minutes, now) })
  if (version === 1) await minutesConfirmed(tx, record, { consultId, minutesId, version }, actor, now)
  else await minutesCorrected(tx, record, { consultId, minutesId, version, formerId: await formerOf(tx, minutes), note: minutes.reason, readById: minutes.confirmations.find(({ role }) => role === 'treating')?.personId ?? null }, actor, now)
  await planFollowUps(tx, { consultId, sourceId: minutesId, steps: frozenMinutes(minutes).nextSteps }, now)
  await endWithLast(tx, conferenceId)
  record({ name: 'minutes.confirmed', subject: 'conference', subjectId: conferenceId, facts: { itemId: minutes.itemId, consultId, minutesId, version }, audience: audienceOf(conference) })
}

async function formerOf(tx: Tx, { itemId, version }: LoadedMinutes): Promise<string> {
  const { id } = await tx.minutes.findUniqueOrThrow({ where: { itemId_version: { itemId, version: version - 1 } }, select: { id: true } })
  return id
}
