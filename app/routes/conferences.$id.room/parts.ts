import { isRunning } from '~/domain/schedule/policy'
import { itemOf, type RoomState } from '~/domain/rooms/room-state'
import type { RoomItem, RoomPage, RoomPerson } from '~/domain/rooms/queries.server'
import type { CallFacts } from '~/sockets/call'
import type { RoomLink, RoomView } from '~/sockets/room-link'

/** The room with the consult one looks at: the one on stage, or the first that waits. */
export type StagedRoom = RoomPage & { item: string; consult: RoomItem['consult']; identified: boolean }
export interface Parts { room: StagedRoom; link: RoomLink; view: RoomView }

export const personOf = (room: Pick<RoomPage, 'people'>, personId: string): RoomPerson | undefined => room.people.find((person) => person.personId === personId)
/** Chair, deputy and scribe lead; closed microphones are closed for the others. */
export const leads = ({ role }: Pick<RoomPerson, 'role'>): boolean => isRunning(role)
/** Who has a say in the treatment: observers and technicians have none. */
export const gives = ({ role }: Pick<RoomPerson, 'role'>): boolean => role !== 'observer' && role !== 'technician'
export const nameOf = (room: Pick<RoomPage, 'people'>, personId: string): string => personOf(room, personId)?.fullName ?? ''

/** The room as it is looked at now: what is on stage, or chosen; null where its agenda is empty. */
export function staged(room: RoomPage, state: RoomState, chosen: string | null = null): StagedRoom | null {
  const item = room.items.find(({ id }) => id === (chosen ?? state.stage)) ?? room.items.find(({ id }) => itemOf(state, id).step === 'waiting') ?? room.items[0]
  return item ? { ...room, item: item.id, consult: item.consult, identified: item.identified } : null
}

/** What goes along when one walks to another page of the product. */
export const factsOf = ({ conferenceId, openedAt, me: { personId, runs }, items, people }: RoomPage): CallFacts => ({
  conferenceId, openedAt, me: { personId, runs }, codes: items.flatMap(({ consult }) => consult.code ?? []),
  people: people.map((person) => ({ personId: person.personId, fullName: person.fullName, leads: leads(person) })),
})
