import type { Tx } from '~/platform/database/database.server'
import type { Level } from '~/platform/database/enums'
import { inOfficeHours } from '~/domain/catalogue/working-days.server'
import { onDuty, type OnDuty } from '~/domain/duty/on-duty.server'
import { newId } from '~/platform/id'
import { askable } from './clocks'
import { termsOf } from './clock-steps.server'
import { tookOtherSide } from './change-state.server'

const afterDuty = 2 * 60 * 60_000

/** What the duty is asked about; as it stands after the change that asks them. */
export interface Asked { id: string; level: Level; requestingId: string; supportingId: string; specialtyCode: string; treatingDoctorId: string }

/** Is it the duty's to answer? Báo động đỏ and Cấp cứu at any hour; what is due the same day outside office hours until the evening; routine never. */
async function isForDuty(tx: Tx, { level, supportingId }: Asked, now: Date): Promise<boolean> {
  if (level === 'redAlert' || level === 'emergency') return true
  if (level === 'routine' || await inOfficeHours(supportingId, now, tx)) return false
  return askable(level, now, await termsOf(supportingId, now, tx)) <= now
}

/** Whom of those on duty to call at once: everybody for Báo động đỏ; else the free ones of the first rank. The others follow one by one when nobody answers; everybody when all are busy. */
export function calledFirst(duty: readonly OnDuty[], level: Level): OnDuty[] {
  const [first] = duty
  if (level === 'redAlert' || !first || first.busyUntil) return [...duty]
  return duty.filter(({ rank, busyUntil }) => rank === first.rank && !busyUntil)
}

/**
 * Step: asks the specialists on duty at the addressed hospital, where it is theirs to answer: they may open the request, without
 * identity, until two hours after their duty. Returns whom to tell: put them as `dutyIds` into the facts of the event. Nobody on duty
 * is an empty list; the clock that runs until somebody is reached then climbs at once.
 */
export async function askDuty(tx: Tx, consult: Asked, now: Date): Promise<string[]> {
  if (!(await isForDuty(tx, consult, now))) return []
  const { supportingId: hospitalId, specialtyCode } = consult
  const duty = await onDuty({ hospitalId, kind: 'specialist', specialtyCode, at: now }, tx)
  const ids: string[] = []
  for (const { personId, endsAt } of calledFirst(duty, consult.level)) {
    if (personId === consult.treatingDoctorId || await tookOtherSide(tx, consult.id, { personId, hospitalId })) continue
    await openToDuty(tx, now, { consultId: consult.id, hospitalId, personId, endsAt, deidentified: true })
    ids.push(personId)
  }
  return ids
}

/** Step: somebody on duty may open one consult until two hours after the duty; a longer right stays. */
export async function openToDuty(tx: Tx, now: Date, { endsAt, ...who }: { consultId: string; hospitalId: string; personId: string; endsAt: Date; deidentified: boolean }): Promise<void> {
  const validUntil = new Date(endsAt.getTime() + afterDuty)
  const { count } = await tx.consultAccess.updateMany({ where: { ...who, kind: 'duty', validUntil: { gt: now, lte: validUntil } }, data: { validUntil } })
  const longer = count > 0 ? count : await tx.consultAccess.count({ where: { ...who, kind: 'duty', validUntil: { gt: validUntil } } })
  if (longer === 0) await tx.consultAccess.create({ data: { id: newId(), ...who, kind: 'duty', validFrom: now, validUntil, basis: 'duty' } })
}
