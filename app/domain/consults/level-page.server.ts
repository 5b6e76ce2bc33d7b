import { allow } from '~/domain/audit/allow'
import type { Actor } from '~/domain/audit/actor'
import type { Level } from '~/platform/database/enums'
import { mayConsult } from './policy'
import { scopeOf } from './queries.server'

const order: readonly Exclude<Level, 'routine'>[] = ['redAlert', 'emergency', 'sameDay']

/** The more urgent levels a consult can be raised to, and whether it still waits for approval inside its hospital. */
export async function levelPage(actor: Actor, consultId: string) {
  const scope = await scopeOf(actor, consultId)
  // Whoever came too late sees why on this page, not that it is gone.
  allow(mayConsult.raiseLevel(actor, scope) && scope.level !== null)
  const above = order.filter((_level, index) => scope.level === 'routine' || index < order.findIndex((one) => one === scope.level))
  return { consult: { id: scope.id, code: scope.code ?? '' }, levels: above, waits: scope.state === 'awaitingApproval' }
}
