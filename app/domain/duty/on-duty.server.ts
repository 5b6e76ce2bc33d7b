import { db, type Prisma, type Tx } from '~/platform/database/database.server'
import type { DutyKind, Role } from '~/platform/database/enums'
import { nameWithTitle } from '~/platform/names'
import { holding } from '~/domain/people/actor.server'
import { callingOrder } from './order'

/** Somebody who is to be called now, and until when. */
export interface OnDuty {
  shiftId: string
  personId: string
  /** with the title */
  name: string
  /** 1 is called first */
  rank: number
  /** of this duty, or the person's own; '' when neither is known */
  telephone: string
  busyUntil: Date | null
  endsAt: Date
}

export interface Watch { hospitalId: string; kind: DutyKind; specialtyCode?: string | undefined; departmentId?: string | undefined; at: Date }

/** Who may be on duty as what; a duty of somebody without the role would reach a person who can do nothing. */
export const roleOnDuty: Record<DutyKind, Role> = { specialist: 'specialist', doctor: 'treatingDoctor', leader: 'head' }

/** Shifts of this line; a specialist's without specialty stands for every one. */
function lineOf({ hospitalId, kind, specialtyCode, departmentId }: Omit<Watch, 'at'>) {
  return {
    hospitalId, kind,
    ...(kind === 'specialist' && specialtyCode ? { OR: [{ specialtyCode }, { specialtyCode: null }] } : {}),
    ...(kind === 'doctor' && departmentId ? { departmentId } : {}),
  }
}

/** Those of these people who work for the hospital on that day in this role and are not locked. */
export async function stillOnDuty(tx: Tx | typeof db, { hospitalId, kind, at, personIds }: { hospitalId: string; kind: DutyKind; at: Date; personIds: string[] }): Promise<Map<string, { name: string; telephone: string }>> {
  const rows = await tx.membership.findMany({
    where: { AND: [{ hospitalId, personId: { in: personIds }, roles: { has: roleOnDuty[kind] }, person: { locked: false } }, holding(at)] },
    select: { personId: true, person: { select: { fullName: true, title: true, telephone: true } } },
  })
  return new Map(rows.map(({ personId, person }) => [personId, { name: nameWithTitle(person), telephone: person.telephone ?? '' }]))
}

/** One duty that stands at a moment, of somebody who would be reached. */
export interface StandingDuty extends OnDuty { kind: DutyKind; specialtyCode: string | null; departmentId: string | null; general: boolean }

/** The duties of these that stand at a moment, in no order: cancelled ones, and those of people who left, are locked or lost the role are left out. */
export async function dutiesAt(where: Prisma.DutyShiftWhereInput & { hospitalId: string }, at: Date, tx: Tx | typeof db = db): Promise<StandingDuty[]> {
  const shifts = await tx.dutyShift.findMany({
    where: { AND: [where, { cancelledAt: null, startsAt: { lte: at }, endsAt: { gt: at } }] },
    select: { id: true, kind: true, personId: true, rank: true, telephone: true, specialtyCode: true, departmentId: true, endsAt: true },
  })
  if (shifts.length === 0) return []
  const personIds = [...new Set(shifts.map(({ personId }) => personId))]
  const members = await tx.membership.findMany({
    where: { AND: [{ hospitalId: where.hospitalId, personId: { in: personIds }, person: { locked: false } }, holding(at)] },
    select: { personId: true, roles: true, person: { select: { fullName: true, title: true, telephone: true } } },
  })
  const busy = await busyUntil(tx, personIds, at)
  return shifts.flatMap(({ id, telephone, ...shift }) => {
    const member = members.find(({ personId, roles }) => personId === shift.personId && roles.includes(roleOnDuty[shift.kind]))
    if (!member) return []
    return [{ shiftId: id, ...shift, name: nameWithTitle(member.person), telephone: telephone || (member.person.telephone ?? ''), busyUntil: busy.get(shift.personId) ?? null, general: shift.specialtyCode === null }]
  })
}

/**
 * Who is on duty at that moment, in the order to be called: free ones by rank, then busy ones by when they are free. Cancelled and
 * swapped duties, people who left, are locked or lost the role are left out. Empty means nobody is: the caller goes on to the next rung.
 */
export async function onDuty({ at, ...watch }: Watch, tx: Tx | typeof db = db): Promise<OnDuty[]> {
  return callingOrder(await dutiesAt(lineOf(watch), at, tx)).map(({ shiftId, personId, name, rank, telephone, busyUntil: until, endsAt }) => ({ shiftId, personId, name, rank, telephone, busyUntil: until, endsAt }))
}

/** Until when those of these people are busy who are at that moment. */
export async function busyUntil(tx: Tx | typeof db, personIds: string[], at: Date): Promise<Map<string, Date>> {
  const rows = await tx.busyTime.findMany({
    where: { personId: { in: personIds }, fromAt: { lte: at }, untilAt: { gt: at }, OR: [{ endedAt: null }, { endedAt: { gt: at } }] },
    orderBy: { untilAt: 'asc' }, select: { personId: true, untilAt: true },
  })
  return new Map(rows.map(({ personId, untilAt }) => [personId, untilAt]))
}
