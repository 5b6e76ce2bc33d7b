import type { Event } from '~/domain/audit/relay.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { announce } from '~/domain/notifications/announce.server'
import { db } from '~/platform/database/database.server'
import { z } from '~/platform/zod'

const facts = z.object({ fileId: z.uuid().optional(), studyId: z.uuid().optional() })

/** Listener: whoever had opened a file learns that it was the wrong one. At most once per person and event. */
export async function tellRecall(event: Event): Promise<void> {
  const { fileId, studyId } = facts.parse(event.facts)
  const consult = await db.consult.findUnique({ where: { id: event.subjectId }, select: { code: true, level: true, requestingId: true } })
  if (!consult?.code || !consult.level) return
  const inThread = fileId ? await db.consultFile.count({ where: { id: fileId, messageId: { not: null } } }) : 0
  const files = fileId ? [{ id: fileId }] : await db.consultFile.findMany({ where: { consultId: event.subjectId, series: { studyId: studyId ?? '' } }, select: { id: true } })
  const opened = await db.access.findMany({ where: { subject: 'file', subjectId: { in: files.map(({ id }) => id) } }, distinct: ['personId'], select: { personId: true, hospitalId: true } })
  // In the thread each side takes its own pictures back.
  const fromId = event.hospitalId ?? consult.requestingId
  const from = (await hospitalNames([fromId], event.at)).get(fromId)
  await announce({
    eventId: event.id, at: event.at, by: event.personId, to: opened, kind: 'fileRecalled', urgent: true, href: `/consults/${event.subjectId}#${inThread > 0 ? 'trao-doi' : 'tep'}`,
    params: { code: consult.code, level: consult.level, hospital: from?.shortName ?? '' }, level: consult.level,
  })
}
