import type { TFunction } from 'i18next'
import { dayOf, formatDay, formatTime } from '~/platform/dates'
import type { Piece } from '~/platform/pdf/pdf.server'
import { basisLines, clock, conclusion, present, table } from './conference-pieces'
import { confirmedBy, signs } from './confirmation-pieces'
import type { FullMinutesContent } from './paper-content'
import { agreement, correction, fullName, head, heading, line, momentWords, orDots, paragraph, row, signatures, title } from './paper-pieces'
import { bookNumbers, diagnosis, orDay, person, ward } from './patient-pieces'

export interface Signer { role: FullMinutesContent['confirmations'][number]['role']; name: string; title: string }
type Question = FullMinutesContent['questions'][number]

/** The whole minutes of a consult in a conference. `signers` are those who sign by hand, on a sheet printed for that. */
export function fullMinutesPaper(content: FullMinutesContent, at: Date, t: TFunction, signers: readonly Signer[] = []): Piece[] {
  return [
    head(content, at, t),
    title(t('papers:fullMinutes.title'), t('papers:minutes.subtitle', { code: content.consultCode })),
    ...correction({ version: content.version, reason: content.reason }, t),
    heading(t('papers:fullMinutes.held')),
    paragraph(t('papers:minutes.heldFromTo', { from: momentWords(content.startedAt, t), to: momentWords(content.endedAt, t) })),
    paragraph(t('papers:fullMinutes.form', { supporting: content.supporting.name, requesting: content.requesting.name })),
    ...sites(content, t),
    ...interruptions(content, t),
    heading(t('papers:fullMinutes.members')),
    row([line(t, 'papers:minutes.chair', fullName(content.chair)), '*'], [line(t, 'papers:minutes.scribe', fullName(content.scribe)), '*']),
    present(content, t),
    heading(t('papers:fullMinutes.patient')),
    person(content.patient, t), bookNumbers(content.patient, t), ward(content.patient, t),
    paragraph(`${t('papers:minutes.from')} ${orDay(content.patient.admittedOn)} ${t('papers:minutes.until')} ${orDay(content.treatedUntil)}`),
    diagnosis(content.patient, t),
    heading(t('papers:fullMinutes.summary')), paragraph(content.summary),
    heading(t('papers:fullMinutes.questions')),
    ...content.questions.flatMap((question) => asked(question, t)),
    heading(t('papers:fullMinutes.overall')),
    paragraph(content.overall || t('papers:fullMinutes.noOverall')),
    line(t, 'papers:fullMinutes.icd10', content.icd10.map(({ code, name }) => (name ? `${code} (${name})` : code)).join('; '), { dots: 90 }),
    line(t, 'papers:fullMinutes.change', content.change ? t(`papers:fullMinutes.changes.${content.change}`) : '', { dots: 40 }),
    heading(t('papers:fullMinutes.plan')), paragraph(content.treatmentPlan), ...steps(content, t),
    heading(t('papers:fullMinutes.confirmation')),
    ...(content.requestVersion ? [paragraph(t('papers:minutes.onRequest', { version: content.requestVersion }))] : []),
    ...basisLines(content, t), paragraph(t('papers:fullMinutes.notRecorded')), agreement(content, t),
    ...confirmedBy(content, t),
    { unbreakable: true, stack: [signatures(...signersOf(content, signers).map(({ role, ...who }) => signs(content, role, who, t)))] },
  ]
}

/** Those who have confirmed, then those who still sign. */
const signersOf = ({ confirmations }: FullMinutesContent, signers: readonly Signer[]): Signer[] =>
  [...confirmations.map(({ role, name, title: rank }) => ({ role, name, title: rank })), ...signers.filter(({ role }) => !confirmations.some((one) => one.role === role))]

function sites({ sites: all, startedAt }: FullMinutesContent, t: TFunction): Piece[] {
  if (all.length === 0) return []
  return [table(['*', '*', 60, 60], ['papers:fullMinutes.site', 'papers:fullMinutes.sitePeople', 'papers:minutes.in', 'papers:minutes.out'], all.flatMap(({ name, hospital, people }) => {
    const place = `${name} (${hospital})`
    if (people.length === 0) return [[place, { text: t('papers:fullMinutes.nobodyListed'), colSpan: 3 }, '', '']]
    return people.map((one, index) => [index === 0 ? place : '', one.position ? `${one.name}, ${one.position}` : one.name, clock(one.from, { startedAt }), one.to ? clock(one.to, { startedAt }) : ''])
  }), t)]
}

/** How the lines were: what was bad, from when to when; nothing happened is said too. */
function interruptions({ interruptions: all, startedAt }: FullMinutesContent, t: TFunction): Piece[] {
  if (all.length === 0) return [paragraph(t('papers:fullMinutes.undisturbed'))]
  return [paragraph(t('papers:fullMinutes.disturbed')), { ul: all.map(({ kind, who, from, to }) => t(`papers:fullMinutes.interruption.${kind}`, { who, from: clock(from, { startedAt }), to: clock(to, { startedAt }) })), margin: [8, 0, 0, 3] }]
}

function asked({ number, text, concluded, conclusion: words, agreement: level, opinions, at }: Question, t: TFunction): Piece[] {
  const differing = opinions.filter(({ stance }) => stance === 'differs')
  return [
    { text: [{ text: `${t('papers:opinion.question', { number })}. `, bold: true }, text], margin: [0, 4, 0, 1] },
    ...(opinions.length > 0 ? [{ ul: opinions.map(({ stance, text: said, ...who }) => t('papers:fullMinutes.opinion', { name: fullName(who), stance: t(`papers:fullMinutes.stance.${stance}`), text: said ? `: ${said}` : '' })), margin: [8, 0, 0, 2] as [number, number, number, number] }] : []),
    { text: [{ text: t('papers:colon', { label: t('papers:minutes.conclusion') }), bold: true }, conclusion({ concluded, conclusion: words }, t), at ? ` (${t('papers:fullMinutes.settledAt', { time: formatTime(at) })})` : ''], margin: [0, 0, 0, 1] },
    ...(level ? [line(t, 'papers:fullMinutes.agreement', t(`papers:fullMinutes.agreements.${level}`))] : []),
    ...(differing.length > 0 ? [line(t, 'papers:opinion.dissent', differing.map(({ text: said, ...who }) => `${fullName(who)}: ${orDots(said, 20)}`).join('; '))] : []),
  ]
}

const steps = ({ nextSteps }: FullMinutesContent, t: TFunction): Piece[] => nextSteps.length === 0 ? [] : [
  table(['*', 90, 130], ['papers:fullMinutes.step', 'papers:fullMinutes.dueOn', 'papers:fullMinutes.who'], nextSteps.map(({ text, dueOn, who }) => [text, formatDay(dayOf(`${dueOn}T12:00:00+07:00`)), who]), t),
]
