import type { Actor } from '~/domain/audit/actor'
import { neededOf } from '~/domain/consults/needed'
import type { ConsultRecord } from '~/domain/consults/record.server'
import { unscopedConclusions } from '~/domain/rooms/conclusions.server'
import type { Signature } from './view.server'

type Signing = (personId: string | null, hospitalId: string | null) => Signature
const iso = (date: Date | null): string | null => date?.toISOString() ?? null

/** Every confirmed text, newest first: answers (the first is in force unless minutes answered) and opinions of several specialists. */
function opinionsOf({ consult }: ConsultRecord, by: Signing) {
  return consult.opinions.map(({ id, version, round, kind, disposition, together, missing, requestVersion, specialistId, general, reason, confirmedAt, acknowledgedAt, answers, dissents }) => ({
    id, version, round, kind, disposition, together, missing, requestVersion, specialistId, general, reason, answers, at: iso(confirmedAt) ?? '', acknowledgedAt: iso(acknowledgedAt), by: by(specialistId, consult.supportingId),
    dissents: dissents.map(({ number, personId, at, text, afterwards }) => ({ number, personId, at: at.toISOString(), text, afterwards, by: by(personId, consult.supportingId) })),
  }))
}

export type OpinionView = ReturnType<typeof opinionsOf>[number]

/** The newest opinion of each specialist in a round: an earlier one was replaced by its writer. */
const latestOpinions = (opinions: readonly OpinionView[], round: number): OpinionView[] =>
  opinions.filter((one) => one.kind === 'opinion' && one.round === round && !opinions.some((other) => other.kind === 'opinion' && other.round === round && other.specialistId === one.specialistId && other.version > one.version)).reverse()

/** What answers each question, of whatever round: numbers go on from round to round. */
async function answersOf({ consult }: ConsultRecord, answers: readonly OpinionView[], by: Signing) {
  const found = new Map<number, { text: string; answered: boolean; by: Signature | null; at: string | null; together: boolean; disposition: OpinionView['disposition']; inConference: boolean }>()
  // Every round but the last ended with a decision on what answered it.
  const given = [...new Set([consult.answerId, ...consult.decisions.map(({ answerId }) => answerId)])].filter((id) => id !== null && !answers.some((one) => one.id === id))
  for (const minutes of await Promise.all(given.map((id) => (id ? unscopedConclusions(id) : null))))
    for (const { number, text, concluded } of minutes?.conclusions ?? []) if (!found.has(number)) found.set(number, { text, answered: concluded, by: by(minutes?.chairId ?? null, consult.supportingId), at: iso(minutes?.at ?? null), together: false, disposition: null, inConference: true })
  for (const { answers: written, by: signed, at, together, disposition } of answers) for (const { number, text, answered } of written) if (!found.has(number)) found.set(number, { text, answered, by: signed, at, together, disposition, inConference: false })
  return found
}

/** What a correction changes, for whoever has to acknowledge it: of an opinion, or of minutes. */
async function correctedAnswer({ consult, unacknowledged }: ConsultRecord, [latest]: readonly OpinionView[]) {
  if (!unacknowledged) return null
  if (consult.answerKind !== 'minutes' || !consult.answerId) return latest ? { id: latest.id, version: latest.version, reason: latest.reason } : null
  const minutes = await unscopedConclusions(consult.answerId)
  return { id: consult.answerId, version: minutes?.version ?? 0, reason: minutes?.reason ?? '' }
}

/** Questions with the answer, who does not agree and what each specialist thinks; who is asked now and who has answered. */
export async function opinionsView(actor: Actor, record: ConsultRecord, by: Signing) {
  const { consult } = record
  const all = opinionsOf(record, by)
  const answers = all.filter(({ kind }) => kind === 'conclusion')
  const found = await answersOf(record, answers, by)
  const now = latestOpinions(all, consult.round)
  const asked = [...new Set([...(consult.specialistId ? [consult.specialistId] : []), ...consult.specialists.filter(({ round }) => round === consult.round).map(({ personId }) => personId)])]
  const needed = neededOf([...consult.steps].reverse())
  const here = actor.hospitalId === consult.supportingId
  return {
    round: consult.round, opinions: answers, corrected: await correctedAnswer(record, answers), needed: needed && consult.state === 'withSpecialists' ? { note: needed.note, by: by(needed.personId, needed.hospitalId) } : null,
    questions: consult.questions.map((question) => ({
      ...question, answer: found.get(question.number) ?? null,
      dissents: (answers.find(({ round }) => round === question.round)?.dissents ?? []).filter(({ number }) => number === question.number),
      thoughts: latestOpinions(all, question.round).flatMap(({ id, specialistId: personId, by: signed, at, together, disposition, answers: given }) => given.filter(({ number }) => number === question.number).map(({ text, answered }) => ({ id, personId, by: signed, at, together, disposition, text, answered }))),
    })),
    asked: asked.map((personId) => ({ personId, by: by(personId, consult.supportingId), concludes: personId === consult.specialistId, answered: now.some(({ specialistId }) => specialistId === personId) })),
    /** questions of this round with an answer from which this reader has not said to differ */
    differable: consult.questions.filter(({ round, number }) => round === consult.round && found.has(number) && !answers.find((one) => one.round === round)?.dissents.some((dissent) => dissent.number === number && dissent.personId === actor.personId)).map(({ number }) => number),
    isAsked: here && asked.includes(actor.personId), ownOpinion: here ? now.find(({ specialistId }) => specialistId === actor.personId) ?? null : null,
  }
}
