import type { TFunction } from 'i18next'
import { dayOf, formatDay, formatTime } from '~/platform/dates'
import { nameWithTitle } from '~/platform/names'
import type { Piece } from '~/platform/pdf/pdf.server'
import type { PaperContent } from './paper-content'

/** The text, or a dotted line of about `length` signs to fill in by hand. */
export const orDots = (text: string, length: number): string => text || '.'.repeat(length)

/** "04 tháng 11 năm 2026": days under 10 and the months 1 and 2 get a zero (Decree 30/2020 on administrative documents). */
export function dateWords(day: string, t: TFunction): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return t('papers:date', { day: date, month: Number(month) <= 2 ? month : String(Number(month)), year })
}

/** "13 giờ 41 phút, ngày 04 tháng 11 năm 2026" in Vietnam. */
export function momentWords(instant: string, t: TFunction): string {
  const [hour = '', minute = ''] = formatTime(instant).split(':')
  return t('papers:moment', { hour, minute, date: dateWords(dayOf(instant), t) })
}

const upper = (text: string): string => text.toLocaleUpperCase('vi')
const rule = (width: number): Piece => ({ canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.8 }], alignment: 'center', margin: [0, 1, 0, 3] })

/** Whose paper it is at the left, the nation's name at the right, number and place with date below. */
export function head(content: Pick<PaperContent, 'issuer' | 'place' | 'number'>, at: Date, t: TFunction): Piece {
  const { authority, name, department } = content.issuer
  const place = content.place || t('papers:dots')
  return {
    columnGap: 10,
    columns: [
      { width: '42%', alignment: 'center', stack: [
        ...(authority ? [upper(authority)] : []), { text: upper(name), bold: true }, rule(70),
        ...(department ? [department] : []), t('papers:number', { number: orDots(content.number, 24) }),
      ] },
      { width: '58%', alignment: 'center', stack: [
        { text: t('papers:motto.country'), bold: true }, { text: t('papers:motto.words'), bold: true }, rule(150),
        { text: t('papers:dateIn', { place, date: dateWords(dayOf(at), t) }), italics: true },
      ] },
    ],
  }
}

export const title = (text: string, subtitle: string): Piece => [
  { text, bold: true, fontSize: 15.5, alignment: 'center', margin: [0, 12, 0, 0] },
  { text: subtitle, italics: true, alignment: 'center', margin: [0, 0, 0, 8] },
]

export const heading = (text: string): Piece => ({ text, bold: true, margin: [0, 7, 0, 2], headlineLevel: 1 })

/** "Label: value"; an empty value is a dotted line. */
export const line = (t: TFunction, label: string, value: string, { dots = 60, bold = false } = {}): Piece =>
  ({ text: [t('papers:colon', { label: t(label) }), { text: orDots(value, dots), bold }], margin: [0, 0, 0, 2] })

/** Several short "label: value" side by side. */
export const row = (...columns: [Piece, string | number][]): Piece =>
  ({ columnGap: 8, columns: columns.map(([piece, width]) => ({ width, stack: [piece] })) })

export const paragraph = (text: string): Piece => ({ text: orDots(text, 240), margin: [0, 0, 0, 2] })

/** Says which version was corrected and why; nothing on a first version. */
export const correction = ({ version, reason, change = 'correction' }: { version: number; reason: string; change?: 'correction' | 'dissent' }, t: TFunction): Piece[] => version === 1 ? [] : [{
  table: { widths: ['*'], body: [[{ text: t(change === 'dissent' ? 'papers:dissented' : 'papers:correction', { version, before: version - 1, reason }), bold: true, margin: [2, 1, 2, 1] }]] },
  layout: 'thin', margin: [0, 0, 0, 6],
}]

export function agreement({ agreement: given }: PaperContent, t: TFunction): Piece {
  if ('reason' in given) return paragraph(t('papers:agreement.none', { reason: orDots(given.reason, 60) }))
  return paragraph(t('papers:agreement.covered', { number: given.number, from: formatDay(given.validFrom), until: formatDay(given.validUntil) }))
}

/** A column of the signatures: who, a confirmation given in the product where there is one, room to sign by hand, the name. */
export function signature(t: TFunction, { role, note, params, name, confirmedAt }: { role: string; note: string; params?: Record<string, string>; name: { name: string; title: string }; confirmedAt?: string }): Piece {
  const box = confirmedAt && {
    columns: [{ width: '*', text: '' }, { width: 'auto', layout: 'thin', table: { body: [[{
      fontSize: 10, alignment: 'center', margin: [6, 1, 6, 1],
      text: `${t('papers:confirmation.title')}\n${t('papers:confirmation.at', { time: formatTime(confirmedAt), date: formatDay(dayOf(confirmedAt)) })}`,
    }]] } }, { width: '*', text: '' }],
    margin: [0, 5, 0, 0],
  }
  return { width: '*', alignment: 'center', stack: [
    { text: t(role), bold: true }, { text: t(note, { ...params }), italics: true, fontSize: 11 }, ...(box ? [box] : []),
    { text: fullName(name), bold: true, margin: [0, box ? 40 : 72, 0, 0] },
  ] }
}

export const signatures = (...columns: Piece[]): Piece => ({ columns, columnGap: 12, margin: [0, 12, 0, 0] })

export const fullName = ({ name, title: rank }: { name: string; title: string }): string => nameWithTitle({ title: rank, fullName: name })
