import type { Actor } from '~/domain/audit/actor'
import { dutyTelephones } from '~/domain/people/duty-telephones.server'
import { contactsOf } from '~/domain/people/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { mayConsult } from './policy'
import { scopeOf } from './queries.server'

/** The treating doctor's telephone, on duty that of the duty, for whoever is to answer; '' where there is none or it is not his business. */
export async function telephoneOfDoctor(actor: Actor, consultId: string): Promise<string> {
  const scope = await scopeOf(actor, consultId)
  if (!mayConsult.opine(actor, scope) && !mayConsult.takeOn(actor, scope)) return ''
  const { treatingDoctorId: personId, requestingId: hospitalId } = scope
  const [ofDuty] = (await dutyTelephones(db, [personId], await nowIn(db)))({ personId, hospitalId })
  return ofDuty ?? (await contactsOf([personId])).get(personId)?.telephone ?? ''
}
