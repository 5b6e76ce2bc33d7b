import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { canSendMail, MailRefused, sendMail } from '~/platform/mail/mailer.server'

/**
 * Job: sends one mail, or keeps it where there is no mail server. A worker that dies between the server's "accepted" and our
 * own row sends it again, with the same Message-ID: mail can only be promised at least once. Throws to be tried again.
 */
export async function deliverMail(mailId: string): Promise<void> {
  const mail = await db.mail.findUnique({ where: { id: mailId }, select: { recipient: true, subject: true, body: true, calendar: true, sentAt: true } })
  if (!mail || mail.body === null || mail.sentAt || !canSendMail()) return
  const tried = { attempts: { increment: 1 } }
  try {
    await sendMail({ id: mailId, to: mail.recipient, subject: mail.subject, text: mail.body, calendar: mail.calendar })
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error
    await db.mail.update({ where: { id: mailId }, data: { ...tried, failure: error.message } })
    if (!error.forGood) throw error
    await db.delivery.updateMany({ where: { mailId, state: 'waiting' }, data: { state: 'failed', failure: error.message } })
    return
  }
  const sentAt = await nowIn(db)
  await db.mail.updateMany({ where: { id: mailId, sentAt: null }, data: { ...tried, sentAt, failure: null } })
  await db.delivery.updateMany({ where: { mailId, state: 'waiting' }, data: { state: 'sent', sentAt, failure: null } })
}

const ninetyDays = 90 * 24 * 60 * 60_000

/** Job: the text of a mail goes after 90 days; that it was sent stays known. */
export async function sweepMailBodies(): Promise<void> {
  const now = await nowIn(db)
  await db.mail.updateMany({ where: { at: { lt: new Date(now.getTime() - ninetyDays) }, body: { not: null } }, data: { body: null, calendar: null } })
}
