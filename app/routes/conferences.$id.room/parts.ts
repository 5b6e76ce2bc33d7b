import type { RoomPage, RoomPerson } from '~/domain/rooms/queries.server'
import type { RoomLink, RoomView } from '~/sockets/room-link'

/** What every part of the room gets: what the page was served with, the link, and what it shows now. */
export interface Parts { room: RoomPage; link: RoomLink; view: RoomView }

export const personOf = (room: Pick<RoomPage, 'people'>, personId: string): RoomPerson | undefined => room.people.find((person) => person.personId === personId)
/** Chair and scribe lead; closed microphones are closed for the others. */
export const leads = ({ role }: Pick<RoomPerson, 'role'>): boolean => role === 'chair' || role === 'scribe'
export const nameOf = (room: Pick<RoomPage, 'people'>, personId: string): string => personOf(room, personId)?.fullName ?? ''
