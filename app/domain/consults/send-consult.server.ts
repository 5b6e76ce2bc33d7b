import { allow } from '~/domain/audit/allow'
import { transact, type Tx } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { coverage } from '~/domain/agreements/coverage'
import { termsFor } from '~/domain/agreements/queries.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { nextCode } from '~/domain/hospitals/next-code.server'
import { formatDay, todayInVietnam } from '~/platform/dates'
import { newId } from '~/platform/id'
import { Problem, Problems } from '~/platform/problem'
import { changeState, loadConsult } from './change-state.server'
import { answerDue } from './clocks'
import { draftContent, type SendConsult } from './draft'
import { grantAccess } from './grant-access.server'
import { mayConsult } from './policy'
import { requestOf, type Request } from './request-rules'

/** The agreement that covers the request; without one an emergency needs a reason, anything else stays here. */
async function covering(tx: Tx, actor: Actor, request: Request, now: Date): Promise<string | null> {
  const found = coverage(await termsFor(actor.hospitalId, tx), { requestingId: actor.hospitalId, supportingId: request.supportingId, specialtyCode: request.specialtyCode }, todayInVietnam(now))
  if (found.covered) return found.agreementId
  if (request.level !== 'emergency') throw new Problem(`agreements:notCovered.${found.reason}`, { field: 'supportingId', params: { number: found.number ?? '', day: found.day ? formatDay(found.day) : '' } })
  if (!request.overrideReason) throw new Problem('consults:problem.overrideReason', { field: 'overrideReason' })
  return null
}

async function checkAddressee(tx: Tx, actor: Actor, request: Request): Promise<void> {
  const hospital = (await hospitalNames([request.supportingId], undefined, tx)).get(request.supportingId)
  if (!hospital || hospital.kind === 'authority' || hospital.id === actor.hospitalId) throw new Problem('problems:unknownChoice', { field: 'supportingId' })
  const specialty = await tx.specialty.findUnique({ where: { code: request.specialtyCode }, select: { code: true } })
  if (!specialty) throw new Problem('problems:unknownChoice', { field: 'specialtyCode' })
}

/**
 * Sends the request: fixes version 1 of what was asked, gives it a code and a time by which the answer is due, and opens it, without
 * identity, to the coordinators of the addressed hospital.
 */
export function sendConsult(actor: Actor, { consultId, version, ...typed }: SendConsult) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.send(actor, consult))
    if (consult.state !== 'draft') throw new Problem('consults:problem.alreadySent')
    if (consult.draftVersion !== version) throw new Problem('consults:problem.staleDraft')
    const draft = draftContent.parse(typed)
    const checked = requestOf(draft)
    if ('problems' in checked) throw new Problems(checked.problems)
    const { request } = checked
    await checkAddressee(tx, actor, request)
    const agreementId = await covering(tx, actor, request, now)
    const admittedOn = admissionDay(draft.admittedOn, now)
    const code = await nextCode(tx, actor.hospitalId, Number(todayInVietnam(now).slice(0, 4)))

    await changeState(tx, record, actor, now, { ...consult, code, level: request.level, supportingId: request.supportingId }, {
      action: 'send',
      facts: { supportingId: request.supportingId, specialtyCode: request.specialtyCode, agreementId, overridden: agreementId === null, basis: request.basis.kind },
      data: {
        code, level: request.level, supportingId: request.supportingId, specialtyCode: request.specialtyCode, agreementId, overrideReason: agreementId ? null : request.overrideReason,
        sex: request.sex, ageValue: request.age.value, ageUnit: request.age.unit, ageEstimated: request.age.estimated, situation: request.situation, dataBasis: request.basis.kind,
        requestVersion: 1, draft: {}, draftVersion: version + 1, sentAt: now, dueAt: answerDue(request.level, now),
      },
    })
    await tx.consultIdentity.create({
      data: {
        consultId, unidentified: request.unidentified, patientName: request.patientName, recordNumber: draft.recordNumber, admissionNumber: draft.admissionNumber, department: draft.department,
        room: draft.room, bed: draft.bed, admittedOn, diagnosis: draft.diagnosis, basisPerson: request.basis.person, basisRelation: request.basis.relation, basisReason: request.basis.reason,
      },
    })
    await tx.question.createMany({ data: request.questions.map((text, index) => ({ id: newId(), consultId, number: index + 1, text, sinceVersion: 1 })) })
    await tx.consultFile.updateMany({ where: { consultId, requestVersion: null }, data: { requestVersion: 1 } })
    const content = { level: request.level, specialtyCode: request.specialtyCode, sex: request.sex, age: request.age, situation: request.situation, questions: request.questions }
    await tx.requestVersion.create({ data: { consultId, version: 1, at: now, personId: actor.personId, content } })
    await grantAccess(tx, now, { consultId, hospitalId: actor.hospitalId, role: 'coordinator', kind: 'coordinator', basis: 'requesting' })
    // Without a department it would be the head of every one.
    if (consult.departmentId) await grantAccess(tx, now, { consultId, hospitalId: actor.hospitalId, role: 'head', departmentId: consult.departmentId, kind: 'treating', basis: 'headOfDepartment' })
    await grantAccess(tx, now, { consultId, hospitalId: request.supportingId, role: 'coordinator', kind: 'coordinator', deidentified: true, basis: 'reception' })
    return { consultId, code }
  })
}

function admissionDay(typed: string, now: Date): Date | null {
  if (typed === '') return null
  const date = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? new Date(`${typed}T00:00:00Z`) : undefined
  if (!date || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(typed)) throw new Problem('problems:badDate', { field: 'admittedOn' })
  if (typed > todayInVietnam(now)) throw new Problem('problems:futureDate', { field: 'admittedOn' })
  if (typed < '1900-01-01') throw new Problem('problems:badDate', { field: 'admittedOn' })
  return date
}
