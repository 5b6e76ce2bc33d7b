import type { RecordEvent, Tx } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { nextCode } from '~/domain/hospitals/next-code.server'
import type { Prisma } from '~/platform/database/database.server'
import { todayInVietnam } from '~/platform/dates'
import { newId } from '~/platform/id'
import { changeState, type LoadedConsult } from './change-state.server'
import { recordBasis } from './consent.server'
import type { DraftContent } from './draft'
import { waitingFiles } from './file-scope'
import { grantAccess } from './grant-access.server'
import type { ReadyRequest } from './ready-request.server'

export interface Fixing {
  /** 'send' opens it to the other side (openToSupporting); 'submitForApproval' keeps the draft, so that it can come back to be changed */
  action: 'send' | 'submitForApproval'
  /** what goes with it on the consult: sentAt; when the answer is due its clock says */
  data: Prisma.ConsultUncheckedUpdateManyInput
  people?: string[]
  facts?: Record<string, string | number | boolean | null | string[]>
}

const dayOrNull = (day: string): Date | null => (day === '' ? null : new Date(`${day}T00:00:00Z`))

/** Who the patient is, and what may name the patient. */
const identityOf = (draft: DraftContent, { unidentified, patientName, basis }: ReadyRequest['request']) => ({
  unidentified, patientName, recordNumber: draft.recordNumber, admissionNumber: draft.admissionNumber, department: draft.department, room: draft.room, bed: draft.bed,
  admittedOn: dayOrNull(draft.admittedOn), diagnosis: draft.diagnosis, birthDate: dayOrNull(draft.birthDate), nationalId: draft.nationalId, insuranceNumber: draft.insuranceNumber,
  address: draft.address, ethnicity: draft.ethnicity, occupation: draft.occupation, summary: draft.summary, basisPerson: basis.person, basisRelation: basis.relation, basisReason: basis.reason,
})

/**
 * Step: fixes what is asked as the next request version and gives the consult its code. Runs again when the approver sent it back: the
 * code stays, and what was asked before is replaced, since nobody outside has read it; its version stays in the trace.
 */
export async function fixRequest(tx: Tx, record: RecordEvent, actor: Actor, now: Date, consult: LoadedConsult, { draft, request, agreementId }: ReadyRequest, { action, data, people, facts }: Fixing): Promise<{ consultId: string; code: string; version: number }> {
  const consultId = consult.id
  const version = consult.requestVersion + 1
  const code = consult.code ?? await nextCode(tx, actor.hospitalId, Number(todayInVietnam(now).slice(0, 4)))
  const { level, supportingId, specialtyCode, sex, age, situation, episodeKind, clinical, questions } = request
  await changeState(tx, record, actor, now, { ...consult, code, level, supportingId }, {
    action, ...(people && { people }),
    facts: { supportingId, specialtyCode, agreementId, overridden: agreementId === null, basis: request.basis.kind, version, ...facts },
    data: {
      code, level, supportingId, specialtyCode, agreementId, overrideReason: agreementId ? null : request.overrideReason, sex, ageValue: age.value, ageUnit: age.unit, ageEstimated: age.estimated,
      birthYear: age.birthYear, situation, episodeKind, clinical, dataBasis: request.basis.kind, requestVersion: version, draft: action === 'send' ? {} : draft, draftVersion: consult.draftVersion + 1, ...data,
    },
  })
  const identity = identityOf(draft, request)
  await tx.consultIdentity.upsert({ where: { consultId }, create: { consultId, ...identity }, update: identity })
  await recordBasis(tx, now, actor, consultId, request.basis, request.age)
  await tx.question.deleteMany({ where: { consultId } })
  await tx.question.createMany({ data: questions.map((text, index) => ({ id: newId(), consultId, number: index + 1, text, sinceVersion: version })) })
  const { count: files } = await tx.consultFile.updateMany({ where: { consultId, ...waitingFiles }, data: { requestVersion: version } })
  const content = { kind: 'request', level, specialtyCode, sex, age: { ...age }, situation, episodeKind, clinical, questions, files }
  await tx.requestVersion.create({ data: { consultId, version, at: now, personId: actor.personId, content } })
  await grantAccess(tx, now, { consultId, hospitalId: actor.hospitalId, role: 'coordinator', kind: 'coordinator', basis: 'requesting' })
  // Without a department it would be the head of every one.
  if (consult.departmentId) await grantAccess(tx, now, { consultId, hospitalId: actor.hospitalId, role: 'head', departmentId: consult.departmentId, kind: 'treating', basis: 'headOfDepartment' })
  return { consultId, code, version }
}

/** Step: opens a request that has left its hospital, without identity, to the coordinators of the addressed one. */
export const openToSupporting = (tx: Tx, now: Date, { consultId, supportingId }: { consultId: string; supportingId: string }): Promise<void> =>
  grantAccess(tx, now, { consultId, hospitalId: supportingId, role: 'coordinator', kind: 'coordinator', deidentified: true, basis: 'reception' })
