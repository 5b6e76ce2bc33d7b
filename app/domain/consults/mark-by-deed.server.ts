import type { Event } from '~/domain/audit/relay.server'
import { transact } from '~/domain/audit/transact.server'
import { db } from '~/platform/database/database.server'
import type { AlertMarkKind } from '~/platform/database/enums'
import { setMark } from './alert-steps.server'

const marks: Partial<Record<string, AlertMarkKind>> = { 'notice.acknowledged': 'acknowledged', 'consult.takeOn': 'acknowledged', 'consult.accept': 'acknowledged', 'consult.answer': 'guidance' }
/** Events whose deed is a mark of an alert as well: nobody has to say twice what they have done. */
export const markingEvents = Object.keys(marks)

/** Who did it for which consult; of a notice, the one it was posted to. */
async function deedOf({ name, subjectId, personId, hospitalId }: Event): Promise<{ consultId: string; personId: string; hospitalId: string } | null> {
  if (name !== 'notice.acknowledged') return personId && hospitalId ? { consultId: subjectId, personId, hospitalId } : null
  const notice = await db.notice.findUnique({ where: { id: subjectId }, select: { personId: true, hospitalId: true, href: true } })
  const [, consultId] = /^\/consults\/([0-9a-f-]{36})/.exec(notice?.href ?? '') ?? []
  return notice && consultId ? { consultId, personId: notice.personId, hospitalId: notice.hospitalId } : null
}

/** Listener: "Đã nhận" at the ringing page, taking the consult on or answering it is a time mark of its alert. Safe to repeat. */
export async function markByDeed(event: Event): Promise<void> {
  const kind = marks[event.name]
  const deed = kind && await deedOf(event)
  if (!kind || !deed) return
  const consult = await db.consult.findUnique({ where: { id: deed.consultId }, select: { requestingId: true, supportingId: true, treatingDoctorId: true, specialistId: true, alert: { select: { endedAt: true } } } })
  if (!consult?.alert || consult.alert.endedAt || deed.hospitalId !== consult.supportingId) return
  // The line tells what happened first; whoever is told second changes nothing about it.
  if (await db.alertMark.count({ where: { consultId: deed.consultId, kind } })) return
  await transact(null, (tx, record, now) => setMark(tx, record, now, { ...consult, consultId: deed.consultId }, { kind, personId: deed.personId, hospitalId: deed.hospitalId }))
}
