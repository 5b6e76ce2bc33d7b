import type { Server } from 'socket.io'
import { onEvent, type Event } from '~/domain/audit/relay.server'
import { onWritten, tellWritten } from '~/domain/rooms/append.server'
import { enterRoom } from '~/domain/rooms/enter-room.server'
import { keepFresh, roomsOf, unseenEntries } from '~/domain/rooms/live-rooms.server'
import { actorOf, touchFromRoom } from '~/domain/people/session.server'
import { env } from '~/platform/env.server'
import { socketAllowed } from '~/platform/http/guard'
import { log } from '~/platform/log.server'
import { guardMessages } from './answer.server'
import { endStuck } from './backlog.server'
import { channel, connectionData, type RoomServer, type RoomSocket } from './connection.server'
import { handleLines, sweepLines } from './line-handlers.server'
import { handleMedia } from './media-handlers.server'
import { closeMedia } from './media-places.server'
import { handleMinutes } from './minutes-handlers.server'
import { renewLease, sweepPresence, takeUpRooms } from './presence.server'
import { handleRoom, leave } from './room-handlers.server'
import { justChanged, keepChanged } from './just-changed'
import { shareParts } from './shared-part'
import { tokenBucket } from './token-bucket'
import { dropTopicsNoLongerSeen, leaveWaiting, watchTopics } from './watch-topics.server'

const minute = 60_000
const connectionsPerPerson = 20
/** Connections one person may open one after the other: whoever was cut off for a flood does not begin anew at once. */
const admissions = new Map<string, { take: () => boolean }>()
/** Their verbs write into a room, or close it, inside their own transaction. */
const endsRoom = new Set(['conference.notHeld', 'conference.callEnded', 'conference.itemMoved', 'conference.itemDropped'])
const endsRights = new Set(['consult.withdraw', 'consult.withdrawConsent'])
const held = globalThis as typeof globalThis & { chiEmGatewayClocks?: NodeJS.Timeout[] }
const known = new Set([
  'watch', 'room:join', 'room:leave', 'room:say', 'room:raise-hand', 'room:lower-hand', 'room:move-to', 'room:writing', 'room:point',
  'room:mute', 'room:unmute', 'room:microphones', 'room:mark', 'room:unmark', 'room:present', 'room:show', 'room:look',
  'room:field', 'room:opinion', 'room:poll', 'room:order-hand', 'room:floor', 'room:lead', 'room:ask-help', 'room:take-help',
  'media:enter', 'media:leave', 'media:camera', 'media:line', 'media:signal', 'minutes:sync', 'minutes:update', 'minutes:writing',
])

/** Puts the product behind a Socket.IO server. Returns what stops its clocks. */
export function attachSockets(server: Server): () => void {
  // Whoever opened the port need not know the contract.
  const io = server as unknown as RoomServer
  shareParts(io)
  io.use((socket, next) => void admit(io, socket).then(next, () => next(new Error('unavailable'))))
  io.on('connection', (socket) => receive(io, socket))
  onWritten((conferenceId, entries) => {
    keepFresh(conferenceId, entries)
    io.to(channel.room(conferenceId)).emit('room:entries', { conferenceId, entries })
    endStuck(io, io.of('/').adapter.rooms.get(channel.room(conferenceId)) ?? [])
    if (entries.some(({ kind }) => kind === 'closed')) closeMedia(io, conferenceId)
  })
  onEvent('*', 'sockets', async (event) => tell(io, event))
  void takeUpRooms().catch((error: unknown) => log.warn({ err: error }, 'open rooms could not be read'))
  // In development this runs again after an edit: the clocks before these end.
  held.chiEmGatewayClocks?.forEach((clock) => clearInterval(clock))
  const clocks = (held.chiEmGatewayClocks = [setInterval(() => sweep(io), 2_000), setInterval(() => void checkAll(io), minute)])
  return () => clocks.forEach((clock) => clearInterval(clock))
}

/** Every two seconds: who is still there, whose line is bad, who takes nothing any more. */
function sweep(io: RoomServer): void {
  for (const { id, data } of io.of('/').sockets.values()) {
    for (const conferenceId of data.rooms.keys()) renewLease(conferenceId, data.actor.personId, id, data.heardAt)
  }
  void sweepPresence()
  sweepLines(io)
  endStuck(io)
}

/** A stranger, a foreign page and a person with too many connections are refused before the first message. */
async function admit(io: RoomServer, socket: RoomSocket): Promise<Error | undefined> {
  const { headers } = socket.handshake
  if (!socketAllowed(headers, env().PUBLIC_URL)) return new Error('foreignOrigin')
  const present = await actorOf(headers)
  if (!present) return new Error('signedOut')
  const { personId } = present.actor
  const admission = admissions.get(personId) ?? tokenBucket(60, 0.5)
  admissions.set(personId, admission)
  if (!admission.take()) return new Error('tooMany')
  socket.data = connectionData(present.actor, present.tokenHash)
  const mine = io.of('/').adapter.rooms.get(channel.person(personId))
  return mine && mine.size >= connectionsPerPerson ? new Error('tooMany') : undefined
}

