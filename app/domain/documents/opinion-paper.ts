import type { TFunction } from 'i18next'
import { tickBox, type Piece } from '~/platform/pdf/pdf.server'
import type { OpinionContent } from './paper-content'
import { answers, eachOpinion, isConclusion } from './opinion-pieces'
import { agreement, correction, head, heading, line, paragraph, row, signature, signatures, title } from './paper-pieces'
import { admittedOn, bookNumbers, diagnosis, person, ward } from './patient-pieces'

/** The pages of a "Phiếu ý kiến tư vấn chuyên môn từ xa": one specialist's written answer, or what several think, what was concluded and who does not agree. */
export function opinionPaper(content: OpinionContent, at: Date, t: TFunction): Piece[] {
  const { patient } = content
  const several = isConclusion(content)
  return [
    head(content, at, t),
    title(t('papers:opinion.title'), [t('papers:opinion.subtitle', { code: content.consultCode, request: content.requestVersion, level: t(`consults:level.${content.level}`) }), ...(content.round > 1 ? [t('papers:opinion.round', { round: content.round })] : [])].join('. ')),
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
    ...answers(content, t),
    ...(several ? [heading(t('papers:opinion.each')), ...eachOpinion(content, t)] : []),
    heading(t(several ? 'papers:opinion.generalAfter' : 'papers:opinion.general')),
    paragraph(content.general || t('papers:opinion.none')),
    heading(t(several ? 'papers:opinion.basisAfter' : 'papers:opinion.basis')),
    agreement(content, t),
    { text: t('papers:opinion.responsibility'), italics: true, margin: [0, 4, 0, 0] },
    { unbreakable: true, stack: [
      decision(t),
      signatures(
        signature(t, { role: 'papers:opinion.treatingDoctor', note: 'papers:opinion.treatingNote', name: content.treatingDoctor }),
        signature(t, { role: several ? 'papers:opinion.concludes' : 'papers:opinion.specialist', note: 'papers:opinion.specialistNote', name: content.specialist, confirmedAt: content.confirmedAt }),
      ),
    ] },
  ]
}

const together = ({ name, department }: { name: string; department: string }): string =>
  [department, name].filter(Boolean).join(', ')

/** To be ticked by hand on the printed page; in the product the decision is a record of its own. */
const decision = (t: TFunction): Piece => ({
  margin: [0, 6, 0, 0],
  stack: [
    { text: t('papers:opinion.decision'), bold: true, margin: [0, 0, 0, 2] },
    row(...(['apply', 'partly', 'not'] as const).map((kind): [Piece, string] => [{ columns: [tickBox(), { text: t(`papers:opinion.${kind}`) }] }, '*'])),
    line(t, 'papers:opinion.because', '', { dots: 130 }),
  ],
})
