import type { TFunction } from 'i18next'
import { dayOf, formatDate, formatTime } from '~/platform/dates'
import type { Piece } from '~/platform/pdf/pdf.server'
import { conclusion } from './minutes-paper'
import type { MinutesContent } from './paper-content'
import { agreement, dateWords, fullName, heading, momentWords, paragraph, title } from './paper-pieces'

type Person = MinutesContent['attendance'][number]['people'][number]

/** What a remote conference adds to the form: question by question, who was there from when to when, who confirmed. */
export function annex(content: MinutesContent, at: Date, t: TFunction): Piece[] {
  return [
    { text: '', pageBreak: 'after' },
    title(t('papers:minutes.annex'), t('papers:minutes.annexTo', { code: content.consultCode, date: dateWords(dayOf(at), t) })),
    heading(t('papers:minutes.questions')),
    table([24, '*', '*', 52], ['no', 'questionText', 'questionConclusion', 'settledAt'], content.questions.map((question) => [
      centred(String(question.number)), question.text, conclusion(question, t), centred(question.at ? formatTime(question.at) : ''),
    ]), t),
    heading(t('papers:minutes.attendance')),
    table(['*', 90, 60, 60], ['person', 'role', 'in', 'out'], content.attendance.flatMap((site, index): Piece[][] => [
      [{ text: `${index + 1}. ${site.hospital}`, bold: true, colSpan: 4 }, '', '', ''],
      ...site.people.flatMap((person) => attended(person, content, t)),
    ]), t),
    heading(t('papers:minutes.confirmation')),
    paragraph(t('papers:minutes.heldFromTo', { from: momentWords(content.startedAt, t), to: momentWords(content.endedAt, t) })),
    ...(content.requestVersion ? [paragraph(t('papers:minutes.onRequest', { version: content.requestVersion }))] : []),
    ...basis(content, t),
    agreement(content, t),
    ...content.named.map(({ role, former, by, at: namedAt, reason }) => paragraph(t(`papers:minutes.named.${role}`, { former: fullName(former), name: fullName(by), moment: momentWords(namedAt, t), reason }))),
    ...(['scribe', 'chair'] as const).map((role) => paragraph(t('papers:minutes.confirmed', {
      role: t(`papers:minutes.roles.${role}`), name: fullName(content[role]), moment: momentWords(content[role].confirmedAt, t),
    }))),
  ]
}

/** One row per time of presence: who dropped out and came back is seen. */
function attended(person: Person, content: MinutesContent, t: TFunction): Piece[][] {
  const role = t(`papers:minutes.roles.${person.role}`)
  if (person.times.length === 0) return [[fullName(person), role, { text: t('papers:minutes.absent'), colSpan: 2, alignment: 'center' }, '']]
  return person.times.map(({ from, to }, index) => [
    index === 0 ? fullName(person) : '', index === 0 ? role : '', centred(clock(from, content)), centred(to ? clock(to, content) : ''),
  ])
}

/** The time alone on the day the conference began, else with its date. */
const clock = (instant: string, { startedAt }: MinutesContent): string =>
  dayOf(instant) === dayOf(startedAt) ? formatTime(instant) : `${formatTime(instant)} ${formatDate(instant)}`

function basis({ basis: given }: MinutesContent, t: TFunction): Piece[] {
  if (!given) return []
  return [paragraph(given.kind === 'consent' ? t('papers:minutes.consent', given) : t('papers:minutes.emergency', given))]
}

const centred = (text: string): Piece => ({ text, alignment: 'center' })

const table = (widths: (string | number)[], heads: string[], rows: Piece[][], t: TFunction): Piece => ({
  layout: 'thin', fontSize: 11.5, margin: [0, 2, 0, 4],
  table: { headerRows: 1, dontBreakRows: true, keepWithHeaderRows: 1, widths, body: [heads.map((name) => ({ text: t(`papers:minutes.${name}`), bold: true, alignment: 'center' })), ...rows] },
})
