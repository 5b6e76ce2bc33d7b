import type { Actor } from '~/domain/audit/actor'
import { onEvent, settled } from '~/domain/audit/relay.server'
import { assignSpecialist } from '~/domain/consults/assign-specialist.server'
import { tellConsult } from '~/domain/consults/tell-consult.server'
import { tellConference } from '~/domain/schedule/tell-conference.server'
import { db } from '~/platform/database/database.server'
import { anAcceptedConsult } from '../rooms/a-conference'

export const patient = 'Phùng Văn Định'

/** Listeners as the started application has them. */
export function listen(): void {
  onEvent('consult.*', 'consult notices', tellConsult)
  onEvent('conference.*', 'conference notices', tellConference)
}

export const addressOf = (actor: Actor): string => `${actor.personId}@benhvien.example`

/** An accepted consult whose people have e-mail addresses. */
export async function aConsult() {
  const world = await anAcceptedConsult()
  for (const actor of [world.doctor, world.coordinator, world.chair, world.specialist, world.stranger]) {
    await db.person.update({ where: { id: actor.personId }, data: { email: addressOf(actor) } })
  }
  return world
}

/** The same, given to its specialist, and everybody told. */
export async function anAssignedConsult() {
  const world = await aConsult()
  await assignSpecialist(world.coordinator, { consultId: world.consultId, specialistId: world.specialist.personId })
  await settled()
  return world
}

export const noticesOf = (actor: Actor) => db.notice.findMany({ where: { personId: actor.personId }, orderBy: { id: 'asc' } })
export const mailsOf = (actor: Actor) => db.mail.findMany({ where: { personId: actor.personId }, orderBy: { id: 'asc' } })
