import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { recordAccess } from '~/domain/audit/access.server'
import { specialtyName } from '~/domain/catalogue/queries.server'
import { consentPages, type ConsentSheet } from '~/domain/documents/consent-paper'
import { departmentNames, hospitalNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { env } from '~/platform/env.server'
import { nameWithTitle } from '~/platform/names'
import { pdfOf } from '~/platform/pdf/pdf.server'
import { translate } from '~/platform/texts/translate.server'
import type { LoadedConsult } from './change-state.server'
import { consentText, signerAge, standingOf } from './consent'
import { readDraft } from './draft'
import { openStates } from './lifecycle'
import { may, mayConsult } from './policy'
import { scopeOf } from './queries.server'
import { visibleTo } from './rights'

/** Consents belong to the record of the requesting hospital: its people with the patient's identity, nobody else. */
async function ownScope(actor: Actor, consultId: string): Promise<LoadedConsult> {
  const scope = await scopeOf(actor, consultId)
  allow(mayConsult.identify(actor, scope) && actor.hospitalId === scope.requestingId)
  return scope
}

/** Name, age and the rest of who the sheet is about: from the draft as typed so far, or from what was sent. */
async function patientOf(consultId: string) {
  const row = await db.consult.findUniqueOrThrow({
    where: { id: consultId }, select: { state: true, draft: true, sex: true, ageValue: true, ageUnit: true, ageEstimated: true, supportingId: true, specialtyCode: true, departmentId: true, treatingDoctorId: true, requestingId: true, code: true, identity: true },
  })
  const draft = row.identity ? null : readDraft(row.draft)
  const typedUnit = (['years', 'months', 'days'] as const).find((unit) => unit === draft?.ageUnit)
  const typedAge = draft && /^\d{1,3}$/.test(draft.ageValue) && typedUnit ? { value: Number(draft.ageValue), unit: typedUnit, estimated: draft.ageEstimated !== '' } : null
  const sentAge = row.ageValue !== null && row.ageUnit ? { value: row.ageValue, unit: row.ageUnit, estimated: row.ageEstimated } : null
  const typedSex = (['male', 'female'] as const).find((sex) => sex === draft?.sex)
  const { identity } = row
  return {
    ...row, supportingId: row.supportingId ?? (draft?.supportingId || null), specialtyCode: row.specialtyCode ?? (draft?.specialtyCode || null),
    patient: {
      name: (identity ? identity.patientName : draft?.patientName) || null, age: draft ? typedAge : sentAge, sex: (draft ? typedSex : row.sex) ?? 'unknown' as const,
      recordNumber: identity?.recordNumber ?? draft?.recordNumber ?? '', admissionNumber: identity?.admissionNumber ?? draft?.admissionNumber ?? '',
      department: identity?.department ?? draft?.department ?? '', room: identity?.room ?? draft?.room ?? '', bed: identity?.bed ?? draft?.bed ?? '', diagnosis: '', admittedOn: '',
    },
  }
}

export interface CameraCode { address: string; until: Date | null }

/** The sheet as a PDF, filled in with what is known now. Opening it is reading the record. */
export async function consentSheet(actor: Actor, consultId: string, camera?: CameraCode): Promise<Uint8Array> {
  const scope = await ownScope(actor, consultId)
  const [found, now] = await Promise.all([patientOf(consultId), nowIn(db)])
  const ids = [found.requestingId, ...(found.supportingId && /^[0-9a-f-]{36}$/.test(found.supportingId) ? [found.supportingId] : [])]
  const [hospitals, departments, people] = await Promise.all([hospitalNames(ids, now), departmentNames(found.departmentId ? [found.departmentId] : []), personNames([found.treatingDoctorId])])
  const requesting = hospitals.get(found.requestingId)
  const authority = requesting?.authorityId ? (await hospitalNames([requesting.authorityId], now)).get(requesting.authorityId)?.name ?? '' : ''
  const department = departments.get(found.departmentId ?? '') ?? ''
  const doctor = people.get(found.treatingDoctorId)
  const sheet: ConsentSheet = {
    demo: env().DEMO, code: found.code ?? '', textVersion: consentText, place: requesting?.place ?? '', issuer: { authority, name: requesting?.name ?? '', department },
    requesting: requesting?.name ?? '', supporting: hospitals.get(found.supportingId ?? '')?.name ?? '', specialty: found.specialtyCode ? await specialtyName(found.specialtyCode) : '',
    patient: { ...found.patient, department: found.patient.department || department }, signer: signerAge(found.patient.age), doctor: { name: doctor?.fullName ?? '', title: doctor?.title ?? '' },
    camera: camera ?? { address: `${env().PUBLIC_URL}/consults/${consultId}/consent`, until: null },
  }
  if (scope.state !== 'draft') await recordAccess(actor, { subject: 'consult', subjectId: consultId, part: 'paper', basis: scope.rights.kinds.join(',') })
  return pdfOf(consentPages(sheet, now, translate('vi')))
}

/** The page about a consult's consents: where it stands, each row, photographs of the signed sheet, what may be done. */
export async function consentView(actor: Actor, consultId: string) {
  const scope = await ownScope(actor, consultId)
  const [rows, files, { patient, code, supportingId, requestingId }] = await Promise.all([
    db.consent.findMany({ where: { consultId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] }),
    db.consultFile.findMany({ where: { consultId, kind: 'consent', recalledAt: null }, orderBy: { id: 'asc' }, select: { id: true, name: true, at: true, thumbnail: true } }),
    patientOf(consultId),
  ])
  const [people, hospitals] = await Promise.all([personNames(rows.map(({ recordedById }) => recordedById)), hospitalNames([requestingId, ...(scope.supportingId && supportingId ? [supportingId] : [])])])
  const nameOf = (id: string): string => {
    const found = people.get(id)
    return found ? nameWithTitle(found) : ''
  }
  return {
    id: consultId, code: code ?? '', state: scope.state, standing: standingOf(rows), signer: signerAge(patient.age),
    requesting: hospitals.get(requestingId)?.shortName ?? '', supporting: hospitals.get(supportingId ?? '')?.shortName ?? '',
    may: { collect: may(actor, scope, 'collectConsent'), withdraw: may(actor, scope, 'withdrawConsent'), photograph: may(actor, scope, 'addFile') || may(actor, scope, 'collectConsent') },
    rows: rows.map(({ id, kind, at, form, textVersion, personName, relation, childAgreed, reason, fileId, recordedById }) => ({ id, kind, at: at.toISOString(), form, textVersion, personName, relation, childAgreed, reason, fileId, by: nameOf(recordedById) })).reverse(),
    photos: files.map(({ thumbnail, at, ...file }) => ({ ...file, at: at.toISOString(), hasThumbnail: thumbnail !== null })),
  }
}

export type ConsentView = Awaited<ReturnType<typeof consentView>>

/** Where the consent of a consult stands, for its record's page; null for the other side, whose affair it is not. */
export async function consentLine(actor: Actor, consultId: string) {
  const scope = await scopeOf(actor, consultId)
  if (!mayConsult.identify(actor, scope) || actor.hospitalId !== scope.requestingId) return null
  const rows = await db.consent.findMany({ where: { consultId }, select: { kind: true, at: true } })
  return { standing: standingOf(rows), owed: standingOf(rows) === 'emergency' && may(actor, scope, 'collectConsent') }
}

const most = 20

/** Consults of this treating doctor that went out as an emergency and still wait for the consent, oldest first. */
export async function consentsOwed(actor: Actor): Promise<{ id: string; code: string; sentAt: string }[]> {
  const now = await nowIn(db)
  const mine = { treatingDoctorId: actor.personId, requestingId: actor.hospitalId, state: { in: [...openStates] }, dataBasis: 'emergency' as const, consents: { none: { kind: 'given' as const } } }
  const rows = await db.consult.findMany({ where: { AND: [visibleTo(actor, now), mine] }, orderBy: [{ sentAt: 'asc' }, { id: 'asc' }], take: most, select: { id: true, code: true, sentAt: true, createdAt: true } })
  return rows.map(({ id, code, sentAt, createdAt }) => ({ id, code: code ?? '', sentAt: (sentAt ?? createdAt).toISOString() }))
}
