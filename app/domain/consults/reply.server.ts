import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { verifyPassword } from '~/domain/people/verify-password.server'
import { db } from '~/platform/database/database.server'
import { Problem } from '~/platform/problem'
import { changeState, loadConsult } from './change-state.server'
import { fixOpinion, holdForAnswer, nextPaperVersion, requireDraft } from './fix-opinion.server'
import { opine } from './give-opinion.server'
import { togetherOf } from './opinion-answers'
import { mayConsult } from './policy'
import { scopeOf } from './queries.server'
import { isAsked } from './save-opinion.server'
import type * as schema from './schema'
import { askedOf } from './specialists.server'

/**
 * The answer from a corridor: keep the patient or transfer now, and one text that answers all questions together, confirmed with the
 * password. Of several specialists it is this one's opinion; alone it is the answer. "More is needed" confirms nothing: the
 * treating doctor is asked, and what was typed stays a draft.
 */
export async function replyToConsult(actor: Actor, input: z.infer<typeof schema.replyToConsult>) {
  const { consultId, version, requestVersion: seen, disposition, text, password } = input
  allow(await isAsked(db, actor, await scopeOf(actor, consultId)))
  if (disposition === 'needMore') return askForMoreNow(actor, { consultId, text })
  await verifyPassword(actor, password)
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(await isAsked(tx, actor, consult))
    const { requestVersion, numbers } = await holdForAnswer(tx, consult, 'answer', seen)
    const answers = togetherOf(numbers, text)
    const together = numbers.length > 1
    if ((await askedOf(tx, consult)).length > 1) {
      const opinionId = await opine(tx, record, actor, now, consult, { version, requestVersion, answers, general: '', reason: '', together, disposition })
      return { consultId, opinionId }
    }
    allow(mayConsult.answer(actor, consult))
    await requireDraft(tx, consult, actor.personId, 'conclusion', version)
    const paper = await nextPaperVersion(tx, consult)
    const opinionId = await fixOpinion(tx, record, now, consult, actor.personId, requestVersion, { kind: 'conclusion', version: paper, general: '', answers, together, disposition })
    await changeState(tx, record, actor, now, consult, {
      action: 'answer', data: { answeredAt: now, answerKind: 'opinion', answerId: opinionId, answerVersion: paper }, facts: { answerKind: 'opinion', opinionId, version: paper, disposition },
    })
    return { consultId, opinionId }
  })
}

/** The specialist needs more before he can answer. The consult stays with him: whatever comes in goes on to him, not back to reception. */
function askForMoreNow(actor: Actor, { consultId, text }: { consultId: string; text: string }) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(await isAsked(tx, actor, consult))
    if (text === '') throw new Problem('consults:problem.needMore', { field: 'text' })
    await changeState(tx, record, actor, now, consult, { action: 'needMore', note: text, fields: [] })
    return { consultId, opinionId: null }
  })
}
