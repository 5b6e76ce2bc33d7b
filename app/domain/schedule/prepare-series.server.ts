import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { log } from '~/platform/log.server'
import { Problem } from '~/platform/problem'
import { nextDays, timesOn } from './series-days'
import { dateOf, draftStep, holdSeries, isoDay, rhythmOf, seriesColumns, whoCannot } from './series-dates.server'

/**
 * The next four dates of each series as drafts, each in a transaction of its own; a date that has its row is never touched again, so that
 * it may run as often and in as many processes as it likes. Two questions where nothing is missing, so it goes with the minute's sweep.
 */
export async function sweepSeries(seriesId?: string): Promise<number> {
  const now = await nowIn(db)
  const series = await db.conferenceSeries.findMany({ where: { endedAt: null, ...(seriesId ? { id: seriesId } : {}), OR: [{ lastDay: null }, { lastDay: { gte: dateOf(isoDay(new Date(now.getTime() - 24 * 60 * 60_000))) } }] }, select: seriesColumns })
  const wanted = series.flatMap((one) => nextDays(rhythmOf(one), now).map((day) => ({ id: one.id, day })))
  if (wanted.length === 0) return 0
  const known = await db.seriesDate.findMany({ where: { seriesId: { in: series.map(({ id }) => id) }, day: { gte: dateOf(isoDay(now)) } }, select: { seriesId: true, day: true } })
  const there = new Set(known.map((date) => `${date.seriesId} ${isoDay(date.day)}`))
  let prepared = 0
  for (const { id, day } of wanted.filter((date) => !there.has(`${date.id} ${date.day}`))) {
    try {
      if (await transact(null, (tx, record, at) => prepareStep(tx, record, id, day, at))) prepared += 1
    } catch (error) {
      // Booked in the same moment by somebody else: the next minute finds out by whom. One that fails does not keep the others from their turn.
      if (!(error instanceof Problem)) log.error({ err: error, series: id }, 'a date of a series could not be prepared; again in a minute')
    }
  }
  return prepared
}

/** Step: one date gets its draft, or says why there is none. False where it had been looked at before. */
async function prepareStep(tx: Tx, record: RecordEvent, seriesId: string, day: string, now: Date): Promise<boolean> {
  const series = await holdSeries(tx, seriesId)
  if (!series || series.endedAt || !nextDays(rhythmOf(series), now).includes(day)) return false
  const row = { seriesId, day: dateOf(day), at: now }
  if (await tx.seriesDate.count({ where: { seriesId, day: row.day } }) > 0) return false
  const audience = [`hospital:${series.hospitalId}`]
  const off = await tx.calendarDay.findFirst({ where: { day: row.day, working: false }, select: { note: true } })
  if (off) {
    await tx.seriesDate.create({ data: { ...row, skipped: 'holiday', note: off.note } })
    record({ name: 'series.dateSkipped', subject: 'series', subjectId: seriesId, facts: { day, why: 'holiday' }, audience })
    return true
  }
  const names = await whoCannot(tx, series, series, timesOn(day, series), now)
  if (names.length > 0) {
    await tx.seriesDate.create({ data: { ...row, skipped: 'taken', note: names.join(', ') } })
    record({ name: 'series.dateSkipped', subject: 'series', subjectId: seriesId, facts: { day, why: 'taken', startsAt: timesOn(day, series).startsAt.toISOString() }, audience })
    return true
  }
  await tx.seriesDate.create({ data: { ...row, conferenceId: await draftStep(tx, record, series, series, { day, byId: series.createdById }, now) } })
  return true
}
