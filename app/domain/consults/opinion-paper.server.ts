import type { Prisma, Tx } from '~/platform/database/database.server'
import { env } from '~/platform/env.server'
import { hospitalNames, departmentNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import { specialtyName } from '~/domain/catalogue/queries.server'
import type { OpinionContent } from '~/domain/documents/paper-content'
import { translate } from '~/platform/texts/translate.server'
import type { Answer } from './opinion-answers'

const select = {
  code: true, level: true, requestingId: true, departmentId: true, supportingId: true, specialtyCode: true, agreementId: true, overrideReason: true, treatingDoctorId: true,
  sex: true, ageValue: true, ageUnit: true, ageEstimated: true, situation: true, requestVersion: true, identity: true, questions: { orderBy: { number: 'asc' } },
  versions: { where: { version: { gt: 1 } }, orderBy: { version: 'asc' } },
} as const satisfies Prisma.ConsultSelect

const isoDay = (date: Date | null): string => date?.toISOString().slice(0, 10) ?? ''

/** What both papers print of a consult: parties with the names of that day, the patient, the agreement or why there is none. */
export async function paperHead(tx: Tx, consultId: string, at: Date) {
  const consult = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select })
  const hospitals = await hospitalNames([consult.requestingId, ...(consult.supportingId ? [consult.supportingId] : [])], at, tx)
  const requesting = hospitals.get(consult.requestingId)
  const supporting = hospitals.get(consult.supportingId ?? '')
  if (!requesting || !supporting || !consult.identity || !consult.specialtyCode || !consult.level) throw new Error('A sent consult has both hospitals and an identity')
  const authorities = await hospitalNames([requesting.authorityId, supporting.authorityId].filter((id): id is string => id !== null), at, tx)
  const departments = await departmentNames(consult.departmentId ? [consult.departmentId] : [], tx)
  const agreement = consult.agreementId ? await tx.agreement.findUnique({ where: { id: consult.agreementId }, select: { number: true, validFrom: true, validUntil: true } }) : null
  const { identity } = consult
  const department = identity.department || (departments.get(consult.departmentId ?? '') ?? '')
  const supplements = consult.versions.map((version) => supplementText(version.content)).filter((text) => text !== '')
  return {
    consult: { ...consult, level: consult.level },
    requesting, supporting,
    authorityOf: (hospital: { authorityId: string | null }) => authorities.get(hospital.authorityId ?? '')?.name ?? '',
    situation: [consult.situation ?? '', ...supplements].join('\n\n'),
    specialty: await specialtyName(consult.specialtyCode, tx),
    common: {
      demo: env().DEMO, consultCode: consult.code ?? '', number: '',
      requesting: { name: requesting.name, department }, supporting: { name: supporting.name, department: '' },
      patient: {
        name: identity.unidentified && !identity.patientName ? null : identity.patientName,
        age: consult.ageValue === null || !consult.ageUnit ? null : { value: consult.ageValue, unit: consult.ageUnit, estimated: consult.ageEstimated },
        sex: consult.sex ?? 'unknown' as const, recordNumber: identity.recordNumber, admissionNumber: identity.admissionNumber, department, room: identity.room, bed: identity.bed,
        diagnosis: identity.diagnosis, admittedOn: isoDay(identity.admittedOn),
      },
      agreement: agreement
        ? { number: agreement.number, validFrom: isoDay(agreement.validFrom), validUntil: isoDay(agreement.validUntil) }
        : { reason: consult.overrideReason ?? translate('vi')('consults:paper.noAgreement') },
    },
  }
}

const supplementText = (content: Prisma.JsonValue): string =>
  typeof content === 'object' && content !== null && !Array.isArray(content) && typeof content.supplement === 'string' ? content.supplement : ''

/** The frozen content of the specialist's paper. */
export async function opinionContent(tx: Tx, input: { consultId: string; specialistId: string; version: number; reason: string; general: string; answers: readonly Answer[]; at: Date }): Promise<OpinionContent> {
  const { consult, requesting, supporting, authorityOf, situation, specialty, common } = await paperHead(tx, input.consultId, input.at)
  const people = await personNames([input.specialistId, consult.treatingDoctorId], tx)
  const named = (id: string) => ({ name: people.get(id)?.fullName ?? '', title: people.get(id)?.title ?? '' })
  const byNumber = new Map(input.answers.map((answer) => [answer.number, answer]))
  return {
    ...common, kind: 'opinion', place: supporting.place || requesting.place, issuer: { authority: authorityOf(supporting), name: supporting.name, department: '' },
    version: input.version, reason: input.reason, requestVersion: consult.requestVersion, level: consult.level, specialty, situation,
    questions: consult.questions.map(({ number, text }) => ({ number, text, answered: byNumber.get(number)?.answered ?? false, answer: byNumber.get(number)?.text ?? '' })),
    general: input.general, specialist: named(input.specialistId), treatingDoctor: named(consult.treatingDoctorId), confirmedAt: input.at.toISOString(),
  }
}
