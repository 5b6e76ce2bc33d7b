import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { todayInVietnam } from '~/platform/dates'
import { Problem } from '~/platform/problem'
import { dayProblem } from './age'
import { changeState, holdConsult, loadConsult } from './change-state.server'
import { readClinical } from './clinical'
import { readIcd } from './clinical-fields'
import { printable } from './lifecycle'
import { mayConsult } from './policy'
import type * as schema from './schema'

/**
 * Fills in what form 27/BV2 prints and the quick request did not ask, until the answer is confirmed; the ICD-10 code of the diagnosis
 * may come until the consult is closed.
 */
export function completeDetails(actor: Actor, { consultId, admittedOn, patientName, icd10, ...details }: z.infer<typeof schema.completeDetails>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.completeDetails(actor, consult))
    const problem = dayProblem(admittedOn ?? '', todayInVietnam(now))
    if (problem) throw new Problem(problem, { field: 'admittedOn' })
    const { codes, wrong: [wrong] } = readIcd(icd10 ?? '')
    if (wrong) throw new Problem('consults:problem.icd10', { field: 'icd10', params: { code: wrong } })
    // A supplement in the same moment must not be written over.
    await holdConsult(tx, consult)
    const { clinical } = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: { clinical: true } })
    const coded = icd10 === undefined ? {} : { clinical: { ...readClinical(clinical), icd10: codes.join(', ') } }
    const identity = await tx.consultIdentity.findUniqueOrThrow({ where: { consultId }, select: { unidentified: true, patientName: true } })
    // Somebody who came in without a name may get one later; a name that was sent is corrected only by a supplement.
    const named = identity.unidentified && patientName ? { patientName, unidentified: false } : {}
    const changed = printable(consult.state) ? { ...details, ...named, admittedOn: admittedOn ? new Date(`${admittedOn}T00:00:00Z`) : null } : {}
    await changeState(tx, record, actor, now, consult, { action: 'completeDetails', data: coded, fields: [...Object.keys(changed), ...Object.keys(coded)] })
    await tx.consultIdentity.update({ where: { consultId }, data: changed })
    return { consultId }
  })
}
