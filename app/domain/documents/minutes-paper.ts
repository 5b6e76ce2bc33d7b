import type { TFunction } from 'i18next'
import { formatDay } from '~/platform/dates'
import type { Piece } from '~/platform/pdf/pdf.server'
import { conclusion } from './conference-pieces'
import { signs } from './confirmation-pieces'
import { annex } from './minutes-annex'
import type { MinutesContent } from './paper-content'
import { correction, fullName, head, line, momentWords, orDots, row, signatures, title } from './paper-pieces'
import { diagnosis, orDay, person, ward } from './patient-pieces'

/** The pages of form MS 27/BV2, "Trích biên bản hội chẩn", and its annex. */
export function minutesPaper(content: MinutesContent, at: Date, t: TFunction): Piece[] {
  const { patient } = content
  return [
    { alignment: 'right', fontSize: 11, margin: [0, 0, 0, 6], text: [
      t('papers:minutes.form'), '      ', t('papers:colon', { label: t('papers:patient.recordNumber') }), orDots(patient.recordNumber, 22),
      '      ', t('papers:colon', { label: t('papers:patient.admissionNumber') }), orDots(patient.admissionNumber, 22),
    ] },
    head(content, at, t),
    title(t('papers:minutes.title'), t('papers:minutes.subtitle', { code: content.consultCode })),
    ...correction({ version: content.version, reason: content.reason }, t),
    person(patient, t),
    { text: [t('papers:minutes.from'), ' ', orDay(patient.admittedOn), ' ', t('papers:minutes.until'), ' ', orDay(content.treatedUntil)], margin: [0, 0, 0, 2] },
    ward(patient, t),
    diagnosis(patient, t),
    line(t, 'papers:minutes.heldAt', t('papers:minutes.heldBetween', { moment: momentWords(content.startedAt, t), supporting: content.supporting.name, requesting: content.requesting.name })),
    row([line(t, 'papers:minutes.chair', fullName(content.chair)), '*'], [line(t, 'papers:minutes.scribe', fullName(content.scribe)), '*']),
    line(t, 'papers:minutes.members', members(content, t)),
    titled('papers:minutes.summary', content.summary, t),
    { text: [{ text: t('papers:minutes.conclusion'), bold: true }, t('papers:minutes.conclusionNote')], margin: [0, 3, 0, 1] },
    ...(content.overall ? [{ text: content.overall, margin: [0, 0, 0, 2] as [number, number, number, number] }] : []),
    ...content.questions.map((question): Piece => ({
      columns: [{ width: 18, text: `${question.number}.` }, { width: '*', text: conclusion(question, t) }], margin: [0, 0, 0, 2],
    })),
    titled('papers:minutes.plan', [content.treatmentPlan, ...content.nextSteps.map(({ text, dueOn, who }) => t('papers:minutes.step', { text, day: formatDay(dueOn), who: who ? ` (${who})` : '' }))].join('\n'), t),
    { unbreakable: true, stack: [signatures(
      signs(content, 'scribe', content.scribe, t), signs(content, 'chair', content.chair, t),
    )] },
    ...annex(content, at, t),
  ]
}

const members = ({ members: present }: MinutesContent, t: TFunction): string =>
  present.map((one) => t('papers:minutes.member', { name: fullName(one), hospital: one.hospital })).join(', ')

const titled = (label: string, text: string, t: TFunction): Piece =>
  ({ text: [{ text: t('papers:colon', { label: t(label) }), bold: true }, orDots(text, 200)], margin: [0, 3, 0, 2] })
