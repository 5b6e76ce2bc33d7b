import type { TFunction } from 'i18next'
import { tickBox, type Piece } from '~/platform/pdf/pdf.server'
import type { OpinionContent } from './paper-content'
import { agreement, correction, head, heading, line, orDots, paragraph, row, signature, signatures, title } from './paper-pieces'
import { admittedOn, bookNumbers, diagnosis, person, ward } from './patient-pieces'

/** The pages of a "Phiếu ý kiến tư vấn chuyên môn từ xa": one specialist's written answer. */
export function opinionPaper(content: OpinionContent, at: Date, t: TFunction): Piece[] {
  const { patient } = content
  return [
    head(content, at, t),
    title(t('papers:opinion.title'), t('papers:opinion.subtitle', { code: content.consultCode, request: content.requestVersion, level: t(`consults:level.${content.level}`) })),
    ...correction(content, t),
    heading(t('papers:opinion.parties')),
    line(t, 'papers:opinion.requesting', together(content.requesting)),
    line(t, 'papers:opinion.supporting', together(content.supporting)),
    line(t, 'papers:opinion.specialty', content.specialty),
    heading(t('papers:opinion.patient')),
    person(patient, t),
    bookNumbers(patient, t),
    ward(patient, t),
    admittedOn(patient, t),
    diagnosis(patient, t),
    heading(t('papers:opinion.situation')),
    paragraph(content.situation),
    heading(t('papers:opinion.questions')),
    ...content.questions.map((question) => answer(question, t)),
    heading(t('papers:opinion.general')),
    paragraph(content.general || t('papers:opinion.none')),
    heading(t('papers:opinion.basis')),
    agreement(content, t),
    { text: t('papers:opinion.responsibility'), italics: true, margin: [0, 4, 0, 0] },
    { unbreakable: true, stack: [
      decision(t),
      signatures(
        signature(t, { role: 'papers:opinion.treatingDoctor', note: 'papers:opinion.treatingNote', name: content.treatingDoctor }),
        signature(t, { role: 'papers:opinion.specialist', note: 'papers:opinion.specialistNote', name: content.specialist, confirmedAt: content.confirmedAt }),
      ),
    ] },
  ]
}

const together = ({ name, department }: { name: string; department: string }): string =>
  [department, name].filter(Boolean).join(', ')

const answer = ({ number, text, answered, answer: words }: OpinionContent['questions'][number], t: TFunction): Piece => ({
  margin: [0, 0, 0, 4],
  stack: [
    { text: [{ text: t('papers:colon', { label: t('papers:opinion.question', { number }) }), bold: true }, text] },
    { text: [{ text: t('papers:colon', { label: t(answered ? 'papers:opinion.answer' : 'papers:opinion.notAnswered') }), bold: true }, orDots(words, 120)], margin: [0, 1, 0, 0] },
  ],
})

/** To be ticked by hand on the printed page; in the product the decision is a record of its own. */
const decision = (t: TFunction): Piece => ({
  margin: [0, 6, 0, 0],
  stack: [
    { text: t('papers:opinion.decision'), bold: true, margin: [0, 0, 0, 2] },
    row(...(['apply', 'partly', 'not'] as const).map((kind): [Piece, string] => [{ columns: [tickBox(), { text: t(`papers:opinion.${kind}`) }] }, '*'])),
    line(t, 'papers:opinion.because', '', { dots: 130 }),
  ],
})
