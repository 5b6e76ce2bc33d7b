import type { Actor } from '~/domain/audit/actor'
import { contactsOf } from '~/domain/people/queries.server'
import { mayConsult } from './policy'
import { scopeOf } from './queries.server'

/** The treating doctor's telephone, for whoever is to answer; '' where there is none or it is not his business. */
export async function telephoneOfDoctor(actor: Actor, consultId: string): Promise<string> {
  const scope = await scopeOf(actor, consultId)
  if (!mayConsult.opine(actor, scope) && !mayConsult.takeOn(actor, scope)) return ''
  return (await contactsOf([scope.treatingDoctorId])).get(scope.treatingDoctorId)?.telephone ?? ''
}
