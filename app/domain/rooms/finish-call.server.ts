import type { RecordEvent, Tx } from '~/domain/audit/transact.server'
import { contactsOf } from '~/domain/people/queries.server'
import { endConference } from '~/domain/schedule/end-conference.server'
import { newId } from '~/platform/id'
import { nameWithTitle } from '~/platform/names'

interface Call { id: string; consultId: string; openedAt: Date | null; startsAt: Date; members: { personId: string }[] }
interface Ending {
  /** whose line it is */
  by: { personId: string; hospitalId: string }
  /** they spoke until then */
  until: Date
  outcome: string
  /** the line itself; `joined` people came into the room */
  words: (names: string, minutes: number, joined: number) => string
}

/** Step: an open quick call is over: its room closes, and one line stands in the course of the consult. */
export async function finishCall(tx: Tx, record: RecordEvent, now: Date, { id: conferenceId, consultId, openedAt, startsAt, members }: Call, { by, until, outcome, words }: Ending): Promise<void> {
  const minutes = Math.max(1, Math.round((until.getTime() - (openedAt ?? startsAt).getTime()) / 60_000))
  await endConference(tx, { conferenceId, from: 'open', to: 'done', reason: '', personId: by.personId }, now)
  await tx.conference.update({ where: { id: conferenceId }, data: { outcome } })
  const { state } = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: { state: true } })
  const joined = await tx.roomEntry.findMany({ where: { conferenceId, kind: 'join' }, distinct: ['personId'], select: { personId: true } })
  const names = [...(await contactsOf((joined.length > 0 ? joined : members).map(({ personId }) => personId), tx)).values()].map(nameWithTitle).join(', ')
  await tx.consultStep.create({ data: { id: newId(), consultId, at: now, personId: by.personId, hospitalId: by.hospitalId, action: 'called', fromState: state, toState: state, note: words(names, minutes, joined.length) } })
  record({ name: 'conference.callEnded', subject: 'conference', subjectId: conferenceId, facts: { consultId, minutes, joined: joined.length }, audience: [`conference:${conferenceId}`, `consult:${consultId}`, ...members.map(({ personId }) => `person:${personId}`)] })
}