function receive(io: RoomServer, socket: RoomSocket): void {
  const { actor, tokenHash, rooms } = socket.data
  void socket.join([channel.person(actor.personId), channel.signIn(tokenHash)])
  // What ended after the sign-in was read and before this connection could be found by it.
  if (justChanged(signInOf(tokenHash)) || justChanged(rightsOf(actor.personId))) void checkSome(io, [socket.id])
  socket.conn.on('packet', () => { socket.data.heardAt = Date.now() })
  guardMessages(socket, known)
  watchTopics(socket)
  handleRoom(io, socket)
  handleMedia(io, socket)
  handleLines(socket)
  handleMinutes(socket)
  socket.on('disconnect', () => {
    leaveWaiting(socket)
    for (const conferenceId of [...rooms.keys()]) {
      leave(io, socket, conferenceId, 'lost').catch((error: unknown) => log.warn({ err: error }, 'a lost line could not be written; the sweep will'))
    }
  })
}

// No topic a page may watch is named so.
const signInOf = (tokenHash: string): string => `ended sign-in ${tokenHash}`
const rightsOf = (personId: string): string => `rights of ${personId}`

/** What happened goes to the open pages that watch it; an ended sign-in closes its connections at once. */
async function tell(io: RoomServer, event: Event): Promise<void> {
  if (event.name === 'signIn.ended' && isHash(event.facts)) {
    keepChanged(signInOf(event.facts.tokenHash))
    io.in(channel.signIn(event.facts.tokenHash)).disconnectSockets(true)
  }
  if (event.name.startsWith('membership.') || event.name.startsWith('person.') || event.name === 'password.set') {
    keepChanged(rightsOf(event.subjectId))
    await checkSome(io, [...(io.of('/').adapter.rooms.get(channel.person(event.subjectId)) ?? [])])
  }
  if (endsRoom.has(event.name)) {
    const entries = await unseenEntries(event.subjectId)
    if (entries.length > 0) tellWritten(event.subjectId, entries)
  }
  // Each by itself: who watches a hospital does not learn whose consult it was.
  for (const topic of event.audience) {
    keepChanged(topic)
    io.to(channel.topic(topic)).emit('changed', { topics: [topic] })
  }
  if (event.subject === 'conference' && isPerson(event.facts)) {
    await checkSome(io, [...(io.of('/').adapter.rooms.get(channel.person(event.facts.personId)) ?? [])])
  }
  if (endsRights.has(event.name)) await checkRoomsOf(io, event.subjectId)
}

/** Whoever lost the right to a consult sits in none of its rooms any more, now and not at the next minute; sound and picture end with it. */
async function checkRoomsOf(io: RoomServer, consultId: string): Promise<void> {
  const inside = (await roomsOf(consultId)).flatMap((conferenceId) => [...(io.of('/').adapter.rooms.get(channel.room(conferenceId)) ?? [])])
  await checkSome(io, [...new Set(inside)])
}

const isPerson = (facts: unknown): facts is { personId: string } =>
  typeof facts === 'object' && facts !== null && 'personId' in facts && typeof facts.personId === 'string'

const isHash = (facts: unknown): facts is { tokenHash: string } =>
  typeof facts === 'object' && facts !== null && 'tokenHash' in facts && typeof facts.tokenHash === 'string'

const checkAll = (io: RoomServer): Promise<void> => checkSome(io, [...io.of('/').sockets.keys()])

async function checkSome(io: RoomServer, ids: string[]): Promise<void> {
  for (const id of ids) {
    const socket = io.of('/').sockets.get(id)
    if (socket) await check(io, socket).catch((error: unknown) => log.warn({ err: error }, 'a connection could not be checked'))
  }
}

/** Is the sign-in still good, the membership the same, and may this person still be where they are? */
async function check(io: RoomServer, socket: RoomSocket): Promise<void> {
  const { data } = socket
  const present = await actorOf(socket.handshake.headers)
  if (present?.tokenHash !== data.tokenHash || present.actor.membershipId !== data.actor.membershipId) {
    socket.disconnect(true)
    return
  }
  data.actor = present.actor
  await dropTopicsNoLongerSeen(socket)
  let live = false
  for (const conferenceId of [...data.rooms.keys()]) {
    const room = await enterRoom(data.actor, conferenceId).catch(async (answer: unknown) => {
      // Only a refusal puts somebody out; a database that is away for a moment does not.
      if (!(answer instanceof Response)) throw answer
      await leave(io, socket, conferenceId, 'left')
      socket.emit('room:out', { conferenceId })
      return undefined
    })
    live ||= room?.open ?? false
  }
  // Whoever sits in a live room is at work, even without touching the page; one that has closed is a page like any other.
  if (live) await touchFromRoom(data.tokenHash)
}
