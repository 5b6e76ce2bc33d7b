import type { TFunction } from 'i18next'
import { dayOf, formatDate, formatTime } from '~/platform/dates'
import type { Piece } from '~/platform/pdf/pdf.server'
import type { ConferenceContent } from './paper-content'
import { fullName, paragraph } from './paper-pieces'

type Person = ConferenceContent['attendance'][number]['people'][number]

/** What was concluded, or why it was left open. */
export const conclusion = ({ concluded, conclusion: words }: { concluded: boolean; conclusion: string }, t: TFunction): string =>
  concluded ? words : t('papers:minutes.open', { reason: words })

/** Everybody by hospital with role and times: who dropped out and came back is seen. */
export const present = (content: ConferenceContent, t: TFunction): Piece =>
  table(['*', 90, 60, 60], ['papers:minutes.person', 'papers:minutes.role', 'papers:minutes.in', 'papers:minutes.out'], content.attendance.flatMap((site, index): Piece[][] => [
    [{ text: `${index + 1}. ${site.hospital}`, bold: true, colSpan: 4 }, '', '', ''],
    ...site.people.flatMap((one) => attended(one, content, t)),
  ]), t)

/** One row per time of presence. */
function attended(one: Person, content: ConferenceContent, t: TFunction): Piece[][] {
  const role = t(`papers:minutes.roles.${one.role}`)
  if (one.times.length === 0) return [[fullName(one), role, { text: t('papers:minutes.absent'), colSpan: 2, alignment: 'center' }, '']]
  return one.times.map(({ from, to }, index) => [
    index === 0 ? fullName(one) : '', index === 0 ? role : '', centred(clock(from, content)), centred(to ? clock(to, content) : ''),
  ])
}

/** The time alone on the day the conference began, else with its date. */
export const clock = (instant: string, { startedAt }: { startedAt: string }): string =>
  dayOf(instant) === dayOf(startedAt) ? formatTime(instant) : `${formatTime(instant)} ${formatDate(instant)}`

/** On what ground the patient's data were shared. */
export function basisLines({ basis: given }: ConferenceContent, t: TFunction): Piece[] {
  if (!given) return []
  return [paragraph(given.kind === 'consent' ? t('papers:minutes.consent', given) : t('papers:minutes.emergency', given))]
}

export const centred = (text: string): Piece => ({ text, alignment: 'center' })

/** A table whose heads are texts by key. */
export const table = (widths: (string | number)[], heads: string[], rows: Piece[][], t: TFunction): Piece => ({
  layout: 'thin', fontSize: 11.5, margin: [0, 2, 0, 4],
  table: { headerRows: 1, dontBreakRows: true, keepWithHeaderRows: 1, widths, body: [heads.map((name) => ({ text: t(name), bold: true, alignment: 'center' })), ...rows] },
})
