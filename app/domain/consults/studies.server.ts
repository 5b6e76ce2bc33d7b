import { matchPatient, type AskedPatient, type PatientMatch } from '~/domain/documents/patient-match'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { todayInVietnam } from '~/platform/dates'
import { ageSoFar } from './age'
import { readDraft } from './draft'

export interface SeriesCard { id: string; number: number | null; modality: string; description: string; count: number; thumbnailOf: string | null }
export interface StudyCard {
  id: string
  description: string
  studiedAt: string | null
  /** who the header names, and how that agrees with the patient of the request */
  named: { patientName: string; patientSex: string; birthDate: string }
  match: PatientMatch
  /** part of a request version, or not sent yet */
  unsent: boolean
  series: SeriesCard[]
}

/**
 * Studies of a consult with their series. Unscoped: the caller has found that its reader may see identity; `sentOnly` leaves out what
 * the asking hospital has not sent.
 */
export async function studiesOf(consultId: string, { sentOnly }: { sentOnly: boolean }): Promise<StudyCard[]> {
  const shown = { recalledAt: null, ...(sentOnly ? { requestVersion: { not: null } } : {}) }
  const studies = await db.dicomStudy.findMany({
    where: { consultId, series: { some: { files: { some: shown } } } }, orderBy: [{ studiedAt: 'desc' }, { id: 'asc' }],
    select: {
      id: true, description: true, studiedAt: true, patientName: true, patientSex: true, birthDate: true,
      series: { orderBy: [{ number: 'asc' }, { id: 'asc' }], select: { id: true, number: true, modality: true, description: true, _count: { select: { files: { where: shown } } }, files: { where: { ...shown, thumbnail: { not: null } }, take: 1, select: { id: true } } } },
    },
  })
  if (studies.length === 0) return []
  const now = await nowIn(db)
  const [asked, unsent] = await Promise.all([askedPatient(consultId, now), db.consultFile.findMany({ where: { consultId, requestVersion: null, recalledAt: null, seriesId: { not: null } }, distinct: ['seriesId'], select: { series: { select: { studyId: true } } } })])
  const waiting = new Set(unsent.map(({ series }) => series?.studyId))
  return studies.map(({ id, description, studiedAt, patientName, patientSex, birthDate, series }) => ({
    id, description, studiedAt: studiedAt?.toISOString() ?? null, named: { patientName, patientSex, birthDate }, unsent: waiting.has(id),
    match: matchPatient({ patientName, patientSex, birthDate }, asked, now),
    series: series.filter(({ _count }) => _count.files > 0).map(({ _count, files, ...one }) => ({ ...one, count: _count.files, thumbnailOf: files[0]?.id ?? null })),
  }))
}

/** Who the request is about: as sent, or as typed so far. */
async function askedPatient(consultId: string, now: Date): Promise<AskedPatient> {
  const row = await db.consult.findUniqueOrThrow({ where: { id: consultId }, select: { state: true, draft: true, sex: true, ageValue: true, ageUnit: true, ageEstimated: true, birthYear: true, identity: { select: { patientName: true } } } })
  if (row.state !== 'draft') {
    return { name: row.identity?.patientName ?? null, sex: row.sex, birthYear: row.birthYear, age: row.ageValue !== null && row.ageUnit ? { value: row.ageValue, unit: row.ageUnit, estimated: row.ageEstimated } : null }
  }
  const draft = readDraft(row.draft)
  const age = ageSoFar(draft, todayInVietnam(now))
  return { name: draft.patientName || null, sex: (['male', 'female', 'unknown'] as const).find((one) => one === draft.sex) ?? null, birthYear: age?.birthYear ?? null, age }
}
