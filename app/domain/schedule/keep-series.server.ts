import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { sitesAt } from '~/domain/hospitals/sites.server'
import { todayInVietnam } from '~/platform/dates'
import { newId } from '~/platform/id'
import { notFound, Problem } from '~/platform/problem'
import { chooseMembers } from './choose-members.server'
import { sweepSeries } from './prepare-series.server'
import { endOfDay } from './series-days'
import { dateOf, giveUpDraft, holdSeries, type SeriesRow } from './series-dates.server'
import { maySeries } from './series-policy'
import type { ChangeSeries, EndSeries, MakeSeries } from './series-schema'

/** The same hour every week from a day on; its next dates are prepared at once. */
export async function makeSeries(actor: Actor, input: MakeSeries): Promise<{ seriesId: string }> {
  const made = await transact(actor, async (tx, record, now) => {
    allow(maySeries.make(actor))
    const { hospitalId } = actor
    if (input.firstDay < todayInVietnam(now)) throw new Problem('schedule:problem.firstDayPast', { field: 'firstDay' })
    await refuseUnfit(tx, hospitalId, input, now)
    const seriesId = newId()
    await tx.conferenceSeries.create({ data: { id: seriesId, hospitalId, ...columnsOf(input), createdById: actor.personId, createdAt: now } })
    record({ name: 'series.made', subject: 'series', subjectId: seriesId, audience: [`hospital:${hospitalId}`] })
    return { seriesId }
  })
  await sweepSeries(made.seriesId)
  return made
}

/** Holds for dates not prepared yet and for those that found somebody taken; where asked, empty drafts are given up and prepared anew. */
export async function changeSeries(actor: Actor, { seriesId, version, drafts, ...input }: ChangeSeries): Promise<{ seriesId: string }> {
  const changed = await transact(actor, async (tx, record, now) => {
    const series = await toKeep(tx, actor, seriesId)
    if (series.endedAt) throw new Problem('schedule:problem.seriesEnded')
    await refuseUnfit(tx, series.hospitalId, input, now)
    const { count } = await tx.conferenceSeries.updateMany({ where: { id: seriesId, version, endedAt: null }, data: { ...columnsOf(input), version: version + 1 } })
    if (count === 0) throw new Problem('schedule:problem.seriesChanged')
    const ahead = { seriesId, day: { gte: dateOf(todayInVietnam(now)) } }
    await tx.seriesDate.deleteMany({ where: { ...ahead, skipped: { in: ['taken', 'holiday'] } } })
    if (drafts) {
      const given = await giveUpEmpty(tx, record, actor, series, '', now)
      await tx.seriesDate.deleteMany({ where: { ...ahead, conferenceId: { in: given } } })
    }
    record({ name: 'series.changed', subject: 'series', subjectId: seriesId, fields: Object.keys(columnsOf(input)), audience: [`hospital:${series.hospitalId}`] })
    return { seriesId }
  })
  await sweepSeries(seriesId)
  return changed
}

/** No further dates; empty drafts to come are given up. A draft that has consults stays, and what waits for the series waits for any conference. */
export function endSeries(actor: Actor, { seriesId, reason }: EndSeries): Promise<{ seriesId: string }> {
  return transact(actor, async (tx, record, now) => {
    const series = await toKeep(tx, actor, seriesId)
    const { count } = await tx.conferenceSeries.updateMany({ where: { id: seriesId, endedAt: null }, data: { endedAt: now, endReason: reason } })
    if (count === 0) throw new Problem('schedule:problem.seriesEnded')
    await giveUpEmpty(tx, record, actor, series, reason, now)
    await tx.backlogEntry.updateMany({ where: { seriesId, takenAt: null }, data: { seriesId: null } })
    record({ name: 'series.ended', subject: 'series', subjectId: seriesId, audience: [`hospital:${series.hospitalId}`] })
    return { seriesId }
  })
}

/** The series of one's own hospital, held; a 404 otherwise. */
export async function toKeep(tx: Tx, actor: Actor, seriesId: string): Promise<SeriesRow> {
  const series = await holdSeries(tx, seriesId)
  if (!series) throw notFound()
  allow(maySeries.keep(actor, series))
  return series
}

const columnsOf = ({ name, weekday, startMinute, minutes, perConsult, firstDay, lastDay, chairId, deputyId, scribeId, specialistIds, siteIds }: MakeSeries) => ({
  name, weekday, startMinute, minutes, perConsult, firstDay: dateOf(firstDay), lastDay: lastDay ? dateOf(lastDay) : null, chairId, deputyId: deputyId ?? null, scribeId,
  specialistIds: [...new Set(specialistIds)], siteIds: [...new Set(siteIds)],
})

async function refuseUnfit(tx: Tx, hostId: string, input: MakeSeries, now: Date): Promise<void> {
  if (input.startMinute + input.minutes > endOfDay) throw new Problem('schedule:problem.pastMidnight', { field: 'minutes' })
  if (input.perConsult > input.minutes) throw new Problem('schedule:problem.perConsult', { field: 'perConsult', params: { all: input.minutes } })
  if (input.lastDay !== undefined && input.lastDay < input.firstDay) throw new Problem('schedule:problem.lastDay', { field: 'lastDay' })
  await chooseMembers(tx, { hostId, items: [] }, input, now)
  const sites = await sitesAt([hostId], tx)
  if (input.siteIds.some((siteId) => !sites.some(({ id }) => id === siteId))) throw new Problem('schedule:problem.site', { field: 'siteIds' })
}

/** Drafts to come without a consult. */
async function giveUpEmpty(tx: Tx, record: RecordEvent, actor: Actor, { id: seriesId, hospitalId }: SeriesRow, reason: string, now: Date): Promise<string[]> {
  const empty = await tx.conference.findMany({ where: { seriesId, state: 'draft', startsAt: { gt: now }, agenda: { none: { state: 'waiting' } } }, orderBy: { id: 'asc' }, select: { id: true } })
  const given: string[] = []
  for (const { id: conferenceId } of empty) if (await giveUpDraft(tx, record, { seriesId, hospitalId, conferenceId, reason, byId: actor.personId }, now)) given.push(conferenceId)
  return given
}
