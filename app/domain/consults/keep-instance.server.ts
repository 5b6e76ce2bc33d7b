import type { Tx } from '~/domain/audit/transact.server'
import type { DicomHeader } from '~/domain/documents/dicom-header'
import type { AcceptedInstance } from '~/domain/documents/take-dicom.server'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { uploadLimits } from './uploads'

interface About { consultId: string; at: Date; personId: string; requestVersion: number | null; thumbnail: string | null }

/**
 * Step: puts an instance under its study and series, which are made when they are new. False when it is there already, or when
 * its study was recalled while it was still on its way: a wrong study goes as a whole.
 */
export async function keepInstance(tx: Tx, { sha256, size, header }: AcceptedInstance, about: About, begunAt: Date): Promise<boolean> {
  const { consultId } = about
  const seriesId = await seriesOf(tx, consultId, header)
  if (await tx.consultFile.findFirst({ where: { recalledAt: { gte: begunAt }, series: { study: { consultId, studyUid: header.studyUid } } }, select: { id: true } })) return false
  if ((await tx.consultFile.count({ where: { consultId, seriesId: { not: null } } })) >= uploadLimits.instances) throw new Problem('files:problem.tooManyInstances')
  if (await tx.consultFile.findFirst({ where: { seriesId, sha256, recalledAt: null }, select: { id: true } })) return false
  await tx.storedFile.createMany({ data: [{ sha256, mediaType: 'application/dicom', size, createdAt: about.at }], skipDuplicates: true })
  await tx.consultFile.createMany({
    data: [{ ...about, id: newId(), sha256, size, name: nameOf(header), mediaType: 'application/dicom', kind: 'dicom', seriesId, instanceNumber: header.instanceNumber }], skipDuplicates: true,
  })
  return true
}

/** Its place in the study, not the patient's name or what the CD calls it. */
const nameOf = ({ modality, seriesNumber, instanceNumber }: DicomHeader): string => `${[modality || 'DICOM', seriesNumber ?? 0, instanceNumber ?? 0].join('-').replace(/[^\w-]/g, '')}.dcm`

async function seriesOf(tx: Tx, consultId: string, header: DicomHeader): Promise<string> {
  const { studyUid, seriesUid, studiedOn, patientName, patientSex, birthDate } = header
  await tx.dicomStudy.createMany({ data: [{ id: newId(), consultId, studyUid, studiedAt: dayOf(studiedOn), description: header.studyDescription, patientName, patientSex, birthDate }], skipDuplicates: true })
  const { id: studyId } = await tx.dicomStudy.findUniqueOrThrow({ where: { consultId_studyUid: { consultId, studyUid } }, select: { id: true } })
  await tx.dicomSeries.createMany({ data: [{ id: newId(), studyId, seriesUid, number: header.seriesNumber, modality: header.modality, description: header.seriesDescription }], skipDuplicates: true })
  return (await tx.dicomSeries.findUniqueOrThrow({ where: { studyId_seriesUid: { studyId, seriesUid } }, select: { id: true } })).id
}

/** The day as the device wrote it; a day that does not exist is none. */
function dayOf(text: string): Date | null {
  if (!/^\d{8}$/.test(text)) return null
  const date = new Date(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}T00:00:00+07:00`)
  return Number.isNaN(date.getTime()) ? null : date
}
