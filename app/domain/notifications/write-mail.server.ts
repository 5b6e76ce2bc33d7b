import type { Tx } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { sendJob } from '~/platform/jobs/jobs.server'
import { nameWithTitle } from '~/platform/names'
import type { Told } from './hand-over.server'
import { lineOf, mailText } from './message.server'

/**
 * Step: writes the mail that tells these notices, and the job that sends it. The first delivery waits for it; the others are in it. An
 * appointment's iCalendar object goes with it.
 */
export async function writeMail(tx: Tx, { personId, deliveryIds: [first, ...rest], noticeIds }: Pick<Told, 'personId' | 'deliveryIds' | 'noticeIds'>, calendar?: string): Promise<void> {
  const person = await tx.person.findUnique({ where: { id: personId }, select: { fullName: true, title: true, email: true } })
  const notices = await tx.notice.findMany({ where: { id: { in: noticeIds } }, orderBy: [{ at: 'asc' }, { id: 'asc' }], select: { eventId: true, kind: true, params: true, at: true, href: true, level: true, urgent: true } })
  const [notice] = notices
  if (!person?.email || !notice || !first) return void (await tx.delivery.updateMany({ where: { id: { in: [first ?? '', ...rest].filter(Boolean) } }, data: { state: 'failed', failure: 'noAddress' } }))
  const text = mailText(nameWithTitle(person), notices.map(lineOf), calendar !== undefined)
  const [mail] = await tx.mail.createManyAndReturn({
    data: [{ id: newId(), personId, eventId: notice.eventId, at: notices.at(-1)?.at ?? notice.at, recipient: person.email, ...text, calendar: calendar ?? null }], skipDuplicates: true, select: { id: true },
  })
  if (!mail) return
  await tx.delivery.update({ where: { id: first }, data: { mailId: mail.id } })
  if (rest.length > 0) await tx.delivery.updateMany({ where: { id: { in: rest } }, data: { mailId: mail.id, state: 'merged' } })
  await sendJob(tx, 'mail', mail.id)
}
