import type { Event } from '~/domain/audit/relay.server'
import { transact, type Tx } from '~/domain/audit/transact.server'

/** Step: a conference is done when the minutes of every consult it dealt with are confirmed. Of two last ones the second waits here. */
export async function endWithLast(tx: Tx, conferenceId: string): Promise<void> {
  await tx.$executeRaw`select 1 from "Conference" where "id" = ${conferenceId}::uuid for no key update`
  const items = await tx.agendaItem.findMany({ where: { conferenceId, state: 'done' }, select: { id: true } })
  const open = await tx.minutes.count({ where: { itemId: { in: items.map(({ id }) => id) }, version: 1, confirmedAt: null } })
  if (open === 0) await tx.conference.updateMany({ where: { id: conferenceId, state: 'awaitingMinutes' }, data: { state: 'done' } })
}

/** Listener: a consult was withdrawn while its minutes waited; those of the others may all be confirmed already. */
export const endWithDropped = ({ subjectId: conferenceId }: Event): Promise<void> => transact(null, (tx) => endWithLast(tx, conferenceId))
