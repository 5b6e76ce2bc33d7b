import { db } from '~/platform/database/database.server'
import type { DutyKind } from '~/platform/database/enums'
import { nowIn } from '~/platform/clock.server'
import { dayOf, startOfDay } from '~/platform/dates'
import { notFound } from '~/platform/problem'
import { nameWithTitle } from '~/platform/names'
import { idOf } from '~/platform/http/id-of'
import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { specialties, type SpecialtyName } from '~/domain/catalogue/queries.server'
import { calendarAround } from '~/domain/catalogue/working-days.server'
import { departmentsOf } from '~/domain/hospitals/queries.server'
import { settingOf } from '~/domain/hospitals/settings.server'
import { holdsOn } from '~/domain/people/actor.server'
import { membersOf, personNames } from '~/domain/people/queries.server'
import { officeSpans, uncovered } from './needed'
import { busyUntil, dutiesAt, roleOnDuty } from './on-duty.server'
import { callingOrder, type Gap } from './order'
import { mayDuty } from './policy'
import { dayAfter, mondayOf } from './times'

/** One duty as a roster shows it. `gone`: the person left, is locked or lost the role, so nobody would be reached. */
export interface ShiftLine { id: string; personId: string; name: string; telephone: string; rank: number; startsAt: string; endsAt: string; gone: boolean; mine: boolean; replaces: boolean }
/** What somebody is on duty for: one row of the roster. */
export interface DutyLine { key: string; kind: DutyKind; specialty: SpecialtyName | null; department: string; shifts: ShiftLine[]; gaps: { from: string; until: string }[] }

const fields = { id: true, kind: true, specialtyCode: true, departmentId: true, personId: true, rank: true, startsAt: true, endsAt: true, telephone: true, replacesId: true } as const
const kinds: readonly DutyKind[] = ['specialist', 'doctor', 'leader']
const lineKey = (row: { kind: DutyKind; specialtyCode: string | null; departmentId: string | null }): string => [row.kind, row.specialtyCode ?? '', row.departmentId ?? ''].join(' ')
/** Specialists in the order of the catalogue, those for every specialty last; then doctors by department, then leaders. */
const inOrder = (names: readonly SpecialtyName[]) => {
  const place = ({ kind, specialty, department }: Pick<DutyLine, 'kind' | 'specialty' | 'department'>): string => `${kinds.indexOf(kind)} ${specialty ? names.findIndex(({ code }) => code === specialty.code) + 100 : 999} ${department}`
  return (a: Parameters<typeof place>[0], b: Parameters<typeof place>[0]): number => place(a).localeCompare(place(b), 'vi')
}
const around = 14 * 24 * 60 * 60_000

async function shiftsAt(hospitalId: string, from: Date, until: Date) {
  const rows = await db.dutyShift.findMany({ where: { hospitalId, cancelledAt: null, startsAt: { lt: until }, endsAt: { gt: from } }, orderBy: [{ startsAt: 'asc' }, { rank: 'asc' }], select: fields })
  const ids = [...new Set(rows.map(({ personId }) => personId))]
  const people = await personNames(ids)
  const members = await db.membership.findMany({ where: { hospitalId, personId: { in: ids }, person: { locked: false } }, select: { personId: true, roles: true, validFrom: true, validUntil: true, person: { select: { telephone: true } } } })
  return rows.map((row) => {
    const person = people.get(row.personId)
    // Somebody may begin or leave between two duties: what counts is the day of each.
    const here = members.find(({ personId, roles, ...member }) => personId === row.personId && roles.includes(roleOnDuty[row.kind]) && holdsOn(member, row.startsAt))
    return { ...row, name: person ? nameWithTitle(person) : '', telephone: row.telephone || here?.person.telephone || '', gone: here === undefined }
  })
}

