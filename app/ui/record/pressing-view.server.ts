import type { Actor } from '~/domain/audit/actor'
import { may, mayAlert } from '~/domain/consults/policy'
import { alertOf, unreachedOf } from '~/domain/consults/pressing.server'
import { scopeOf } from '~/domain/consults/queries.server'

/** What stands above the record because it cannot wait. */
export async function pressingView(actor: Actor, consultId: string) {
  const scope = await scopeOf(actor, consultId)
  const [alert, unreached] = await Promise.all([alertOf(scope.id), unreachedOf(scope.id)])
  return { alert, unreached, mayCall: mayAlert.call(actor, scope), mayRaise: scope.level !== 'redAlert' && may(actor, scope, 'raiseLevel') }
}
