import type { Actor } from '~/domain/audit/actor'
import { assignSpecialist } from '~/domain/consults/assign-specialist.server'
import { confirmOpinion } from '~/domain/consults/confirm-opinion.server'
import { giveOpinion } from '~/domain/consults/give-opinion.server'
import { db } from '~/platform/database/database.server'
import { anAcceptedConsult, anActor, aNetwork, password, type Network } from '../../support/network'

export type Several = Network & { third: Actor }

/** A network with a third specialist at the senior hospital. */
export async function severalPeople(): Promise<Several> {
  const network = await aNetwork()
  return { ...network, third: await anActor(network.senior, ['specialist'], { fullName: 'Kiều Thị Hòa', specialtyCode: 'gay-me-hoi-suc' }) }
}

export const opinionWords = (words: string) => ({ answers: [`${words} câu một.`, `${words} câu hai.`], unanswered: [], general: '' })

/** Assigned to three, of whom `specialist` concludes. */
export async function askedOfThree(network: Several): Promise<{ consultId: string }> {
  const consultId = await anAcceptedConsult(network)
  await assignSpecialist(network.seniorCoordinator, { consultId, specialistId: network.specialist.personId, otherIds: [network.secondSpecialist.personId, network.third.personId] })
  return { consultId }
}

export const opines = (actor: Actor, consultId: string, words: string) => giveOpinion(actor, { consultId, version: 0, ...opinionWords(words), password })

export const opinionIds = async (consultId: string): Promise<string[]> =>
  (await db.opinion.findMany({ where: { consultId, kind: 'opinion', confirmedAt: { not: null } }, select: { id: true } })).map(({ id }) => id)

/** Two opinions, and a conclusion from which the second specialist differs on question 2. */
export async function concludedByThree(network: Several): Promise<{ consultId: string; opinionId: string }> {
  const { consultId } = await askedOfThree(network)
  await opines(network.secondSpecialist, consultId, 'Chuyển')
  await opines(network.third, consultId, 'Giữ lại')
  return confirmOpinion(network.specialist, { consultId, version: 0, ...opinionWords('Kết luận'), seen: await opinionIds(consultId), dissents: [`2:${network.secondSpecialist.personId}`], password })
}
