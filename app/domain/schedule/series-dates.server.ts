import type { RecordEvent, Tx } from '~/domain/audit/transact.server'
import { sitesAt } from '~/domain/hospitals/sites.server'
import { personNames } from '~/domain/people/queries.server'
import type { Prisma } from '~/platform/database/database.server'
import type { ConferenceRole } from '~/platform/database/enums'
import { newId } from '~/platform/id'
import { bookStep } from './book.server'
import { candidates, fitsRole } from './candidates.server'
import { chooseMembers } from './choose-members.server'
import { waitStill } from './agenda-steps.server'
import { addSites } from './conference-sites.server'
import { forgetMembers } from './end-conference.server'
import { newMemberCode } from './member-code.server'
import { timesOn, type Rhythm } from './series-days'

export const seriesColumns = {
  id: true, hospitalId: true, name: true, weekday: true, startMinute: true, minutes: true, perConsult: true, firstDay: true, lastDay: true, chairId: true, deputyId: true, scribeId: true,
  specialistIds: true, siteIds: true, createdById: true, version: true, endedAt: true, endReason: true,
} as const satisfies Prisma.ConferenceSeriesSelect
export type SeriesRow = Prisma.ConferenceSeriesGetPayload<{ select: typeof seriesColumns }>
/** Who runs one date: those of the series, or others for that day. */
export type Running = Pick<SeriesRow, 'chairId' | 'deputyId' | 'scribeId' | 'specialistIds' | 'siteIds'>

export const isoDay = (date: Date): string => date.toISOString().slice(0, 10)
export const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`)
export const rhythmOf = ({ weekday, startMinute, minutes, firstDay, lastDay }: SeriesRow): Rhythm => ({ weekday, startMinute, minutes, firstDay: isoDay(firstDay), lastDay: lastDay && isoDay(lastDay) })

/** The series, held until the transaction ends: of two processes that prepare it the second finds what the first one did. */
export async function holdSeries(tx: Tx, seriesId: string): Promise<SeriesRow | null> {
  await tx.$executeRaw`select 1 from "ConferenceSeries" where "id" = ${seriesId}::uuid for update`
  return tx.conferenceSeries.findUnique({ where: { id: seriesId }, select: seriesColumns })
}

/** Names of the people and sites that cannot be held for a date: booked elsewhere, or no longer there for their part. */
export async function whoCannot(tx: Tx, { hospitalId }: Pick<SeriesRow, 'hospitalId'>, running: Running, { startsAt, endsAt }: { startsAt: Date; endsAt: Date }, now: Date): Promise<string[]> {
  const parts: [string, ConferenceRole][] = [[running.chairId, 'chair'], [running.scribeId, 'scribe']]
  if (running.deputyId) parts.push([running.deputyId, 'deputy'])
  for (const id of running.specialistIds) parts.push([id, 'specialist'])
  const people = await candidates(tx, { hostId: hospitalId, requestingIds: [] }, now)
  const booked = await tx.booking.findMany({
    where: { OR: [{ personId: { in: parts.map(([id]) => id) } }, { siteId: { in: running.siteIds } }], releasedAt: null, startsAt: { lt: endsAt }, endsAt: { gt: startsAt } }, select: { personId: true, siteId: true },
  })
  const fits = ([id, role]: [string, ConferenceRole]) => people.some((person) => person.personId === id && fitsRole(person, role, { hostId: hospitalId, requestingIds: [] }))
  const hindered = [...new Set(parts.filter((part) => !fits(part) || booked.some(({ personId }) => personId === part[0])).map(([id]) => id))]
  const names = await personNames(hindered, tx)
  const sites = await tx.site.findMany({ where: { id: { in: booked.flatMap(({ siteId }) => siteId ?? []) } }, select: { name: true } })
  return [...hindered.map((id) => names.get(id)?.fullName ?? ''), ...sites.map(({ name }) => name)].filter(Boolean)
}

/** Step: the conference of a date as a draft, with its people and sites booked; nobody is told before it is published. */
export async function draftStep(tx: Tx, record: RecordEvent, series: SeriesRow, running: Running, { day, byId }: { day: string; byId: string }, now: Date): Promise<string> {
  const { id: seriesId, hospitalId: hostId, name: title } = series
  const times = timesOn(day, series)
  const { deputyId, ...others } = running
  const members = await chooseMembers(tx, { hostId, items: [] }, { ...others, ...(deputyId ? { deputyId } : {}) }, now)
  const sites = (await sitesAt([hostId], tx)).filter(({ id }) => running.siteIds.includes(id))
  const conferenceId = newId()
  await tx.conference.create({
    data: {
      id: conferenceId, hostId, seriesId, state: 'draft', ...times, title, createdById: byId, createdAt: now,
      members: { create: members.map(({ personId, hospitalId, role }) => ({ personId, hospitalId, role, code: newMemberCode() })) },
    },
  })
  await bookStep(tx, { conferenceId, ...times, field: 'day', takes: [...members.map(({ personId, fullName }) => ({ personId, name: fullName })), ...sites.map(({ id, name: site }) => ({ siteId: id, name: site }))] })
  await addSites(tx, conferenceId, sites.map(({ id, hospitalId }) => ({ siteId: id, hospitalId })))
  record({ name: 'conference.drafted', subject: 'conference', subjectId: conferenceId, facts: { seriesId }, audience: [`conference:${conferenceId}`, `hospital:${hostId}`] })
  return conferenceId
}

/** Step: a draft of a series is given up: its people are free, and consults that were on it wait in the backlog again, in their old place. */
export async function giveUpDraft(tx: Tx, record: RecordEvent, { seriesId, hospitalId, conferenceId, reason, byId }: { seriesId: string; hospitalId: string; conferenceId: string; reason: string; byId: string }, now: Date): Promise<boolean> {
  const { count } = await tx.conference.updateMany({ where: { id: conferenceId, state: 'draft' }, data: { state: 'notHeld', reason, closedAt: now } })
  if (count === 0) return false
  const items = await tx.agendaItem.findMany({ where: { conferenceId, state: 'waiting' }, orderBy: { position: 'asc' }, select: { id: true, consultId: true, minutes: true } })
  await tx.agendaItem.updateMany({ where: { conferenceId, state: 'waiting' }, data: { state: 'moved', reason } })
  const still = await waitStill(tx, items.map(({ consultId }) => consultId))
  // One that came into the backlog at the moment it came onto the agenda is there already.
  await tx.backlogEntry.createMany({ data: items.filter(({ consultId }) => still.has(consultId)).map(({ consultId, minutes }) => ({ id: newId(), hospitalId, seriesId, consultId, minutes, note: '', addedById: byId, addedAt: now })), skipDuplicates: true })
  await tx.booking.updateMany({ where: { conferenceId, releasedAt: null }, data: { releasedAt: now } })
  await forgetMembers(tx, conferenceId)
  record({ name: 'conference.notHeld', subject: 'conference', subjectId: conferenceId, facts: { before: 'draft', seriesId }, audience: [`conference:${conferenceId}`, `hospital:${hospitalId}`] })
  return true
}
