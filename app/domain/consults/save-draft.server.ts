import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { Problem } from '~/platform/problem'
import { loadConsult } from './change-state.server'
import { draftContent, type SaveDraft } from './draft'
import { mayConsult } from './policy'

/**
 * Keeps what was typed so far. No event: a draft is nobody else's until it is sent. A save that started from an older version is
 * refused, so that two open pages do not overwrite each other; the caller shows both texts.
 */
export function saveDraft(actor: Actor, { consultId, version, ...content }: SaveDraft) {
  return transact(actor, async (tx, _record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.send(actor, consult))
    if (consult.state !== 'draft') throw new Problem('consults:problem.alreadySent')
    const { count } = await tx.consult.updateMany({
      where: { id: consultId, state: 'draft', draftVersion: version },
      data: { draft: draftContent.parse(content), draftVersion: version + 1, updatedAt: now },
    })
    if (count === 0) throw new Problem('consults:problem.staleDraft')
    return { version: version + 1, savedAt: now.toISOString() }
  })
}
