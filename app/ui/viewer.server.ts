import { mayMail } from '~/domain/notifications/policy'
import { unreadCount } from '~/domain/notifications/queries.server'
import { personSummary } from '~/domain/people/queries.server'
import { actorIfAny } from '~/domain/people/session.server'
import type { Viewer } from './root-data'

/** Who is signed in, as the frame of a page shows it; null for a stranger. */
export async function viewerOf(request: Request): Promise<Viewer | null> {
  const actor = await actorIfAny(request)
  if (!actor) return null
  const { fullName, title, position, membershipId, hospital, department } = await personSummary(actor)
  const unread = await unreadCount(actor)
  return {
    personId: actor.personId, fullName, title, position, membershipId, roles: actor.roles, unread, mayReadMail: mayMail.read(actor),
    hospitalName: hospital?.name ?? '', hospitalShort: hospital?.shortName ?? '', hospitalCode: hospital?.code ?? '', departmentName: department || null,
  }
}
