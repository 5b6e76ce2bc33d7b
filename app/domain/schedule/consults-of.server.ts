import type { Tx } from '~/platform/database/database.server'

/** The consults conferences are about, in their order; one that was postponed or dropped counts no more, unless nothing else was on the agenda. Everything about invitations and calendars asks here only. */
export async function consultsOf(tx: Pick<Tx, 'agendaItem'>, conferenceIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.agendaItem.findMany({ where: { conferenceId: { in: [...conferenceIds] } }, orderBy: { position: 'asc' }, select: { conferenceId: true, consultId: true, state: true } })
  return new Map(conferenceIds.map((id) => {
    const all = rows.filter(({ conferenceId }) => conferenceId === id)
    const live = all.filter(({ state }) => state === 'waiting' || state === 'done')
    return [id, (live.length > 0 ? live : all).map(({ consultId }) => consultId)]
  }))
}
