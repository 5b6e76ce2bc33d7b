import type { Tx } from '~/platform/database/database.server'

/** The consults a conference is about, in their order; one today. Everything about invitations and calendars asks here only. */
export async function consultsOf(tx: Pick<Tx, 'conference'>, conferenceIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.conference.findMany({ where: { id: { in: [...conferenceIds] } }, select: { id: true, consultId: true } })
  return new Map(rows.map(({ id, consultId }) => [id, [consultId]]))
}
