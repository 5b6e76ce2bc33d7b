import type { TFunction } from 'i18next'
import { dayOf, formatTime } from '~/platform/dates'
import type { Piece } from '~/platform/pdf/pdf.server'
import { basisLines, centred, conclusion, present, table } from './conference-pieces'
import { confirmedBy } from './confirmation-pieces'
import type { MinutesContent } from './paper-content'
import { agreement, dateWords, heading, momentWords, paragraph, title } from './paper-pieces'

/** What a remote conference adds to the form: question by question, who was there from when to when, who confirmed. */
export function annex(content: MinutesContent, at: Date, t: TFunction): Piece[] {
  return [
    { text: '', pageBreak: 'after' },
    title(t('papers:minutes.annex'), t('papers:minutes.annexTo', { code: content.consultCode, date: dateWords(dayOf(at), t) })),
    heading(t('papers:minutes.questions')),
    table([24, '*', '*', 52], ['papers:minutes.no', 'papers:minutes.questionText', 'papers:minutes.questionConclusion', 'papers:minutes.settledAt'], content.questions.map((question) => [
      centred(String(question.number)), question.text, conclusion(question, t), centred(question.at ? formatTime(question.at) : ''),
    ]), t),
    heading(t('papers:minutes.attendance')),
    present(content, t),
    heading(t('papers:minutes.confirmation')),
    paragraph(t('papers:minutes.heldFromTo', { from: momentWords(content.startedAt, t), to: momentWords(content.endedAt, t) })),
    ...(content.requestVersion ? [paragraph(t('papers:minutes.onRequest', { version: content.requestVersion }))] : []),
    ...basisLines(content, t),
    agreement(content, t),
    ...confirmedBy(content, t),
  ]
}
