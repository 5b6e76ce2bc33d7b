import { allow } from '~/domain/audit/allow'
import { has, type Actor } from '~/domain/audit/actor'
import { transact } from '~/domain/audit/transact.server'
import type { CalendarForm } from '~/domain/hospitals/settings-form'
import { db } from '~/platform/database/database.server'

/** One calendar for all hospitals: an authority's administrator keeps it, not that of one of them. */
export const mayCalendar = { keep: (actor: Actor): boolean => actor.hospitalKind === 'authority' && has(actor, 'administrator') }

const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`)

/** A day that differs from Monday to Friday; entered again it is corrected. */
export function setCalendarDay(actor: Actor, { day, working, note }: CalendarForm) {
  return transact(actor, async (tx, record) => {
    allow(mayCalendar.keep(actor))
    const entered = { working: working === 'yes', note }
    await tx.calendarDay.upsert({ where: { day: dateOf(day) }, create: { day: dateOf(day), ...entered }, update: entered })
    record({ name: 'calendar.changed', subject: 'hospital', subjectId: actor.hospitalId, facts: { day, working: entered.working }, audience: [`hospital:${actor.hospitalId}`] })
    return { day }
  })
}

/** The day is an ordinary one again. */
export function removeCalendarDay(actor: Actor, { day }: { day: string }) {
  return transact(actor, async (tx, record) => {
    allow(mayCalendar.keep(actor))
    const { count } = await tx.calendarDay.deleteMany({ where: { day: dateOf(day) } })
    if (count > 0) record({ name: 'calendar.changed', subject: 'hospital', subjectId: actor.hospitalId, facts: { day, working: null }, audience: [`hospital:${actor.hospitalId}`] })
    return { day }
  })
}

/** The days entered from a day on, yyyy-MM-dd, at most two years of them. */
export async function calendarFrom(day: string): Promise<{ day: string; working: boolean; note: string }[]> {
  const rows = await db.calendarDay.findMany({ where: { day: { gte: dateOf(day) } }, orderBy: { day: 'asc' }, take: 120 })
  return rows.map((row) => ({ day: row.day.toISOString().slice(0, 10), working: row.working, note: row.note }))
}
