import type { TFunction } from 'i18next'
import { dayOf, formatDay, formatTime } from '~/platform/dates'
import type { Piece } from '~/platform/pdf/pdf.server'
import type { OpinionContent } from './paper-content'
import { fullName, orDots } from './paper-pieces'

type Question = OpinionContent['questions'][number]
type Opinion = OpinionContent['opinions'][number]

/** Several were asked, so that what answers is a conclusion. */
export const isConclusion = ({ opinions, missing }: OpinionContent): boolean => opinions.length > 0 || missing.people.length > 0

const labelled = (label: string, text: string, t: TFunction): Piece => ({ text: [{ text: t('papers:colon', { label }), bold: true }, orDots(text, 120)], margin: [0, 1, 0, 0] })
const question = ({ number, text }: Question, t: TFunction): Piece => ({ text: [{ text: t('papers:colon', { label: t('papers:opinion.question', { number }) }), bold: true }, text] })
const moment = (instant: string) => ({ time: formatTime(instant), date: formatDay(dayOf(instant)) })

/** Set off by a double rule at the left, as on the screen: who does not agree, in his own words. */
const dissent = ({ text, saidAt, ...by }: Question['dissents'][number], t: TFunction): Piece => {
  const name = fullName(by)
  return {
    margin: [0, 3, 0, 2], layout: 'aside',
    table: { widths: [0, '*'], body: [['', { text: [
      { text: t('papers:colon', { label: t('papers:opinion.dissent') }), bold: true },
      { text: t('papers:colon', { label: saidAt ? t('papers:opinion.dissentAfter', { name, ...moment(saidAt) }) : name }), italics: true }, text,
    ] }]] },
  }
}

/** Keep or transfer, where the answer began with that. */
export const disposed = (disposition: OpinionContent['disposition'], t: TFunction): Piece[] => (disposition ? [{ text: t(`papers:opinion.${disposition}`), bold: true, margin: [0, 1, 0, 2] }] : [])

/** The questions with their answers; one text for all of them is printed once, below the last. */
export function answers(content: OpinionContent, t: TFunction): Piece[] {
  const { questions, together, disposition } = content
  const several = isConclusion(content)
  const [first] = questions
  const last = questions.at(-1)
  if (together && first && last && questions.length > 1) {
    const label = t('papers:opinion.together', { first: first.number, last: last.number })
    return [...questions.map((one): Piece => ({ margin: [0, 0, 0, 3], stack: [question(one, t)] })), ...disposed(disposition, t), labelled(label, first.answer, t), ...questions.flatMap(({ dissents }) => dissents.map((one) => dissent(one, t)))]
  }
  const label = ({ answered }: Question) => t(several ? (answered ? 'papers:opinion.conclusion' : 'papers:opinion.notConcluded') : answered ? 'papers:opinion.answer' : 'papers:opinion.notAnswered')
  return [...disposed(disposition, t), ...questions.map((one): Piece => ({ margin: [0, 0, 0, 5], stack: [question(one, t), labelled(label(one), one.answer, t), ...one.dissents.map((other) => dissent(other, t))] }))]
}

function opinion({ answers: given, general, disposition, together, confirmedAt, ...by }: Opinion, t: TFunction): Piece {
  const [first] = given
  const last = given.at(-1)
  const lines = together && first && last && given.length > 1
    ? [labelled(t('papers:opinion.together', { first: first.number, last: last.number }), first.answer, t)]
    : given.map(({ number, answered, answer }) => labelled(answered ? t('papers:opinion.inQuestion', { number }) : `${t('papers:opinion.inQuestion', { number })}, ${t('papers:opinion.notAnswered').toLocaleLowerCase('vi')}`, answer, t))
  return { margin: [0, 0, 0, 6], stack: [
    { text: t('papers:opinion.opinionOf', { name: fullName(by), ...moment(confirmedAt) }), italics: true, bold: true }, ...disposed(disposition, t), ...lines,
    ...(general ? [labelled(t('papers:opinion.inGeneral'), general, t)] : []),
  ] }
}

/** What each of several specialists wrote, and who of those asked did not. */
export function eachOpinion({ opinions, missing }: OpinionContent, t: TFunction): Piece[] {
  const without = missing.people.length > 0 && missing.reason ? [{ text: t('papers:opinion.missing', { names: missing.people.map(fullName).join(', '), reason: missing.reason }), margin: [0, 0, 0, 4] }] : []
  return [...opinions.map((one) => opinion(one, t)), ...without]
}
