import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import type { Tx } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { askDuty } from './ask-duty.server'
import { changeState, loadConsult } from './change-state.server'
import { clinicalOf, readClinical, supplemented } from './clinical'
import { readIcd, type ClinicalName } from './clinical-fields'
import { waitingFiles } from './file-scope'
import { limits } from './limits'
import { mayConsult } from './policy'
import type * as schema from './schema'

type Supplement = Pick<z.infer<typeof schema.supplementConsult>, 'consultId' | 'text' | 'questions'> & Partial<Record<ClinicalName, string>>

/** Whoever supplements second waits for the first and gets the next number. */
const lock = (tx: Tx, consultId: string) => tx.$executeRaw`select 1 from "Consult" where "id" = ${consultId}::uuid for no key update`

/**
 * Adds to what was sent, as the next numbered request version with its time: text, clinical fields, new questions and the files that
 * wait. Possible while somebody may still read it, also by a colleague of the department; a request sent back for more returns to reception.
 */
export function supplementConsult(actor: Actor, { consultId, text, questions, ...typed }: Supplement) {
  return transact(actor, async (tx, record, now) => {
    await lock(tx, consultId)
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.supplement(actor, consult))
    const version = consult.requestVersion + 1
    const added = questions.filter((question) => question !== '')
    const clinical = clinicalOf(typed)
    const waiting = { consultId, ...waitingFiles }
    if (text === '' && added.length === 0 && Object.keys(clinical).length === 0 && (await tx.consultFile.count({ where: waiting })) === 0) throw new Problem('consults:problem.supplement', { field: 'text' })
    const [wrong] = readIcd(clinical.icd10 ?? '').wrong
    if (wrong) throw new Problem('consults:problem.icd10', { field: 'icd10', params: { code: wrong } })
    const before = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: { clinical: true, round: true } })
    const { state, level, supportingId, specialtyCode } = consult
    const dutyIds = state === 'awaitingSupplement' && level && supportingId && specialtyCode ? await askDuty(tx, { ...consult, level, supportingId, specialtyCode }, now) : []
    await changeState(tx, record, actor, now, consult, {
      action: 'supplement', people: dutyIds, data: { requestVersion: version, clinical: supplemented(readClinical(before.clinical), clinical) }, fields: ['state', 'requestVersion', ...Object.keys(clinical)], facts: { version, dutyIds },
    })
    const asked = await tx.question.count({ where: { consultId } })
    if (asked + added.length > limits.questions) throw new Problem('consults:problem.tooManyQuestions', { field: 'questions', params: { limit: limits.questions } })
    await tx.question.createMany({ data: added.map((question, index) => ({ id: newId(), consultId, number: asked + index + 1, text: question, sinceVersion: version, round: before.round })) })
    const { count: files } = await tx.consultFile.updateMany({ where: waiting, data: { requestVersion: version } })
    await tx.requestVersion.create({ data: { consultId, version, at: now, personId: actor.personId, content: { kind: 'supplement', supplement: text, questions: added, clinical, files } } })
    return { consultId, version }
  })
}