/** The rosters of one's own hospital for the week of a day (yyyy-MM-dd, Vietnam): every line that has duties around it, and the times outside office hours that nobody covers. */
export async function rosterWeek(actor: Actor, typedDay: string | null) {
  allow(mayDuty.see(actor))
  const now = await nowIn(db)
  const today = dayOf(now)
  const monday = mondayOf(typedDay && /^\d{4}-\d{2}-\d{2}$/.test(typedDay) && !Number.isNaN(Date.parse(typedDay)) ? typedDay : today)
  const [from, until] = [startOfDay(monday), startOfDay(dayAfter(monday, 7))]
  const [rows, names, departments, hours, calendar] = await Promise.all([
    shiftsAt(actor.hospitalId, new Date(from.getTime() - around), new Date(until.getTime() + around)), specialties(), departmentsOf(actor.hospitalId), settingOf(actor.hospitalId, 'officeHours'), calendarAround(from),
  ])
  const begin = now > from ? now : from
  const office = officeSpans(from, until, hours, calendar)
  const standing = rows.filter(({ gone }) => !gone)
  const general = standing.filter(({ kind, specialtyCode }) => kind === 'specialist' && specialtyCode === null)
  const lines = [...new Map(rows.map((row) => [lineKey(row), row])).values()].map((line): DutyLine => {
    const own = rows.filter((row) => lineKey(row) === lineKey(line))
    const covering = [...own.filter(({ gone }) => !gone), ...(line.kind === 'specialist' ? general : [])]
    const gaps = begin < until ? uncovered(covering, office, begin, until) : []
    return {
      key: lineKey(line), kind: line.kind, specialty: names.find(({ code }) => code === line.specialtyCode) ?? null, department: departments.find(({ id }) => id === line.departmentId)?.name ?? '',
      gaps: gaps.map((gap: Gap) => ({ from: gap.from.toISOString(), until: gap.until.toISOString() })),
      shifts: own.filter(({ startsAt, endsAt }) => startsAt < until && endsAt > from).map(({ id, personId, name, telephone, rank, startsAt, endsAt, gone, replacesId }) => ({
        id, personId, name, telephone, rank, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), gone, mine: personId === actor.personId, replaces: replacesId !== null,
      })),
    }
  })
  return { now: now.toISOString(), today, monday, days: Array.from({ length: 7 }, (_, index) => dayAfter(monday, index)), lines: lines.sort(inOrder(names)) }
}

/** Who is on duty at one's own hospital at this moment, in the order to be called, and whether this person is, or is busy. */
export async function dutyNow(actor: Actor) {
  if (!mayDuty.see(actor)) return null
  const now = await nowIn(db)
  const [standing, departments, names, busy] = await Promise.all([dutiesAt({ hospitalId: actor.hospitalId }, now), departmentsOf(actor.hospitalId), specialties(), busyUntil(db, [actor.personId], now)])
  const lines = [...new Map(standing.map((row) => [lineKey(row), row])).values()]
  const groups = lines.map(({ kind, specialtyCode, departmentId }) => ({
    key: lineKey({ kind, specialtyCode, departmentId }), kind, specialty: names.find(({ code }) => code === specialtyCode) ?? null, department: departments.find(({ id }) => id === departmentId)?.name ?? '',
    // Those who stand for every specialty are called after those of one.
    people: callingOrder(standing.filter((one) => one.kind === kind && one.departmentId === departmentId && (one.specialtyCode === specialtyCode || one.specialtyCode === null)))
      .map(({ personId, name, telephone, busyUntil: until, endsAt }) => ({ personId, name, telephone, busyUntil: until?.toISOString() ?? null, endsAt: endsAt.toISOString() })),
  })).sort(inOrder(names))
  const ownUntil = standing.filter(({ personId }) => personId === actor.personId).map(({ endsAt }) => endsAt.toISOString()).sort().at(-1) ?? null
  return { now: now.toISOString(), groups, ownUntil, busyUntil: busy.get(actor.personId)?.toISOString() ?? null }
}

/** What the form for a new duty offers. */
export async function rosterChoices(actor: Actor) {
  const [members, fields, departments] = await Promise.all([membersOf({ hospitalId: actor.hospitalId }), specialties(), departmentsOf(actor.hospitalId)])
  const rows = await db.membership.findMany({ where: { id: { in: members.map(({ membershipId }) => membershipId) } }, select: { id: true, roles: true } })
  const roles = new Map(rows.map((row) => [row.id, row.roles]))
  const able = members.map((member) => ({ personId: member.id, name: nameWithTitle(member), kinds: kinds.filter((kind) => roles.get(member.membershipId)?.includes(roleOnDuty[kind])) }))
  return { people: able.filter((person) => person.kinds.length > 0), specialties: fields, departments: departments.map(({ id, name }) => ({ id, name })) }
}

