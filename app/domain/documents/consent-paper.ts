import type { TFunction } from 'i18next'
import { formatTime } from '~/platform/dates'
import { margins, pageSigns, tickBox, type Pages, type Piece } from '~/platform/pdf/pdf.server'
import type { PaperPatient } from './paper-content'
import { fullName, head, heading, line, orDots, row, title } from './paper-pieces'
import { bookNumbers, person, ward } from './patient-pieces'

/** What the sheet is filled in with. Printed anew each time, since nothing on it is final until somebody has signed. */
export interface ConsentSheet {
  demo: boolean
  code: string
  textVersion: string
  place: string
  issuer: { authority: string; name: string; department: string }
  requesting: string
  /** '' while nobody is addressed */
  supporting: string
  specialty: string
  patient: PaperPatient
  signer: 'smallChild' | 'minor' | 'adult'
  doctor: { name: string; title: string }
  /** what the QR opens, and until when it does without a sign-in */
  camera: { address: string; until: Date | null }
}

const points = ['purpose', 'data', 'whom', 'kept', 'rights', 'not'] as const

/** The sheet a patient or a representative signs before data leave the hospital: one A4 page in the layout of administrative papers. */
export function consentPages(sheet: ConsentSheet, at: Date, t: TFunction): Pages {
  return {
    title: t('papers:consent.title'),
    content: [
      head({ issuer: sheet.issuer, place: sheet.place, number: '' }, at, t),
      title(t('papers:consent.title'), sheet.code ? t('papers:consent.subtitleCode', { version: sheet.textVersion, code: sheet.code }) : t('papers:consent.subtitle', { version: sheet.textVersion })),
      heading(t('papers:consent.patient')), person(sheet.patient, t), bookNumbers(sheet.patient, t), ward(sheet.patient, t),
      heading(t('papers:consent.asked')), ...explained(sheet, t),
      heading(t('papers:consent.decision')), { unbreakable: true, stack: [...decision(sheet, t), signatures(sheet, t)] },
    ],
    header: { each: { margin: [margins.left, 22, margins.right, 0], text: sheet.demo ? t('papers:demo') : '', bold: true, fontSize: 10, alignment: 'right' } },
    footer: { each: foot(sheet, t) },
  }
}

function explained(sheet: ConsentSheet, t: TFunction): Piece[] {
  const supporting = orDots(sheet.supporting, 50)
  const specialty = sheet.specialty ? t('papers:consent.specialty', { name: sheet.specialty }) : ''
  return [
    { fontSize: 11, ol: points.map((point) => ({ text: t(`papers:consent.${point}`, { requesting: sheet.requesting, supporting, specialty }), margin: [0, 0, 0, 2] })) },
    { text: t('papers:consent.law'), italics: true, fontSize: 10, margin: [0, 2, 0, 0] },
  ]
}

const ticked = (words: string): Piece => ({ columns: [tickBox(), { text: words }] })

/** Never ticked beforehand: consent is somebody's own mark. */
function decision({ signer, patient }: ConsentSheet, t: TFunction): Piece[] {
  const whose: [Piece, string][] = signer === 'adult' ? [[ticked(t('papers:consent.self')), '*'], [ticked(t('papers:consent.representative')), '*']] : [[ticked(t('papers:consent.representative')), '*']]
  return [
    { text: t('papers:consent.heard'), margin: [0, 0, 0, 2] },
    row([ticked(t('papers:consent.agree')), '*'], [ticked(t('papers:consent.refuse')), '*']),
    { columns: [{ width: 90, text: t('papers:consent.signerIs') }, { width: '*', stack: [row(...whose)] }], margin: [0, 3, 0, 2] },
    line(t, 'papers:consent.name', '', { dots: 95 }),
    row([line(t, 'papers:consent.relation', '', { dots: 22 }), '*'], [line(t, 'papers:consent.idNumber', '', { dots: 30 }), '*']),
    ...(signer === 'adult' && patient.name !== null ? [line(t, 'papers:consent.why', '', { dots: 90 })] : []),
  ]
}

function signatures({ signer, doctor }: ConsentSheet, t: TFunction): Piece {
  const column = (role: string, note: string, name: string): Piece => ({ width: '*', alignment: 'center', stack: [
    { text: t(role), bold: true }, { text: t(note), italics: true, fontSize: 10.5 }, { text: name, bold: true, margin: [0, 52, 0, 0] },
  ] })
  return { columnGap: 10, margin: [0, 8, 0, 0], columns: [
    ...(signer === 'smallChild' ? [] : [column('papers:consent.signPatient', signer === 'minor' ? 'papers:consent.notePatientChild' : 'papers:consent.note', '')]),
    column('papers:consent.signRepresentative', 'papers:consent.note', ''),
    column('papers:consent.signDoctor', 'papers:consent.note', fullName(doctor)),
  ] }
}

const foot = ({ camera, code }: ConsentSheet, t: TFunction): Piece => ({
  margin: [margins.left, 6, margins.right, 0], columnGap: 10, fontSize: 9.5,
  columns: [
    { width: 60, qr: camera.address, fit: 60, eccLevel: 'M' },
    { width: '*', margin: [0, 14, 0, 0], text: `${camera.until ? t('papers:consent.camera', { time: formatTime(camera.until) }) : t('papers:consent.page')}${code ? `\n${code}` : ''}` },
    { width: 'auto', margin: [0, 14, 0, 0], text: t('papers:consent.footer', pageSigns) },
  ],
})
