import { isWorkingDay } from '~/domain/catalogue/working-days'
import { calendarAround } from '~/domain/catalogue/working-days.server'
import { enterShifts } from '~/domain/duty/change-roster.server'
import type { ShiftDraft } from '~/domain/duty/shift-step.server'
import { dayAfter, spanOf } from '~/domain/duty/times'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { dayOf } from '~/platform/dates'

interface DemoDuty { hospital: string; kind: ShiftDraft['kind']; specialtyCode?: string; department?: string; telephone: string; every?: 'even' | 'odd' }

/** Who stands in which line at night and on days off; even and odd nights where two take turns. */
const duties: readonly DemoDuty[] = [
  { hospital: 'XP', kind: 'specialist', specialtyCode: 'tim-mach', telephone: '0900000202' },
  { hospital: 'XP', kind: 'specialist', specialtyCode: 'hoi-suc-cap-cuu', telephone: '0900000203' },
  { hospital: 'XP', kind: 'specialist', telephone: '0900000203', every: 'even' },
  { hospital: 'XP', kind: 'specialist', telephone: '0900000202', every: 'odd' },
  { hospital: 'BV', kind: 'leader', telephone: '0900000102' },
  { hospital: 'BV', kind: 'doctor', department: 'NTH', telephone: '0900000101', every: 'even' },
  { hospital: 'BV', kind: 'doctor', department: 'NTH', telephone: '0900000105', every: 'odd' },
]

const days = 14
const minutes = { opens: 7 * 60 + 30, closes: 16 * 60 + 30 }

/** The demonstration's rosters for the coming two weeks, renewed when less than three days are left. What people changed on them stays. */
export async function seedDemoDuty(): Promise<void> {
  const now = await nowIn(db)
  const hospitals = await db.hospital.findMany({ where: { code: { in: [...new Set(duties.map(({ hospital }) => hospital))] } }, select: { id: true, code: true, departments: { select: { id: true, code: true } } } })
  const people = await db.person.findMany({ where: { telephone: { in: duties.map(({ telephone }) => telephone) } }, select: { id: true, telephone: true } })
  const calendar = await calendarAround(now, db)
  for (const hospital of hospitals) {
    const last = await db.dutyShift.findFirst({ where: { hospitalId: hospital.id }, orderBy: { endsAt: 'desc' }, select: { startsAt: true, endsAt: true } })
    if (last && last.endsAt.getTime() > now.getTime() + 3 * 24 * 60 * 60_000) continue
    // The night before belongs to it: the machine may be started at 02:00.
    const first = last && last.startsAt > now ? dayAfter(dayOf(last.startsAt), 1) : last ? dayOf(now) : dayAfter(dayOf(now), -1)
    const drafts = Array.from({ length: days }, (_, index) => dayAfter(first, index)).flatMap((day, index) => duties.flatMap((duty): ShiftDraft[] => {
      const personId = people.find(({ telephone }) => telephone === duty.telephone)?.id
      const departmentId = duty.department ? hospital.departments.find(({ code }) => code === duty.department)?.id : null
      if (duty.hospital !== hospital.code || !personId || departmentId === undefined || (duty.every && (index % 2 === 0) !== (duty.every === 'even'))) return []
      const line = { kind: duty.kind, specialtyCode: duty.specialtyCode ?? null, departmentId, personId, rank: 1, telephone: '' }
      const night = { ...line, ...spanOf(day, minutes.closes, minutes.opens) }
      return isWorkingDay(day, calendar) ? [night] : [{ ...line, ...spanOf(day, minutes.opens, minutes.closes) }, night]
    }))
    const ahead = drafts.filter(({ endsAt }) => endsAt > now)
    const standing = await db.dutyShift.findMany({ where: { hospitalId: hospital.id, cancelledAt: null, endsAt: { gt: now } }, select: { personId: true, kind: true, specialtyCode: true, startsAt: true, endsAt: true } })
    const free = ahead.filter((draft) => !standing.some((one) => one.personId === draft.personId && one.kind === draft.kind && one.specialtyCode === draft.specialtyCode && one.startsAt < draft.endsAt && draft.startsAt < one.endsAt))
    if (free.length > 0) await enterShifts(null, hospital.id, free)
  }
}
