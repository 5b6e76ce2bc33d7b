import { z } from '~/platform/zod'
import { db } from '~/platform/database/database.server'
import type { Event } from '~/domain/audit/relay.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { announce } from '~/domain/notifications/announce.server'
import { isPressing } from '~/domain/notifications/plan'
import { transact } from '~/domain/audit/transact.server'
import { personReached } from './clock-steps.server'
import { isByDay } from './clocks'
import { sweepClocks } from './sweep-clocks.server'

const clockKinds = ['approval', 'reach', 'answer', 'supplement', 'decision', 'minutes', 'followUp', 'consent'] as const
const told = z.object({ clock: z.enum(clockKinds), personIds: z.array(z.uuid()), hospitalIds: z.array(z.uuid()) })
const words = { 'consult.reminded': 'reminded', 'consult.escalated': 'escalated', 'consult.unreached': 'unreached' } as const

/** Listener: tells the people a clock turned to. What is urgent rings; each event tells a person at most once. */
export async function tellEscalation(event: Event): Promise<void> {
  const word = Object.entries(words).find(([name]) => name === event.name)?.[1]
  if (!word) return
  const { clock, personIds, hospitalIds } = told.parse(event.facts)
  const consult = await db.consult.findUnique({ where: { id: event.subjectId }, select: { code: true, level: true, requestingId: true, supportingId: true } })
  if (!consult?.code || !consult.level || !consult.supportingId) return
  const names = await hospitalNames([consult.requestingId, consult.supportingId], event.at)
  const about = names.get(clock === 'reach' || clock === 'answer' || clock === 'minutes' ? consult.requestingId : consult.supportingId)
  await announce({
    eventId: event.id, at: event.at, by: null, to: personIds.flatMap((personId, index) => { const hospitalId = hospitalIds[index]; return hospitalId ? [{ personId, hospitalId }] : [] }),
    kind: word === 'unreached' ? 'unreached' : `${word}.${clock}`, params: { code: consult.code, level: consult.level, hospital: about?.shortName ?? '' }, href: `/consults/${event.subjectId}`,
    urgent: true, level: isByDay(clock) ? undefined : consult.level, rings: isPressing(consult.level) && !isByDay(clock),
  })
}

/** Listener: what was just sent is looked at now, not at the next minute: where nobody is on duty the next rung hears of it at once. */
export const lookAtOnce = async (event: Event): Promise<void> => void (await sweepClocks(event.subjectId))

const call = z.object({ outcome: z.string() })

/** Listener: somebody said "Đã nhận", or was met on the telephone. Safe to repeat: what ended stays ended. */
export async function hearReached(event: Event): Promise<void> {
  if (event.name === 'consult.logCall') {
    if (call.safeParse(event.facts).data?.outcome !== 'reached' || !event.personId || !event.hospitalId) return
    const consult = await db.consult.findUniqueOrThrow({ where: { id: event.subjectId }, select: { requestingId: true, supportingId: true } })
    // Who was called answers for it: the side that did not call.
    const hospitalId = event.hospitalId === consult.requestingId ? consult.supportingId : consult.requestingId
    const { personId, subjectId } = event
    if (hospitalId) await transact(null, (tx, _record, now) => personReached(tx, { consultId: subjectId, personId, hospitalId, at: event.at }, now))
    return
  }
  const notice = await db.notice.findUnique({ where: { id: event.subjectId }, select: { personId: true, hospitalId: true, href: true } })
  const [, consultId] = /^\/consults\/([0-9a-f-]{36})(?:$|[/?#])/.exec(notice?.href ?? '') ?? []
  if (!notice || !consultId) return
  await transact(null, (tx, _record, now) => personReached(tx, { consultId, personId: notice.personId, hospitalId: notice.hospitalId, at: event.at }, now))
}
