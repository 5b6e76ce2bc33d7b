import { allow } from '~/domain/audit/allow'
import type { Actor } from '~/domain/audit/actor'
import type { Level } from '~/platform/database/enums'
import { may } from './policy'
import { scopeOf } from './queries.server'

const order: readonly Exclude<Level, 'routine'>[] = ['redAlert', 'emergency', 'sameDay']

/** The more urgent levels a consult can be raised to. */
export async function levelPage(actor: Actor, consultId: string) {
  const scope = await scopeOf(actor, consultId)
  allow(may(actor, scope, 'raiseLevel') && scope.level !== null && scope.level !== 'redAlert')
  const above = order.filter((_level, index) => scope.level === 'routine' || index < order.findIndex((one) => one === scope.level))
  return { consult: { id: scope.id, code: scope.code ?? '' }, levels: scope.state === 'awaitingApproval' ? above.filter((level) => level !== 'redAlert') : above }
}
