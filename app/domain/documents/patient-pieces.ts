import type { TFunction } from 'i18next'
import { formatDay } from '~/platform/dates'
import type { Piece } from '~/platform/pdf/pdf.server'
import type { PaperPatient } from './paper-content'
import { line, orDots, row } from './paper-pieces'

function ageWords({ age }: PaperPatient, t: TFunction): string {
  if (!age) return ''
  const words = t(`papers:patient.${age.unit}`, { value: age.value })
  const said = age.estimated ? t('papers:patient.about', { age: words }) : words
  return age.birthYear ? t('papers:patient.born', { age: said, year: age.birthYear }) : said
}

/** Name, age and sex on one line. */
export const person = (patient: PaperPatient, t: TFunction): Piece => row(
  [line(t, 'papers:patient.name', patient.name?.toLocaleUpperCase('vi') ?? t('papers:patient.unidentified'), { bold: true }), '*'],
  [line(t, 'papers:patient.age', ageWords(patient, t), { dots: 10 }), 110],
  [line(t, 'papers:patient.sex', t(`papers:patient.${patient.sex}`)), 125],
)

/** Where the patient lies; the label says "Khoa" already. */
export const ward = (patient: PaperPatient, t: TFunction): Piece => row(
  [line(t, 'papers:patient.department', patient.department.replace(/^khoa\s+/i, ''), { dots: 50 }), '*'],
  [line(t, 'papers:patient.room', patient.room, { dots: 18 }), 110],
  [line(t, 'papers:patient.bed', patient.bed, { dots: 18 }), 125],
)

/** The two numbers of the hospital's own books, side by side. */
export const bookNumbers = (patient: PaperPatient, t: TFunction): Piece => row(
  [line(t, 'papers:patient.recordNumber', patient.recordNumber, { dots: 40 }), '*'],
  [line(t, 'papers:patient.admissionNumber', patient.admissionNumber, { dots: 40 }), '*'],
)

export const admittedOn = (patient: PaperPatient, t: TFunction): Piece =>
  line(t, 'papers:patient.admittedOn', orDay(patient.admittedOn))

export const diagnosis = (patient: PaperPatient, t: TFunction): Piece =>
  line(t, 'papers:patient.diagnosis', patient.diagnosis, { dots: 120 })

/** dd/MM/yyyy, or room to write it. */
export const orDay = (day: string): string => (day ? formatDay(day) : orDots('', 24))
