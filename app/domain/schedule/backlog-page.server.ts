import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { possible } from '~/domain/consults/lifecycle'
import { visibleTo } from '~/domain/consults/rights'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { settingOf } from '~/domain/hospitals/settings.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import type { Level } from '~/platform/database/enums'
import { notFound } from '~/platform/problem'
import { isFor } from './backlog-order'
import { waitingFor, type WaitingEntry } from './backlog.server'
import { waitingOf } from './change-agenda.server'
import { mostConsults } from './limits'
import { loadConference } from './load-conference.server'
import { mayConference } from './policy'
import { mayBacklog } from './series-policy'

export interface BacklogLine { id: string; consultId: string; code: string; level: Level; hospital: string; minutes: number; note: string; since: string; series: string | null }

const ownSeries = (hospitalId: string) => db.conferenceSeries.findMany({ where: { hospitalId, endedAt: null }, orderBy: { name: 'asc' }, select: { id: true, name: true, perConsult: true } })
type OwnSeries = Awaited<ReturnType<typeof ownSeries>>

async function linesOf(entries: readonly WaitingEntry[], series: OwnSeries, now: Date): Promise<BacklogLine[]> {
  const hospitals = await hospitalNames(entries.map(({ consult }) => consult.requestingId), now)
  return entries.map(({ id, consultId, level, minutes, note, since, seriesId, consult }) => ({
    id, consultId, code: consult.code ?? '', level, hospital: hospitals.get(consult.requestingId)?.shortName ?? '', minutes, note, since, series: series.find((one) => one.id === seriesId)?.name ?? null,
  }))
}

/** Drafts to come of this hospital, that the backlog could fill. */
async function draftsOf(hospitalId: string, now: Date) {
  const drafts = await db.conference.findMany({
    where: { hostId: hospitalId, state: 'draft', kind: 'conference', startsAt: { gt: now } }, orderBy: { startsAt: 'asc' }, take: 20,
    select: { id: true, title: true, startsAt: true, endsAt: true, seriesId: true, agenda: { where: { state: 'waiting' }, select: { minutes: true } } },
  })
  return drafts.map(({ agenda, startsAt, endsAt, ...draft }) => ({
    ...draft, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), consults: agenda.length, used: agenda.reduce((sum, { minutes }) => sum + minutes, 0), all: Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000),
  }))
}

/** What waits for a conference of this hospital, with the drafts it could come into. */
export async function backlogPage(actor: Actor, asked: { series?: string | null; level?: string | null }) {
  allow(mayBacklog.see(actor))
  const now = await nowIn(db)
  const [series, entries, drafts] = await Promise.all([ownSeries(actor.hospitalId), waitingFor(db, actor, {}, now), draftsOf(actor.hospitalId, now)])
  const wanted = entries.filter(({ seriesId, level }) => (!asked.series || (asked.series === 'none' ? seriesId === null : seriesId === asked.series)) && (!asked.level || level === asked.level))
  return { now: now.toISOString(), series, all: entries.length, entries: await linesOf(wanted, series, now), drafts }
}
export type BacklogPage = Awaited<ReturnType<typeof backlogPage>>

/** The form that puts one consult into the backlog; a 404 for who may not. */
export async function enterBacklogPage(actor: Actor, consultId: string) {
  const now = await nowIn(db)
  const consult = await db.consult.findFirst({ where: { id: consultId, ...visibleTo(actor, now) }, select: { id: true, code: true, level: true, state: true, supportingId: true } })
  if (!consult) throw notFound()
  allow(mayBacklog.enter(actor, consult))
  const [series, { regular }, waits] = await Promise.all([ownSeries(actor.hospitalId), settingOf(actor.hospitalId, 'conferences'), db.backlogEntry.count({ where: { consultId, takenAt: null } })])
  return { consult: { id: consult.id, code: consult.code ?? '', level: consult.level ?? 'routine' }, series, usual: series[0]?.perConsult ?? Math.min(20, Math.max(5, regular.until - regular.from)), possible: possible('schedule', consult.state), waits: waits > 0 }
}

/** One conference beside the backlog: what is on its agenda, what could come onto it, and how much time is left. */
export async function fillPage(actor: Actor, conferenceId: string) {
  const now = await nowIn(db)
  const conference = await loadConference(db, actor, conferenceId, now)
  allow(mayBacklog.see(actor) && mayConference.arranged(actor, conference))
  const { seriesId } = await db.conference.findUniqueOrThrow({ where: { id: conferenceId }, select: { seriesId: true } })
  const waiting = waitingOf(conference)
  const [series, entries, consults] = await Promise.all([
    ownSeries(actor.hospitalId), waitingFor(db, actor, {}, now), db.consult.findMany({ where: { id: { in: waiting.map(({ consultId }) => consultId) } }, select: { id: true, code: true, level: true } }),
  ])
  const hospitals = await hospitalNames(waiting.map(({ requestingId }) => requestingId), now)
  const agenda = waiting.map(({ id, consultId, minutes, requestingId }) => {
    const consult = consults.find((one) => one.id === consultId)
    return { id, consultId, minutes, code: consult?.code ?? '', level: consult?.level ?? ('routine' as const), hospital: hospitals.get(requestingId)?.shortName ?? '' }
  })
  const all = Math.round((conference.endsAt.getTime() - conference.startsAt.getTime()) / 60_000)
  return {
    now: now.toISOString(), most: mostConsults, agenda, used: agenda.reduce((sum, { minutes }) => sum + minutes, 0), all, series: series.find(({ id }) => id === seriesId) ?? null,
    conference: { id: conferenceId, title: conference.title, state: conference.state, startsAt: conference.startsAt.toISOString(), endsAt: conference.endsAt.toISOString() },
    entries: await linesOf(entries.filter((entry) => isFor(entry, { seriesId })), series, now),
  }
}
export type FillPage = Awaited<ReturnType<typeof fillPage>>
