import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { mayAlert } from '~/domain/consults/policy'
import { scopeOf } from '~/domain/consults/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { callableFrom } from './quick-call.server'

/** Whom this person may call about a consult now, and the call that is going on, if they are in it. */
export async function callPage(actor: Actor, consultId: string) {
  const scope = await scopeOf(actor, consultId)
  allow(mayAlert.call(actor, scope))
  const [people, open] = await Promise.all([
    db.$transaction(async (tx) => callableFrom(tx, scope, actor.hospitalId, await nowIn(tx))),
    db.conference.findFirst({ where: { agenda: { some: { consultId: scope.id } }, kind: 'quick', state: 'open', members: { some: { personId: actor.personId } } }, select: { id: true } }),
  ])
  return {
    consult: { id: scope.id, code: scope.code ?? '' }, open: open?.id ?? null,
    people: people.filter(({ personId }) => personId !== actor.personId).map(({ hospitalId: _theirs, busyUntil, ...person }) => ({ ...person, busyUntil: busyUntil?.toISOString() ?? null })),
  }
}
