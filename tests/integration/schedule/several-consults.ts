import type { Actor } from '~/domain/audit/actor'
import { grantAccess } from '~/domain/consults/grant-access.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { aPerson, anAcceptedConsult } from '../rooms/a-conference'

export interface Asked { consultId: string; requestingId: string; doctor: Actor; districtCoordinator: Actor }

/** Three accepted consults of three hospitals, all answered by one; with a head there, an observer and one more district person each. */
export async function threeConsults() {
  const first = await anAcceptedConsult()
  const { supportingId } = first
  const further = await Promise.all([anAcceptedConsult(), anAcceptedConsult()])
  const asked: Asked[] = []
  for (const one of [first, ...further]) {
    if (one !== first) {
      await db.consult.update({ where: { id: one.consultId }, data: { supportingId } })
      await db.$transaction((tx) => grantAccess(tx, new Date(), { consultId: one.consultId, hospitalId: supportingId, role: 'coordinator', kind: 'coordinator', basis: 'test' }))
    }
    asked.push({ consultId: one.consultId, requestingId: one.requestingId, doctor: one.doctor, districtCoordinator: await aPerson(one.requestingId, ['coordinator'], 'Lê Đình Sáng') })
  }
  const head = await aPerson(supportingId, ['head'], 'Nguyễn Thị Thu Hà')
  const agreementId = newId()
  const day = (text: string) => new Date(`${text}T00:00:00Z`)
  const sister = first.stranger.hospitalId
  await db.agreement.create({ data: {
    id: agreementId, number: agreementId.slice(-8), title: 'Thỏa thuận', status: 'signed', validFrom: day('2020-01-01'), validUntil: day('2099-01-01'), createdAt: new Date(),
    parties: { create: [{ hospitalId: supportingId, role: 'supporting' }, { hospitalId: sister, role: 'supported' }] },
  } })
  return { ...first, asked, head, observer: first.stranger }
}
export type Several = Awaited<ReturnType<typeof threeConsults>>

export const lineFor = async (conferenceId: string, consultId: string): Promise<string> => (await db.agendaItem.findFirstOrThrow({ where: { conferenceId, consultId }, orderBy: { addedAt: 'desc' } })).id
