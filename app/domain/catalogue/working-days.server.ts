import { db, type Tx } from '~/platform/database/database.server'
import { settingOf } from '~/domain/hospitals/settings.server'
import { isOfficeTime, type Calendar } from './working-days'

const around = 60 * 24 * 60 * 60_000

/** The calendar's exceptions within two months of a moment. */
export async function calendarAround(at: Date, tx: Tx | typeof db = db): Promise<Calendar> {
  const rows = await tx.calendarDay.findMany({ where: { day: { gte: new Date(at.getTime() - around), lte: new Date(at.getTime() + around) } }, select: { day: true, working: true } })
  return new Map(rows.map(({ day, working }) => [day.toISOString().slice(0, 10), working]))
}

/** Is this hospital inside its office hours at that moment? Outside of them its duty answers. */
export async function inOfficeHours(hospitalId: string, at: Date, tx: Tx | typeof db = db): Promise<boolean> {
  return isOfficeTime(at, await settingOf(hospitalId, 'officeHours', tx), await calendarAround(at, tx))
}
