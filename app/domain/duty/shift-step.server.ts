import type { Tx } from '~/domain/audit/transact.server'
import { claiming } from '~/domain/audit/claiming.server'
import type { DutyKind } from '~/platform/database/enums'
import { formatDateTime } from '~/platform/dates'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { stillOnDuty } from './on-duty.server'

/** A duty to be entered. */
export interface ShiftDraft {
  kind: DutyKind
  specialtyCode: string | null
  departmentId: string | null
  personId: string
  rank: number
  startsAt: Date
  endsAt: Date
  telephone: string
}

export interface KeptShift extends ShiftDraft { id: string; hospitalId: string; cancelledAt: Date | null }

export const shiftFields = { id: true, hospitalId: true, kind: true, specialtyCode: true, departmentId: true, personId: true, rank: true, startsAt: true, endsAt: true, telephone: true, cancelledAt: true } as const

/** Step: the line a duty belongs to must exist at this hospital, and the person must work there in the role it needs. */
export async function checkShift(tx: Tx, hospitalId: string, now: Date, { kind, specialtyCode, departmentId, personId }: Pick<ShiftDraft, 'kind' | 'specialtyCode' | 'departmentId' | 'personId'>): Promise<void> {
  if (specialtyCode && !(await tx.specialty.findUnique({ where: { code: specialtyCode }, select: { code: true } }))) throw new Problem('problems:unknownChoice', { field: 'specialtyCode' })
  if (kind === 'doctor' && !departmentId) throw new Problem('duty:problem.department', { field: 'departmentId' })
  if (departmentId && !(await tx.department.findFirst({ where: { id: departmentId, hospitalId }, select: { id: true } }))) throw new Problem('problems:unknownChoice', { field: 'departmentId' })
  const able = await stillOnDuty(tx, { hospitalId, kind, at: now, personIds: [personId] })
  if (!able.has(personId)) throw new Problem(`duty:problem.role.${kind}`, { field: 'personId' })
}

/** Step: enters duties; that somebody stands twice in one line at one time the database refuses. */
export async function insertShifts(tx: Tx, now: Date, { hospitalId, byId, drafts, replacesId = null }: { hospitalId: string; byId: string | null; drafts: readonly ShiftDraft[]; replacesId?: string | null }): Promise<string[]> {
  const rows = drafts.map((draft) => ({ id: newId(), hospitalId, ...draft, createdById: byId, createdAt: now, replacesId }))
  const [first] = drafts
  await claiming('from', 'duty:problem.overlap', () => tx.dutyShift.createMany({ data: rows }), { time: first ? formatDateTime(first.startsAt) : '' })
  return rows.map(({ id }) => id)
}

/** Step: the duty ends now if it has begun, or never begins. Of two who change it at once the second is told. */
export async function endShift(tx: Tx, now: Date, shift: KeptShift): Promise<void> {
  const begun = shift.startsAt < now
  const { count } = await tx.dutyShift.updateMany({
    where: { id: shift.id, cancelledAt: null, endsAt: shift.endsAt, personId: shift.personId }, data: begun ? { endsAt: now } : { cancelledAt: now },
  })
  if (count === 0) throw new Problem('duty:problem.changedMeanwhile')
  await tx.dutySwap.updateMany({ where: { OR: [{ shiftId: shift.id }, { withShiftId: shift.id }], state: 'proposed' }, data: { state: 'withdrawn', decidedAt: now } })
}

/** Step: what is left of a duty goes to somebody else. */
export async function passShift(tx: Tx, now: Date, shift: KeptShift, personId: string, byId: string): Promise<string> {
  if (shift.cancelledAt || shift.endsAt <= now) throw new Problem('duty:problem.over')
  await checkShift(tx, shift.hospitalId, now, { ...shift, personId })
  await endShift(tx, now, shift)
  const { kind, specialtyCode, departmentId, rank, endsAt } = shift
  const startsAt = shift.startsAt < now ? now : shift.startsAt
  const [id = ''] = await insertShifts(tx, now, { hospitalId: shift.hospitalId, byId, drafts: [{ kind, specialtyCode, departmentId, personId, rank, startsAt, endsAt, telephone: '' }], replacesId: shift.id })
  return id
}
