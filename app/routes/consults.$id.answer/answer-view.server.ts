import { redirect } from '@remix-run/node'
import type { Actor } from '~/domain/audit/actor'
import { opinionDraft } from '~/domain/consults/record.server'
import { notFound } from '~/platform/problem'
import type { Language } from '~/platform/texts/languages'
import { z } from '~/platform/zod'
import { recordView, type RecordView } from '~/ui/record/view.server'

const stored = z.object({ answers: z.array(z.string()), unanswered: z.array(z.string()), general: z.string() }).catch({ answers: [], unanswered: [], general: '' })

/** The text of the form: one entry per question, the numbers that get a reason instead, and a general remark. */
export interface Written { version: number; answers: string[]; unanswered: string[]; general: string }

function confirmed({ opinions: [latest], questions }: RecordView): Written {
  const answers = questions.map(({ number }) => latest?.answers.find((answer) => answer.number === number))
  return { version: 0, answers: answers.map((answer) => answer?.text ?? ''), unanswered: answers.flatMap((answer) => (answer && !answer.answered ? [String(answer.number)] : [])), general: latest?.general ?? '' }
}

/** The record beside the answer being written, or the confirmed answer to be corrected; the record's own page once neither is possible. */
export async function answerView(actor: Actor, consultId: string, language: Language) {
  const view = await recordView(actor, consultId, language)
  if (!view.isSpecialist) throw notFound()
  const correcting = view.may.correct && view.answerKind === 'opinion'
  if (!view.may.answer && !correcting) throw redirect(`/consults/${consultId}`)
  if (correcting) return { view, correcting, written: confirmed(view) }
  const draft = await opinionDraft(actor, consultId)
  return { view, correcting, written: { version: draft?.draftVersion ?? 0, ...stored.parse(draft?.draft ?? {}) } satisfies Written }
}
