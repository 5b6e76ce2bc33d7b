import type { Event } from '~/domain/audit/relay.server'
import { transact } from '~/domain/audit/transact.server'
import { nextToConfirm, reprinted } from './confirming'
import { holdMinutes } from './load-minutes.server'
import { audienceOfMinutes } from './tell-minutes.server'

/** Listener: the patient has another treating doctor. Where the one before has not confirmed the minutes yet, the new one does. The second time finds nothing to change. */
export async function followCare({ subjectId: consultId }: Event): Promise<void> {
  await transact(null, async (tx, record) => {
    const open = await tx.minutes.findMany({ where: { consultId, confirmedAt: null }, select: { itemId: true } })
    for (const { itemId } of open) {
      const minutes = await holdMinutes(tx, itemId)
      const { treatingDoctorId: personId } = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: { treatingDoctorId: true } })
      const done = minutes.confirmedAt !== null || minutes.confirmations.some(({ role }) => role === 'treating')
      if (done || minutes.treatingId === personId) continue
      await tx.minutes.update({ where: { id: minutes.id }, data: { ...reprinted, treatingId: personId } })
      if (nextToConfirm(minutes) === 'treating') record({ name: 'minutes.turn', subject: 'conference', subjectId: minutes.conferenceId, facts: { itemId, consultId, role: 'treating', personId }, audience: [...(await audienceOfMinutes(tx, minutes)), `person:${personId}`] })
    }
  })
}
