import type { Prisma, Tx } from '~/platform/database/database.server'
import { env } from '~/platform/env.server'
import { hospitalNames, departmentNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import { specialtyName } from '~/domain/catalogue/queries.server'
import type { OpinionContent } from '~/domain/documents/paper-content'
import { translate } from '~/platform/texts/translate.server'
import { formatDateTime } from '~/platform/dates'
import { readClinical } from './clinical'
import { clinicalText } from './clinical-words'
import { baseVersion, readVersion } from './request-versions'
import { askedOf, opinionsIn } from './specialists.server'

const select = {
  code: true, level: true, requestingId: true, departmentId: true, supportingId: true, specialtyCode: true, agreementId: true, overrideReason: true, treatingDoctorId: true,
  sex: true, ageValue: true, ageUnit: true, ageEstimated: true, birthYear: true, situation: true, clinical: true, requestVersion: true, identity: true, round: true, questions: { orderBy: { number: 'asc' } },
  versions: { orderBy: { version: 'asc' }, select: { version: true, at: true, personId: true, content: true } },
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
  return {
    // A further round asks and answers its own questions.
    consult: { ...consult, level: consult.level, questions: consult.questions.filter(({ round }) => round === consult.round) },
    requesting, supporting,
    authorityOf: (hospital: { authorityId: string | null }) => authorities.get(hospital.authorityId ?? '')?.name ?? '',
    situation: situationOf(consult),
    specialty: await specialtyName(consult.specialtyCode, tx),
    common: {
      demo: env().DEMO, consultCode: consult.code ?? '', number: '',
      requesting: { name: requesting.name, department }, supporting: { name: supporting.name, department: '' },
      patient: {
        name: identity.unidentified && !identity.patientName ? null : identity.patientName,
        age: consult.ageValue === null || !consult.ageUnit ? null : { value: consult.ageValue, unit: consult.ageUnit, estimated: consult.ageEstimated, birthYear: consult.birthYear },
        sex: consult.sex ?? 'unknown' as const, recordNumber: identity.recordNumber, admissionNumber: identity.admissionNumber, department, room: identity.room, bed: identity.bed,
        diagnosis: identity.diagnosis, admittedOn: isoDay(identity.admittedOn),
      },
      agreement: agreement
        ? { number: agreement.number, validFrom: isoDay(agreement.validFrom), validUntil: isoDay(agreement.validUntil) }
        : { reason: consult.overrideReason ?? translate('vi')('consults:paper.noAgreement') },
    },
  }
}

/** What was said of the patient: the request, its clinical part as it stands now, and each supplement under its number. */
function situationOf({ situation, clinical, versions }: { situation: string | null; clinical: unknown; versions: Parameters<typeof readVersion<Date>>[0][] }): string {
  const t = translate('vi')
  const read = versions.map(readVersion)
  const base = baseVersion(read)
  const supplements = read.filter(({ version, text }) => version > base && text !== '').map(({ version, at, text }) => t('consults:paper.supplement', { version, time: formatDateTime(at), text }))
  return [situation ?? '', clinicalText(t, readClinical(clinical)), ...supplements].filter((part) => part !== '').join('\n\n')
}

const written = {
  consultId: true, specialistId: true, round: true, requestVersion: true, general: true, missing: true, disposition: true, together: true, confirmedAt: true,
  answers: { orderBy: { number: 'asc' } }, dissents: { orderBy: [{ number: 'asc' }, { at: 'asc' }] },
} as const satisfies Prisma.OpinionSelect

/** The frozen content of an answer's paper: one specialist's, or a conclusion with everybody's opinion and the dissent that remains. */
export async function opinionContent(tx: Tx, opinionId: string, { version, reason }: Pick<OpinionContent, 'version' | 'reason'>): Promise<OpinionContent> {
  const opinion = await tx.opinion.findUniqueOrThrow({ where: { id: opinionId }, select: written })
  const at = opinion.confirmedAt ?? new Date(0)
  const { consult, requesting, supporting, authorityOf, situation, specialty, common } = await paperHead(tx, opinion.consultId, at)
  const about = { id: opinion.consultId, round: opinion.round, specialistId: opinion.specialistId }
  const opinions = await opinionsIn(tx, about)
  const asked = await askedOf(tx, about)
  const missing = asked.filter((id) => id !== opinion.specialistId && !opinions.some(({ specialistId }) => specialistId === id))
  const people = await personNames([opinion.specialistId, consult.treatingDoctorId, ...asked, ...opinions.map(({ specialistId }) => specialistId), ...opinion.dissents.map(({ personId }) => personId)], tx)
  const named = (id: string) => ({ name: people.get(id)?.fullName ?? '', title: people.get(id)?.title ?? '' })
  const answerTo = (number: number) => {
    const answer = opinion.answers.find((one) => one.number === number)
    return { answered: answer?.answered ?? false, answer: answer?.text ?? '' }
  }
  return {
    ...common, kind: 'opinion', place: supporting.place || requesting.place, issuer: { authority: authorityOf(supporting), name: supporting.name, department: '' },
    version, reason, change: 'correction', requestVersion: opinion.requestVersion, round: opinion.round, level: consult.level, specialty, situation,
    disposition: opinion.disposition === 'needMore' ? null : opinion.disposition, together: opinion.together,
    questions: consult.questions.map(({ number, text }) => ({
      number, text, ...answerTo(number),
      dissents: opinion.dissents.filter((dissent) => dissent.number === number).map(({ personId, text: words, at: saidAt, afterwards }) => ({ ...named(personId), text: words, saidAt: afterwards ? saidAt.toISOString() : null })),
    })),
    opinions: opinions.map(({ specialistId, confirmedAt, general, disposition, together, answers }) => ({
      ...named(specialistId), confirmedAt: confirmedAt?.toISOString() ?? at.toISOString(), general, together, disposition: disposition === 'needMore' ? null : disposition,
      answers: answers.map(({ number, text, answered }) => ({ number, answered, answer: text })),
    })),
    missing: { people: missing.map(named), reason: opinion.missing },
    general: opinion.general, specialist: named(opinion.specialistId), treatingDoctor: named(consult.treatingDoctorId), confirmedAt: at.toISOString(),
  }
}
