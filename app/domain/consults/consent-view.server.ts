import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { recordAccess } from '~/domain/audit/access.server'
import { specialtyName } from '~/domain/catalogue/queries.server'
import { consentPages, type ConsentSheet } from '~/domain/documents/consent-paper'
import { departmentNames, hospitalNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { todayInVietnam } from '~/platform/dates'
import { env } from '~/platform/env.server'
import { uuid } from '~/platform/http/form'
import { nameWithTitle } from '~/platform/names'
import { pdfOf } from '~/platform/pdf/pdf.server'
import { translate } from '~/platform/texts/translate.server'
import { ageSoFar } from './age'
import type { LoadedConsult } from './change-state.server'
import { consentText, signerAge, standingOf } from './consent'
import { outside } from './consent.server'
import { readDraft } from './draft'
import { isOpen, openStates } from './lifecycle'
import { may, mayConsult } from './policy'
import { scopeOf } from './queries.server'
import { visibleTo } from './rights'

/** Consents belong to the record of the requesting hospital: its people with the patient's identity, nobody else. */
async function ownScope(actor: Actor, consultId: string): Promise<LoadedConsult> {
  const scope = await scopeOf(actor, consultId)
  allow(mayConsult.identify(actor, scope) && actor.hospitalId === scope.requestingId)
  return scope
}

/** Whom the sheet is about and who advises: as typed so far while it is a draft, also one that came back, or as it was sent. */
async function patientOf(consultId: string, now: Date) {
  const { draft: typed, identity, supportingId, specialtyCode, sex, ageValue, ageUnit, ageEstimated, birthYear, ...row } = await db.consult.findUniqueOrThrow({
    where: { id: consultId }, select: { state: true, draft: true, sex: true, ageValue: true, ageUnit: true, ageEstimated: true, birthYear: true, supportingId: true, specialtyCode: true, departmentId: true, treatingDoctorId: true, requestingId: true, code: true, identity: true },
  })
  const draft = row.state === 'draft' ? readDraft(typed) : null
  const { patientName = null, recordNumber = '', admissionNumber = '', department = '', room = '', bed = '' } = draft ?? identity ?? {}
  const addressed = draft ? { supportingId: uuid.safeParse(draft.supportingId).success ? draft.supportingId : null, specialtyCode: draft.specialtyCode || null } : { supportingId, specialtyCode }
  const age = draft ? ageSoFar(draft, todayInVietnam(now)) : ageValue !== null && ageUnit ? { value: ageValue, unit: ageUnit, estimated: ageEstimated, birthYear } : null
  const patient = { name: patientName || null, age, sex: (['male', 'female'] as const).find((one) => one === (draft ?? { sex }).sex) ?? 'unknown' as const, recordNumber, admissionNumber, department, room, bed, diagnosis: '', admittedOn: '' }
  return { ...row, ...addressed, patient }
}

export interface CameraCode { address: string; until: Date | null }

/** The sheet as a PDF, filled in with what is known now. Opening it is reading the record. */
export async function consentSheet(actor: Actor, consultId: string, camera?: CameraCode): Promise<Uint8Array> {
  const scope = await ownScope(actor, consultId)
  const now = await nowIn(db)
  const found = await patientOf(consultId, now)
  const ids = [found.requestingId, ...(found.supportingId ? [found.supportingId] : [])]
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
  const now = await nowIn(db)
  const [rows, files, others, { patient, code, supportingId, requestingId }] = await Promise.all([
    db.consent.findMany({ where: { consultId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] }),
    db.consultFile.findMany({ where: { consultId, kind: 'consent', recalledAt: null }, orderBy: { id: 'asc' }, select: { id: true, name: true, at: true, thumbnail: true } }),
    db.consultAccess.count({ where: outside(scope, now) }),
    patientOf(consultId, now),
  ])
  const [people, hospitals] = await Promise.all([personNames(rows.map(({ recordedById }) => recordedById)), hospitalNames([requestingId, ...(supportingId ? [supportingId] : [])])])
  const nameOf = (id: string): string => {
    const found = people.get(id)
    return found ? nameWithTitle(found) : ''
  }
  return {
    id: consultId, code: code ?? '', state: scope.state, open: isOpen(scope.state), standing: standingOf(rows), signer: signerAge(patient.age),
    requesting: hospitals.get(requestingId)?.shortName ?? '', supporting: hospitals.get(supportingId ?? '')?.shortName ?? '',
    may: { collect: may(actor, scope, 'collectConsent'), withdraw: may(actor, scope, 'withdrawConsent') && (isOpen(scope.state) || others > 0), photograph: may(actor, scope, 'addFile') || may(actor, scope, 'collectConsent') },
    rows: rows.map(({ id, kind, at, form, textVersion, personName, relation, childAgreed, reason, fileId, recordedById }) => ({ id, kind, at: at.toISOString(), form, textVersion, personName, relation, childAgreed, reason, fileId: files.find((file) => file.id === fileId)?.id ?? null, by: nameOf(recordedById) })).reverse(),
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
