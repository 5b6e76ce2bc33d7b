import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { settingOf } from '~/domain/hospitals/settings.server'
import { sitesAt } from '~/domain/hospitals/sites.server'
import { personNames } from '~/domain/people/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import type { ConferenceState, SeriesSkip } from '~/platform/database/enums'
import { todayInVietnam } from '~/platform/dates'
import { byGivenName, nameWithTitle } from '~/platform/names'
import { notFound } from '~/platform/problem'
import { candidates, mayChair, mayScribe, maySpeak, type Candidate } from './candidates.server'
import { quartersOf } from './feedback-page.server'
import { isoDay, seriesColumns, type SeriesRow } from './series-dates.server'
import { maySeries } from './series-policy'

/** Whom and what the form of a series offers. */
export async function seriesForm(actor: Actor) {
  allow(maySeries.make(actor))
  const now = await nowIn(db)
  const { hospitalId } = actor
  const [people, sites, { regular }] = await Promise.all([candidates(db, { hostId: hospitalId, requestingIds: [] }, now), sitesAt([hospitalId]), settingOf(hospitalId, 'conferences')])
  const shown = (person: Candidate) => ({ id: person.personId, name: nameWithTitle(person) })
  const sorted = people.sort(byGivenName)
  return {
    today: todayInVietnam(now), regular, chairs: sorted.filter((person) => mayChair(person, hospitalId)).map(shown), scribes: sorted.filter(mayScribe).map(shown), specialists: sorted.filter(maySpeak).map(shown),
    sites: sites.map(({ id, name }) => ({ id, name })),
  }
}
export type SeriesForm = Awaited<ReturnType<typeof seriesForm>>

const plain = ({ firstDay, lastDay, ...series }: SeriesRow) => ({ ...series, firstDay: isoDay(firstDay), lastDay: lastDay && isoDay(lastDay), endedAt: series.endedAt?.toISOString() ?? null })

/** The series of one's own hospital, those that go on first. */
export async function seriesList(actor: Actor) {
  allow(maySeries.list(actor))
  const now = await nowIn(db)
  const rows = await db.conferenceSeries.findMany({ where: { hospitalId: actor.hospitalId }, orderBy: [{ endedAt: { sort: 'desc', nulls: 'first' } }, { name: 'asc' }], take: 200, select: seriesColumns })
  const ids = rows.map(({ id }) => id)
  const [waiting, coming, chairs] = await Promise.all([
    db.backlogEntry.groupBy({ by: ['seriesId'], where: { seriesId: { in: ids }, takenAt: null }, _count: true }),
    db.conference.findMany({ where: { seriesId: { in: ids }, state: { in: ['draft', 'awaitingApproval', 'planned'] }, startsAt: { gt: now } }, orderBy: { startsAt: 'asc' }, select: { seriesId: true, startsAt: true } }),
    personNames(rows.map(({ chairId }) => chairId)),
  ])
  return {
    may: { make: maySeries.make(actor) },
    series: rows.map((row) => {
      const chair = chairs.get(row.chairId)
      return { ...plain(row), chair: chair ? nameWithTitle(chair) : '', waiting: waiting.find(({ seriesId }) => seriesId === row.id)?._count ?? 0, next: coming.find(({ seriesId }) => seriesId === row.id)?.startsAt.toISOString() ?? null }
    }),
  }
}
export type SeriesLine = Awaited<ReturnType<typeof seriesList>>['series'][number]

export interface DateLine { day: string; conferenceId: string | null; skipped: SeriesSkip | null; note: string; state: ConferenceState | null; consults: number; used: number }

/** One series: who runs it, its dates to come and of late, and what those who sat in it said. */
export async function seriesPage(actor: Actor, seriesId: string) {
  const now = await nowIn(db)
  const row = await db.conferenceSeries.findUnique({ where: { id: seriesId }, select: seriesColumns })
  if (!row) throw notFound()
  allow(maySeries.see(actor, row))
  const keep = maySeries.keep(actor, row) && !row.endedAt
  const dates = await db.seriesDate.findMany({ where: { seriesId }, orderBy: { day: 'desc' }, take: 60, select: { day: true, conferenceId: true, skipped: true, note: true } })
  const [conferences, people, sites, quarters, form] = await Promise.all([
    db.conference.findMany({ where: { id: { in: dates.flatMap(({ conferenceId }) => conferenceId ?? []) } }, select: { id: true, state: true, agenda: { where: { state: { in: ['waiting', 'done'] } }, select: { minutes: true } } } }),
    personNames([row.chairId, row.scribeId, ...(row.deputyId ? [row.deputyId] : []), ...row.specialistIds]), db.site.findMany({ where: { id: { in: row.siteIds } }, select: { name: true } }), quartersOf(seriesId), keep ? seriesForm(actor) : null,
  ])
  const name = (id: string | null): string => { const person = id ? people.get(id) : undefined; return person ? nameWithTitle(person) : '' }
  const lines = dates.map(({ day, ...date }): DateLine => {
    const conference = conferences.find(({ id }) => id === date.conferenceId)
    return { ...date, day: isoDay(day), state: conference?.state ?? null, consults: conference?.agenda.length ?? 0, used: conference?.agenda.reduce((sum, { minutes }) => sum + minutes, 0) ?? 0 }
  })
  const today = todayInVietnam(now)
  return {
    series: plain(row), chair: name(row.chairId), deputy: name(row.deputyId), scribe: name(row.scribeId), specialists: row.specialistIds.map(name), sites: sites.map((site) => site.name),
    ahead: lines.filter(({ day }) => day >= today).reverse(), before: lines.filter(({ day }) => day < today), quarters, keep, form,
  }
}
export type SeriesPage = Awaited<ReturnType<typeof seriesPage>>
