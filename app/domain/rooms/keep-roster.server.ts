import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { claiming } from '~/domain/audit/claiming.server'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import { newId } from '~/platform/id'
import { notFound, Problem } from '~/platform/problem'
import { nameWithTitle } from '~/platform/names'
import { beginCode } from './code-attempts.server'
import { loadWayIn, siteOf, wayInAudience, type WayInConference } from './load-way-in.server'
import { isAhead, mayWayIn } from './policy'
import type { AddAttendee, AddByCode, RemoveAttendee } from './way-in-schema'

/** In front of one device. */
const peopleMost = 200

async function loadRoster(tx: Tx, actor: Actor, { conferenceId, siteId }: { conferenceId: string; siteId: string }): Promise<WayInConference> {
  const conference = await loadWayIn(tx, conferenceId)
  allow(mayWayIn.keepRoster(actor, conference, siteOf(conference, siteId)))
  if (!isAhead(conference)) throw new Problem('rooms:roster.problem.over')
  // One list, one change at a time: the same name is not written twice.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`rosters of ${conferenceId}`}, 0))`
  if (await tx.siteAttendee.count({ where: { siteId, until: null } }) >= peopleMost) throw new Problem('rooms:roster.problem.full', { params: { most: peopleMost } })
  return conference
}

function tell(record: RecordEvent, conferenceId: string, siteId: string): { conferenceId: string } {
  record({ name: 'roster.changed', subject: 'conference', subjectId: conferenceId, facts: { siteId }, audience: wayInAudience(conferenceId) })
  return { conferenceId }
}

/** Somebody in front of the site's device, by name and position. */
export function addAttendee(actor: Actor, { conferenceId, siteId, name, position }: AddAttendee): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    await loadRoster(tx, actor, { conferenceId, siteId })
    const here = await tx.siteAttendee.findMany({ where: { siteId, until: null }, select: { name: true, position: true } })
    const same = (a: string, b: string) => a.toLocaleLowerCase('vi') === b.toLocaleLowerCase('vi')
    if (here.some((one) => same(one.name, name) && same(one.position, position))) throw new Problem('rooms:roster.problem.twice', { field: 'name', params: { name } })
    await tx.siteAttendee.create({ data: { id: newId(), siteId, name, position, from: now, addedById: actor.personId } })
    return tell(record, conferenceId, siteId)
  })
}

/** A member in front of the site's device instead of one's own, by the code only that member sees. */
export async function addByCode(actor: Actor, { conferenceId, siteId, code }: AddByCode): Promise<{ conferenceId: string }> {
  const attempt = await beginCode(conferenceId, actor.personId)
  let wrong = false
  try {
    return await transact(actor, async (tx, record, now) => {
      const conference = await loadRoster(tx, actor, { conferenceId, siteId })
      const member = code === '' ? undefined : conference.members.find((one) => one.code === code)
      if (!member) {
        wrong = true
        throw new Problem('rooms:roster.problem.wrongCode', { field: 'code' })
      }
      const { personId, hospitalId } = member
      const person = (await personNames([personId], tx)).get(personId)
      if (!person) throw notFound()
      const params = { name: nameWithTitle(person) }
      const elsewhere = await tx.siteAttendee.findFirst({ where: { personId, until: null, site: { conferenceId } }, select: { site: { select: { id: true, name: true } } } })
      if (elsewhere && elsewhere.site.id !== siteId) throw new Problem('rooms:roster.problem.elsewhere', { field: 'code', params: { ...params, site: elsewhere.site.name } })
      const position = (await hospitalNames([hospitalId], now, tx)).get(hospitalId)?.shortName ?? ''
      await claiming('code', 'rooms:roster.problem.twice', () => tx.siteAttendee.create({ data: { id: newId(), siteId, personId, name: nameWithTitle(person), position, from: now, addedById: actor.personId } }), params)
      return tell(record, conferenceId, siteId)
    })
  } finally {
    await (wrong ? attempt.failed() : attempt.succeeded())
  }
}

/** Left the site's device, or was written down by mistake: the line stays, with its end. */
export function removeAttendee(actor: Actor, { conferenceId, siteId, attendeeId }: RemoveAttendee): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await loadWayIn(tx, conferenceId)
    allow(mayWayIn.keepRoster(actor, conference, siteOf(conference, siteId)))
    if (!isAhead(conference)) throw new Problem('rooms:roster.problem.over')
    const line = await tx.siteAttendee.findFirst({ where: { id: attendeeId, siteId }, select: { id: true } })
    if (!line) throw notFound()
    const { count } = await tx.siteAttendee.updateMany({ where: { id: attendeeId, until: null }, data: { until: now } })
    return count > 0 ? tell(record, conferenceId, siteId) : { conferenceId }
  })
}
