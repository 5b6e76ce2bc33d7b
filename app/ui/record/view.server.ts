import type { Actor } from '~/domain/audit/actor'
import { specialties } from '~/domain/catalogue/queries.server'
import { headlineOf } from '~/domain/consults/headline'
import { specialistsFor, scopeOf } from '~/domain/consults/queries.server'
import { consultRecord, type ConsultRecord } from '~/domain/consults/record.server'
import { mayConference } from '~/domain/schedule/policy'
import { conferencesOf } from '~/domain/schedule/queries.server'
import { unscopedConclusions } from '~/domain/rooms/conclusions.server'
import { nameWithTitle } from '~/platform/names'
import type { Language } from '~/platform/texts/languages'
import { z } from '~/platform/zod'

/** Who did something, for which hospital. */
export interface Signature { name: string; badge: string; senior: boolean }

const supplement = z.object({ supplement: z.string(), questions: z.array(z.string()), files: z.number() })
const iso = (date: Date | null): string | null => date?.toISOString() ?? null
const isoDay = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null

/** Turns ids into signatures with the names the record brought. */
function signing({ hospitals, people, consult }: ConsultRecord) {
  const senior = (hospitalId: string | null) => hospitalId === consult.supportingId
  const name = (personId: string | null) => {
    const person = personId ? people[personId] : undefined
    return person ? nameWithTitle(person) : ''
  }
  return (personId: string | null, hospitalId: string | null): Signature => ({ name: name(personId), badge: hospitals[hospitalId ?? '']?.badge ?? '', senior: senior(hospitalId) })
}

function patientOf({ identity, department }: ConsultRecord) {
  if (!identity) return null
  const { unidentified, patientName, recordNumber, admissionNumber, room, bed, diagnosis, basisPerson, basisRelation, basisReason } = identity
  return {
    unidentified, name: patientName ?? '', recordNumber, admissionNumber, department: identity.department || department, typedDepartment: identity.department, room, bed, diagnosis,
    admittedOn: isoDay(identity.admittedOn), basisPerson, basisRelation, basisReason,
  }
}

/** Opinions newest first; the first is in force unless minutes answered. */
function opinionsOf(record: ConsultRecord, by: ReturnType<typeof signing>) {
  return record.consult.opinions.map(({ id, version, requestVersion, specialistId, general, reason, confirmedAt, acknowledgedAt, answers }) => ({
    id, version, requestVersion, general, reason, answers, at: iso(confirmedAt) ?? '', acknowledgedAt: iso(acknowledgedAt), by: by(specialistId, record.consult.supportingId),
  }))
}

async function answersOf(record: ConsultRecord, opinions: ReturnType<typeof opinionsOf>, by: ReturnType<typeof signing>) {
  if (record.consult.answerKind === 'minutes' && record.consult.answerId) {
    const minutes = await unscopedConclusions(record.consult.answerId)
    return new Map((minutes?.conclusions ?? []).map(({ number, text, concluded }) => [number, { text, answered: concluded, by: by(minutes?.chairId ?? null, record.consult.supportingId), at: iso(minutes?.at ?? null) }]))
  }
  const [latest] = opinions
  return new Map((latest?.answers ?? []).map(({ number, text, answered }) => [number, { text, answered, by: latest?.by ?? null, at: latest?.at ?? null }]))
}

function outcomeOf({ consult: { outcome } }: ConsultRecord) {
  if (!outcome) return null
  const { endKind, endedOn, result, treatedOnSite, diagnosisChange, usefulness, remark, evaluatedAt } = outcome
  return { endKind, endedOn: isoDay(endedOn) ?? '', result, treatedOnSite, diagnosisChange, usefulness, remark, evaluatedAt: iso(evaluatedAt) }
}

