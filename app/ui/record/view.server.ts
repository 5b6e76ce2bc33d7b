import type { Actor } from '~/domain/audit/actor'
import { specialties } from '~/domain/catalogue/queries.server'
import { headlineOf } from '~/domain/consults/headline'
import { specialistsFor, scopeOf } from '~/domain/consults/queries.server'
import { consultRecord, type ConsultRecord } from '~/domain/consults/record.server'
import { mayConference } from '~/domain/schedule/policy'
import { mayBacklog } from '~/domain/schedule/series-policy'
import { conferencesOf } from '~/domain/schedule/queries.server'
import { nameWithTitle } from '~/platform/names'
import type { Language } from '~/platform/texts/languages'
import { dutyView } from './duty-view.server'
import { afterView } from './after-view.server'
import { opinionsView } from './opinions-view.server'
import { requestView } from './request-view.server'

/** Who did something, for which hospital. */
export interface Signature { name: string; badge: string; senior: boolean }

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

/** Everything the record page shows, with names for ids and moments as text. Opening it is recorded by consultRecord. */
export async function recordView(actor: Actor, consultId: string, language: Language) {
  const record = await consultRecord(actor, consultId)
  const { consult, hospitals, may } = record
  const by = signing(record)
  const opinions = await opinionsView(actor, record, by)
  const specialty = (await specialties()).find(({ code }) => code === consult.specialtyCode)
  const { requestingId, supportingId } = consult
  const doctorSigns = (personId: string) => by(personId, requestingId)
  return {
    id: consult.id, code: consult.code, state: consult.state, level: consult.level, headline: headlineOf(consult.situation ?? '', consult.questions[0]?.text), now: record.now.toISOString(),
    specialty: specialty ? (language === 'vi' ? specialty.nameVi : specialty.nameEn) : '',
    sex: consult.sex, age: consult.ageValue !== null && consult.ageUnit ? { value: consult.ageValue, unit: consult.ageUnit, estimated: consult.ageEstimated, birthYear: consult.birthYear } : null,
    identified: record.identified, ownSide: record.ownSide, may, unacknowledged: record.unacknowledged, patient: patientOf(record), dataBasis: consult.dataBasis,
    requesting: hospitals[requestingId] ?? null, supporting: hospitals[supportingId ?? ''] ?? null, department: record.department,
    treatingDoctor: doctorSigns(consult.treatingDoctorId), specialist: consult.specialistId ? by(consult.specialistId, supportingId) : null, specialistId: consult.specialistId,
    isSpecialist: consult.specialistId === actor.personId && supportingId === actor.hospitalId,
    agreement: record.agreement, overrideReason: consult.overrideReason,
    sentAt: iso(consult.sentAt), dueAt: iso(consult.dueAt), answeredAt: iso(consult.answeredAt), closedAt: iso(consult.closedAt), notFollowed: consult.notFollowed,
    requestVersion: consult.requestVersion, answerKind: consult.answerKind, answerId: consult.answerId, answerVersion: consult.answerVersion,
    situation: consult.situation ?? '', ...opinions,
    ...requestView(record, doctorSigns),
    fileKinds: record.files.kinds, studies: record.files.studies, progress: record.files.progress,
    recalled: record.files.recalled.map(({ at, personId, ...file }) => ({ ...file, at: at.toISOString(), by: doctorSigns(personId) })), files: record.files.files.map(({ at, personId, ...file }) => ({ ...file, at: at.toISOString(), by: doctorSigns(personId) })),
    papers: record.papers.map(({ confirmedAt, supersededAt, ...paper }) => ({ ...paper, at: confirmedAt.toISOString(), superseded: supersededAt !== null })),
    decisions: consult.decisions.map(({ at, personId, kind, reason, answerVersion, requestVersion }) => ({ at: at.toISOString(), by: doctorSigns(personId), kind, reason, answerVersion, requestVersion })),
    ...(await afterView(record, by)), ...(await dutyView(actor, record)),
    remarks: consult.remarks.map(({ id, at, personId, text }) => ({ id, at: at.toISOString(), by: by(personId, supportingId), text })),
    steps: consult.steps.map(({ id, at, personId, hospitalId, action, note }) => ({ id, at: at.toISOString(), by: by(personId, hospitalId), action, note })).reverse(),
    accessLog: record.accessLog.map(({ id, at, personId, hospitalId, part, basis }) => ({ id, at: at.toISOString(), by: by(personId, hospitalId), part, basis: basis.split(',').map((one) => one.split(':')[0] ?? one) })),
    specialists: may.assign ? (await specialistsFor(actor, await scopeOf(actor, consultId))).map(({ id, fullName, title, position, specialtyCode }) => ({ id, name: nameWithTitle({ fullName, title }), position, ofSpecialty: specialtyCode === consult.specialtyCode })) : [],
    conferences: await conferencesOf(consultId),
    /** among those that wait for a conference */
    mayWait: (consult.state === 'accepted' || consult.state === 'withSpecialists') && mayBacklog.enter(actor, consult),
    mayArrange: may.schedule || ((consult.state === 'accepted' || consult.state === 'withSpecialists') && mayConference.arrange(actor, consult)),
  }
}

export type RecordView = Awaited<ReturnType<typeof recordView>>
