import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { deliverMail, sweepMailBodies } from '~/domain/notifications/send-mail.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { calendarOf } from '~/platform/ical'
import { db } from '~/platform/database/database.server'
import { startJobs, stopJobs } from '~/platform/jobs/jobs.server'
import { addressOf, anAssignedConsult, listen, mailsOf } from './a-told-consult'

// The settings are read once per process, so the server's address must be there before the first import.
const smtp = await vi.hoisted(async () => {
  const { startSmtp } = await import('../../support/smtp')
  const server = await startSmtp()
  process.env.SMTP_URL = server.url
  return server
})

const work = { 'render-paper': async () => undefined, 'take-in': async () => undefined, sweep: async () => undefined }
const nothing = async () => undefined

beforeAll(async () => {
  await startJobs({ mail: nothing, ...work })
  listen()
})
afterAll(async () => {
  await stopJobs(1_000)
  await smtp.stop()
})

/** A written mail whose job did nothing. */
async function aMail() {
  const { specialist } = await anAssignedConsult()
  const [mail] = await mailsOf(specialist)
  if (!mail) throw new Error('no mail')
  const read = () => db.mail.findUniqueOrThrow({ where: { id: mail.id } })
  return { ...mail, read, mine: () => smtp.received.filter(({ to }) => to.includes(addressOf(specialist))) }
}

/** Another session holds the mail's row; `kill` ends the connection that waits for it, as a dying process would. */
async function whileLocked(mailId: string, work: (kill: () => Promise<void>) => Promise<void>) {
  const other = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await other.connect()
  await other.query('begin')
  await other.query('select 1 from "Mail" where id = $1 for update', [mailId])
  const waiting = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()`
  await work(() => expect.poll(async () => {
    await other.query('select pg_stat_clear_snapshot()')
    return (await other.query(waiting)).rowCount
  }, { timeout: 5_000 }).toBe(1)).finally(() => other.end())
}

test('a mail is sent once, under a Message-ID of its own', async () => {
  const mail = await aMail()
  await deliverMail(mail.id)
  await deliverMail(mail.id)
  expect(mail.mine()).toMatchObject([{ messageId: `<${mail.id}@localhost>` }])
  expect(await mail.read()).toMatchObject({ attempts: 1, failure: null, sentAt: expect.any(Date) })
})

test('an appointment goes as a part of its own, which calendars take in', async () => {
  const mail = await aMail()
  const calendar = calendarOf('CANCEL', [])
  await db.mail.update({ where: { id: mail.id }, data: { calendar } })
  await deliverMail(mail.id)
  const [{ source } = { source: '' }] = mail.mine()
  expect(source).toMatch(/^Content-Type: text\/calendar; charset=utf-8; method=CANCEL$/im)
  expect(source).toContain('multipart/alternative')
  expect(Buffer.from(/application\/ics[\s\S]*?\n\n([A-Za-z0-9+/=\n]+)\n--/.exec(source)?.[1] ?? '', 'base64').toString()).toBe(calendar)
})

test('a worker that dies after the server took the mail sends it again under the same Message-ID', async () => {
  const mail = await aMail()
  await whileLocked(mail.id, async (kill) => {
    const dying = deliverMail(mail.id).then(() => 'lived', () => 'died')
    await kill()
    expect(await dying).toBe('died')
  })
  expect((await mail.read()).sentAt).toBeNull()

  await deliverMail(mail.id)
  expect(mail.mine().map(({ messageId }) => messageId)).toEqual([`<${mail.id}@localhost>`, `<${mail.id}@localhost>`])
  expect((await mail.read()).sentAt).not.toBeNull()
})

test('a refused mail keeps the reason and is tried again', async () => {
  const mail = await aMail()
  smtp.next({ refuseMail: '451 try later' })
  await expect(deliverMail(mail.id)).rejects.toThrow('451')
  expect(await mail.read()).toMatchObject({ attempts: 1, sentAt: null, failure: expect.stringContaining('451') })
  smtp.next('cut')
  await expect(deliverMail(mail.id)).rejects.toThrow()
  await deliverMail(mail.id)
  expect(await mail.read()).toMatchObject({ attempts: 3, failure: null, sentAt: expect.any(Date) })
})

test('an address the server does not know is not tried again, and its words are not kept', async () => {
  const mail = await aMail()
  smtp.next({ refuseRecipient: `550 no such user ${mail.recipient}` })
  await deliverMail(mail.id)
  expect(await mail.read()).toMatchObject({ attempts: 1, sentAt: null, failure: 'EENVELOPE 550' })
})

test('the queue sends what was announced, and again after a failure', async () => {
  await stopJobs(1_000)
  await startJobs({ mail: deliverMail, ...work })
  smtp.next({ refuseMail: '451 try later' })
  const { doctor, specialist } = await anAssignedConsult()
  const wanted = [addressOf(doctor), addressOf(specialist)].sort()
  const refused = () => db.mail.count({ where: { failure: { contains: '451' }, sentAt: null } })
  await expect.poll(refused, { timeout: 5_000 }).toBe(1)
  await expect.poll(() => db.$executeRaw`update pgboss.job set start_after = now() where name = 'mail' and state = 'retry'`, { timeout: 5_000 }).toBe(1)
  await expect.poll(refused, { timeout: 5_000 }).toBe(0)
  await expect.poll(() => smtp.received.flatMap(({ to }) => to).filter((to) => wanted.includes(to)).sort(), { timeout: 5_000 }).toEqual(wanted)
})

test('the text of a mail goes after 90 days, the rest stays', async () => {
  const mail = await aMail()
  await sweepMailBodies()
  await db.mail.update({ where: { id: mail.id }, data: { calendar: 'BEGIN:VCALENDAR' } })
  expect((await mail.read()).body).not.toBeNull()
  moveClock(91 * 24 * 3_600_000)
  await sweepMailBodies()
  resetClock()
  expect(await mail.read()).toMatchObject({ body: null, calendar: null, subject: mail.subject })
})
