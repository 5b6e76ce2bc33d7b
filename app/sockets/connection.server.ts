import type { Server, Socket } from 'socket.io'
import type { Actor } from '~/domain/audit/actor'
import type { LineQuality } from '~/domain/rooms/room-state'
import type { ConferenceRole } from '~/platform/database/enums'
import type { FromBrowser, FromServer } from './contract'
import { tokenBucket } from './token-bucket'

export type RateClass = 'durable' | 'volatile' | 'enter' | 'media' | 'line' | 'texts'

/** What the server knows of a connection; nothing in it comes from a message. */
export interface ConnectionData {
  actor: Actor
  /** hash of the sign-in's token: when that sign-in ends, this connection closes */
  tokenHash: string
  /** live rooms this connection is in, with the person's role there */
  rooms: Map<string, ConferenceRole>
  topics: Set<string>
  /** when anything came from it last (ms), be it an answer to the server's ping */
  heardAt: number
  /** bytes of the whole state it was sent last */
  owed: number
  /** rooms in which this connection holds a place for sound, and whether one for a picture too */
  media: Map<string, { camera: boolean }>
  /** what it said last of its line in a room, and since when (ms) that was bad */
  lines: Map<string, { quality: LineQuality; badSince: number | null }>
  rates: Record<RateClass, { take: () => boolean }>
  flood: { take: () => boolean }
}

export type RoomServer = Server<FromBrowser, FromServer, Record<string, never>, ConnectionData>
export type RoomSocket = Socket<FromBrowser, FromServer, Record<string, never>, ConnectionData>

export const connectionData = (actor: Actor, tokenHash: string): ConnectionData => ({
  actor, tokenHash, rooms: new Map(), topics: new Set(), media: new Map(), lines: new Map(),
  rates: { durable: tokenBucket(40, 10), volatile: tokenBucket(40, 30), enter: tokenBucket(30, 2), media: tokenBucket(200, 30), line: tokenBucket(2, 0.5), texts: tokenBucket(60, 15) },
  flood: tokenBucket(600, 100),
  heardAt: Date.now(), owed: 0,
})

/** Socket.IO rooms, named so that no topic a browser asks for can collide with them. */
export const channel = {
  room: (conferenceId: string) => `room/${conferenceId}`,
  media: (conferenceId: string) => `media/${conferenceId}`,
  topic: (topic: string) => `topic/${topic}`,
  signIn: (tokenHash: string) => `sign-in/${tokenHash}`,
  person: (personId: string) => `person/${personId}`,
}
