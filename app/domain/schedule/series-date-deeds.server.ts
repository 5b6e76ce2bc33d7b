import type { Actor } from '~/domain/audit/actor'
import { transact } from '~/domain/audit/transact.server'
import { dayOf } from '~/platform/dates'
import { Problem } from '~/platform/problem'
import { toKeep } from './keep-series.server'
import { isDayOf, timesOn } from './series-days'
import { dateOf, draftStep, giveUpDraft, rhythmOf, whoCannot, type Running } from './series-dates.server'
import type { RetryDate, SkipDate } from './series-schema'

const furthest = 366 * 24 * 60 * 60_000

/** One date is left out, with a reason, before or after its draft was prepared; consults on the draft go back to the backlog. What was published is called off on its own page. */
export function skipDate(actor: Actor, { seriesId, day, reason }: SkipDate): Promise<{ seriesId: string }> {
  return transact(actor, async (tx, record, now) => {
    const series = await toKeep(tx, actor, seriesId)
    const { startsAt } = timesOn(day, series)
    const known = await tx.seriesDate.findUnique({ where: { seriesId_day: { seriesId, day: dateOf(day) } }, select: { conferenceId: true, skipped: true } })
    if (series.endedAt && !known) throw new Problem('schedule:problem.seriesEnded')
    if (day < dayOf(now) || startsAt.getTime() > now.getTime() + furthest || (!known && !isDayOf(rhythmOf(series), day))) throw new Problem('schedule:problem.noSuchDate', { field: 'day' })
    if (known?.skipped === 'cancelled') throw new Problem('schedule:problem.dateSkipped', { field: 'day' })
    if (known?.conferenceId && !await giveUpDraft(tx, record, { seriesId, hospitalId: series.hospitalId, conferenceId: known.conferenceId, reason, byId: actor.personId }, now)) throw new Problem('schedule:problem.datePublished', { field: 'day' })
    const row = { skipped: 'cancelled' as const, note: reason, at: now, conferenceId: null }
    await tx.seriesDate.upsert({ where: { seriesId_day: { seriesId, day: dateOf(day) } }, create: { seriesId, day: dateOf(day), ...row }, update: row })
    record({ name: 'series.dateSkipped', subject: 'series', subjectId: seriesId, facts: { day, why: 'cancelled' }, audience: [`hospital:${series.hospitalId}`] })
    return { seriesId }
  })
}

/** A date that was left out gets its draft after all, perhaps with somebody else on that day; whoever is still taken is named. */
export function retryDate(actor: Actor, { seriesId, day, chosen, ...input }: RetryDate): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const series = await toKeep(tx, actor, seriesId)
    const where = { seriesId_day: { seriesId, day: dateOf(day) } }
    const known = await tx.seriesDate.findUnique({ where, select: { skipped: true } })
    if (!known?.skipped || series.endedAt) throw new Problem('schedule:problem.seriesChanged')
    const times = timesOn(day, series)
    if (times.startsAt <= now) throw new Problem('schedule:problem.past', { field: 'day' })
    const running: Running = chosen
      ? { chairId: input.chairId ?? series.chairId, deputyId: input.deputyId ?? null, scribeId: input.scribeId ?? series.scribeId, specialistIds: input.specialistIds, siteIds: input.siteIds }
      : series
    const names = await whoCannot(tx, series, running, times, now)
    if (names.length > 0) throw new Problem('schedule:problem.stillTaken', { field: 'day', params: { names: names.join(', ') } })
    const conferenceId = await draftStep(tx, record, series, running, { day, byId: actor.personId }, now)
    await tx.seriesDate.update({ where, data: { skipped: null, note: '', conferenceId, at: now } })
    record({ name: 'series.datePrepared', subject: 'series', subjectId: seriesId, facts: { day, conferenceId }, audience: [`hospital:${series.hospitalId}`] })
    return { conferenceId }
  })
}