/** Everything the record page shows, with names for ids and moments as text. Opening it is recorded by consultRecord. */
export async function recordView(actor: Actor, consultId: string, language: Language) {
  const record = await consultRecord(actor, consultId)
  const { consult, hospitals, may } = record
  const by = signing(record)
  const opinions = opinionsOf(record, by)
  const answers = await answersOf(record, opinions, by)
  const specialty = (await specialties()).find(({ code }) => code === consult.specialtyCode)
  const { requestingId, supportingId } = consult
  const doctorSigns = (personId: string) => by(personId, requestingId)
  return {
    id: consult.id, code: consult.code, state: consult.state, level: consult.level, headline: headlineOf(consult.situation ?? ''), now: record.now.toISOString(),
    specialty: specialty ? (language === 'vi' ? specialty.nameVi : specialty.nameEn) : '',
    sex: consult.sex, age: consult.ageValue !== null && consult.ageUnit ? { value: consult.ageValue, unit: consult.ageUnit, estimated: consult.ageEstimated } : null,
    identified: record.identified, ownSide: record.ownSide, may, unacknowledged: record.unacknowledged, patient: patientOf(record), dataBasis: consult.dataBasis,
    requesting: hospitals[requestingId] ?? null, supporting: hospitals[supportingId ?? ''] ?? null, department: record.department,
    treatingDoctor: doctorSigns(consult.treatingDoctorId), specialist: consult.specialistId ? by(consult.specialistId, supportingId) : null, specialistId: consult.specialistId,
    isSpecialist: consult.specialistId === actor.personId && supportingId === actor.hospitalId,
    agreement: record.agreement, overrideReason: consult.overrideReason,
    sentAt: iso(consult.sentAt), dueAt: iso(consult.dueAt), answeredAt: iso(consult.answeredAt), closedAt: iso(consult.closedAt), notFollowed: consult.notFollowed,
    requestVersion: consult.requestVersion, answerKind: consult.answerKind, answerId: consult.answerId, answerVersion: consult.answerVersion,
    situation: consult.situation ?? '', questions: consult.questions.map((question) => ({ ...question, answer: answers.get(question.number) ?? null })), opinions,
    versions: consult.versions.map(({ version, at, personId, content }) => {
      const added = supplement.safeParse(content)
      return { version, at: at.toISOString(), by: doctorSigns(personId), text: version > 1 && added.success ? added.data.supplement : '' }
    }),
    fileKinds: record.files.kinds, files: record.files.files.map(({ at, personId, ...file }) => ({ ...file, at: at.toISOString(), by: doctorSigns(personId) })),
    papers: record.papers.map(({ confirmedAt, supersededAt, ...paper }) => ({ ...paper, at: confirmedAt.toISOString(), superseded: supersededAt !== null })),
    decisions: consult.decisions.map(({ at, personId, kind, reason, answerVersion }) => ({ at: at.toISOString(), by: doctorSigns(personId), kind, reason, answerVersion })),
    followUps: consult.followUps.map(({ id, at, personId, condition, note }) => ({ id, at: at.toISOString(), by: doctorSigns(personId), condition, note })),
    outcome: outcomeOf(record), remarks: consult.remarks.map(({ id, at, personId, text }) => ({ id, at: at.toISOString(), by: by(personId, supportingId), text })),
    steps: consult.steps.map(({ id, at, personId, hospitalId, action, note }) => ({ id, at: at.toISOString(), by: by(personId, hospitalId), action, note })).reverse(),
    accessLog: record.accessLog.map(({ id, at, personId, hospitalId, part, basis }) => ({ id, at: at.toISOString(), by: by(personId, hospitalId), part, basis: basis.split(',').map((one) => one.split(':')[0] ?? one) })),
    specialists: may.assign ? (await specialistsFor(actor, await scopeOf(actor, consultId))).map(({ id, fullName, title, position, specialtyCode }) => ({ id, name: nameWithTitle({ fullName, title }), position, ofSpecialty: specialtyCode === consult.specialtyCode })) : [],
    conferences: await conferencesOf(consultId),
    mayArrange: may.schedule || ((consult.state === 'accepted' || consult.state === 'withSpecialists') && mayConference.arrange(actor, consult)),
  }
}

export type RecordView = Awaited<ReturnType<typeof recordView>>