/** Swaps that wait: for this person's yes, for who keeps the roster, and one's own proposals. */
export async function openSwaps(actor: Actor) {
  const now = await nowIn(db)
  const concerned = mayDuty.enter(actor) ? {} : { OR: [{ toPersonId: actor.personId }, { proposedById: actor.personId }] }
  // The newest: those nobody answered before their duty was over stay behind.
  const rows = await db.dutySwap.findMany({ where: { hospitalId: actor.hospitalId, state: 'proposed', ...concerned }, orderBy: { at: 'desc' }, take: 50 })
  const seen = rows.reverse().filter((swap) => mayDuty.answer(actor, swap) || mayDuty.takeBack(actor, swap))
  const shifts = await db.dutyShift.findMany({ where: { id: { in: seen.flatMap(({ shiftId, withShiftId }) => [shiftId, ...(withShiftId ? [withShiftId] : [])]) } }, select: fields })
  const people = await personNames(seen.flatMap(({ toPersonId, proposedById }) => [toPersonId, proposedById]))
  const nameOf = (id: string): string => {
    const person = people.get(id)
    return person ? nameWithTitle(person) : ''
  }
  const span = (id: string | null) => {
    const shift = shifts.find((one) => one.id === id)
    return shift ? { startsAt: shift.startsAt.toISOString(), endsAt: shift.endsAt.toISOString() } : null
  }
  return seen.flatMap(({ id, shiftId, withShiftId, toPersonId, proposedById, note, ...swap }) => {
    const shift = span(shiftId)
    if (!shift || new Date(shift.endsAt) <= now) return []
    const scope = { hospitalId: swap.hospitalId, toPersonId, proposedById }
    return [{ id, shift, inReturn: span(withShiftId), from: nameOf(proposedById), to: nameOf(toPersonId), note, may: { answer: mayDuty.answer(actor, scope), takeBack: mayDuty.takeBack(actor, scope) } }]
  })
}

/** One duty with what may be done about it, and the people and duties it could be changed for. */
export async function shiftPage(actor: Actor, param: string | undefined) {
  allow(mayDuty.see(actor))
  const now = await nowIn(db)
  const row = await db.dutyShift.findFirst({ where: { id: idOf(param), hospitalId: actor.hospitalId }, select: { ...fields, hospitalId: true, cancelledAt: true } })
  if (!row) throw notFound()
  const [choices, people] = await Promise.all([rosterChoices(actor), personNames([row.personId])])
  const others = choices.people.filter(({ personId, kinds: able }) => personId !== row.personId && able.includes(row.kind))
  const theirs = await db.dutyShift.findMany({
    where: { hospitalId: actor.hospitalId, kind: row.kind, cancelledAt: null, startsAt: { gt: now }, personId: { in: others.map(({ personId }) => personId) } }, orderBy: { startsAt: 'asc' }, take: 60, select: { id: true, personId: true, startsAt: true, endsAt: true },
  })
  const person = people.get(row.personId)
  const over = row.cancelledAt !== null || row.endsAt <= now
  return {
    id: row.id, kind: row.kind, specialty: choices.specialties.find(({ code }) => code === row.specialtyCode) ?? null, department: choices.departments.find(({ id }) => id === row.departmentId)?.name ?? '',
    name: person ? nameWithTitle(person) : '', rank: row.rank, telephone: row.telephone, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString(), cancelled: row.cancelledAt !== null, over, others,
    theirs: theirs.map((one) => ({ id: one.id, name: others.find(({ personId }) => personId === one.personId)?.name ?? '', startsAt: one.startsAt.toISOString(), endsAt: one.endsAt.toISOString() })),
    may: { change: !over && mayDuty.change(actor, row), propose: !over && mayDuty.propose(actor, row) },
  }
}
