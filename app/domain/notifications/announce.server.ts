import { transact, type Tx } from '~/domain/audit/transact.server'
import { holding } from '~/domain/people/actor.server'
import type { Level } from '~/platform/database/enums'
import { newId } from '~/platform/id'
import { sendJob } from '~/platform/jobs/jobs.server'
import { nameWithTitle } from '~/platform/names'
import { mailText } from './mail-text.server'
import type { NoticeParams } from './notice-params'

export interface Addressee { personId: string; hospitalId: string }

export interface Announcement {
  /** what happened; a person is told of it at most once on each channel, however often it is announced */
  eventId: string
  at: Date
  /** who did it: never told of it */
  by: string | null
  to: Addressee[]
  /** names the text notifications:kind.<kind> */
  kind: string
  params: NoticeParams
  /** where it can be seen, a path of this site */
  href: string
  /** needs the person to do something */
  urgent?: boolean
  /** level of the consult it is about: decides channels and quiet hours */
  level?: Level | undefined
  /** rings on open pages until it is acknowledged */
  rings?: boolean
}

/**
 * Tells people: a line in the inbox, and a mail to those with an address. Rows, job and the event that refreshes open pages
 * stand in one transaction, so that after a crash everything or nothing is there to be found by the second delivery.
 */
export async function announce(given: Announcement): Promise<void> {
  const wanted = [...new Map(given.to.filter(({ personId }) => personId !== given.by).map((one) => [one.personId, one])).values()]
  if (wanted.length === 0) return
  await transact(null, async (tx, record, now) => {
    const people = await stillThere(tx, wanted, now)
    const { eventId, at, kind, params, href, urgent = false, level = null, rings = false } = given
    const told = await tx.notice.createManyAndReturn({
      data: people.map(({ personId, hospitalId }) => ({ id: newId(), personId, hospitalId, eventId, at, kind, params, href, urgent, level, rings })),
      skipDuplicates: true, select: { id: true, personId: true },
    })
    for (const { id, personId } of told) record({ name: 'notice.posted', subject: 'notice', subjectId: id, facts: { kind }, audience: [`person:${personId}`] })
    const fresh = new Set(told.map(({ personId }) => personId))
    await write(tx, given, people.filter(({ personId }) => fresh.has(personId)))
  })
}

interface Reader extends Addressee { name: string; email: string | null }

/** Those who still work for the hospital concerned; whoever left or is locked learns nothing more. */
async function stillThere(tx: Tx, wanted: Addressee[], now: Date): Promise<Reader[]> {
  const rows = await tx.membership.findMany({
    where: { AND: [{ OR: wanted.map(({ personId, hospitalId }) => ({ personId, hospitalId })) }, { person: { locked: false } }, holding(now)] },
    select: { personId: true, hospitalId: true, person: { select: { fullName: true, title: true, email: true } } },
  })
  const readers = rows.map(({ personId, hospitalId, person }) => ({ personId, hospitalId, name: nameWithTitle(person), email: person.email }))
  return [...new Map(readers.map((reader) => [reader.personId, reader])).values()]
}

async function write(tx: Tx, { eventId, at, kind, params, href }: Announcement, people: Reader[]): Promise<void> {
  const mails = people.flatMap(({ personId, name, email }) => email ? [{ id: newId(), personId, eventId, at, recipient: email, ...mailText({ name, kind, params, at, href }) }] : [])
  const written = await tx.mail.createManyAndReturn({ data: mails, skipDuplicates: true, select: { id: true } })
  for (const { id } of written) await sendJob(tx, 'mail', id)
}
