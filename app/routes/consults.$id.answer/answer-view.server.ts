import { redirect } from '@remix-run/node'
import type { Actor } from '~/domain/audit/actor'
import { readOpinionDraft } from '~/domain/consults/opinion-draft'
import { opinionDraft } from '~/domain/consults/record.server'
import { notFound } from '~/platform/problem'
import type { Language } from '~/platform/texts/languages'
import type { OpinionView } from '~/ui/record/opinions-view.server'
import { recordView, type RecordView } from '~/ui/record/view.server'

/** Alone; after reading the others; one of several; or putting right what was confirmed. */
export type Mode = 'answer' | 'conclude' | 'opine' | 'correct'

/** The text of the form: one entry per question, the numbers that get a reason instead, a general remark, and what concluding adds. */
export interface Written { version: number; answers: string[]; unanswered: string[]; general: string; dissents: string[]; missing: string }

function confirmed(latest: OpinionView | undefined, questions: RecordView['questions']): Written {
  const answers = questions.map(({ number }) => latest?.answers.find((answer) => answer.number === number))
  return {
    version: 0, answers: answers.map((answer) => answer?.text ?? ''), unanswered: answers.flatMap((answer) => (answer && !answer.answered ? [String(answer.number)] : [])), general: latest?.general ?? '',
    dissents: (latest?.dissents ?? []).map(({ number, personId }) => `${number}:${personId}`), missing: latest?.missing ?? '',
  }
}

/** The record beside the text being written, or what was confirmed and may be put right; the record's own page once neither is possible. */
export async function answerView(actor: Actor, consultId: string, language: Language, ownOpinion: boolean) {
  const view = await recordView(actor, consultId, language)
  if (!view.isAsked) throw notFound()
  const questions = view.questions.filter(({ round }) => round === view.round)
  const several = view.asked.length > 1
  const mode: Mode | null = view.may.answer ? (several ? (ownOpinion ? 'opine' : 'conclude') : 'answer') : view.may.opine ? 'opine' : view.may.correct && view.answerKind === 'opinion' ? 'correct' : null
  if (!mode) throw redirect(`/consults/${consultId}`)
  const about = { view, questions, mode, revising: mode === 'opine' && view.ownOpinion !== null }
  if (mode === 'correct') return { ...about, written: confirmed(view.opinions[0], questions) }
  const stored = await opinionDraft(actor, consultId, mode === 'opine' ? 'opinion' : 'conclusion')
  const version = stored?.draftVersion ?? 0
  if (!stored && about.revising) return { ...about, written: confirmed(view.ownOpinion ?? undefined, questions) }
  const { text, disposition: _phone, ...draft } = readOpinionDraft(stored?.draft)
  // Begun on the phone: the text for all questions goes into the first.
  const answers = text && draft.answers.every((answer) => answer === '') ? [text] : draft.answers
  return { ...about, written: { version, ...draft, answers } satisfies Written }
}
