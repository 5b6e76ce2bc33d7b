import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settled } from '~/domain/audit/relay.server'
import { endMembership } from '~/domain/people/end-membership.server'
import { endSignIn } from '~/domain/people/end-sign-in.server'
import { currentState } from '~/domain/rooms/live-rooms.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { aPerson, aSignIn, anOpenConference } from '../rooms/a-conference'
import { aBrowser, aServer, connected, happens, origin, tell, until } from './a-server'

let server: Awaited<ReturnType<typeof aServer>>
let world: Awaited<ReturnType<typeof anOpenConference>>
beforeAll(async () => {
  world = await anOpenConference()
  server = await aServer()
})
afterAll(() => server.close())
const join = { get room() { return { conferenceId: world.conferenceId, lastSeq: 0 } } }

describe('who gets in', () => {
  test('no sign-in, an invented one and a foreign page are refused', async () => {
    for (const cookie of ['', '__Host-phien=invented']) {
      expect((await happens<Error>(aBrowser(server.url, cookie), 'connect_error')).message).toBe('signedOut')
    }
    const { cookie } = await aSignIn(world.doctor)
    for (const transports of [['websocket'], ['polling']]) {
      const foreign = aBrowser(server.url, cookie, { transports, reconnection: false, extraHeaders: { cookie, origin: 'https://evil.example' } })
      await happens<Error>(foreign, 'connect_error')
      expect(foreign.connected).toBe(false)
    }
    const own = aBrowser(server.url, cookie, { transports: ['polling'], extraHeaders: { cookie, origin: origin() } })
    await happens(own, 'connect')
    // A browser names no origin when it asks its own site; the metadata says whose page it was.
    const asBrowsersDo = (site: string) => aBrowser(server.url, cookie, { transports: ['polling'], reconnection: false, extraHeaders: { cookie, 'sec-fetch-site': site } })
    await happens(asBrowsersDo('same-origin'), 'connect')
    await happens(asBrowsersDo('cross-site'), 'connect_error')
  })

  test('a sign-in that is ended closes its connections within a second, others stay', async () => {
    const ended = await connected(server.url, world.doctor)
    const stays = await connected(server.url, world.doctor)
    const gone = happens<string>(ended.socket, 'disconnect', 1_000)
    await endSignIn(world.doctor, { handle: ended.tokenHash })
    expect(await gone).toBe('io server disconnect')
    expect(stays.socket.connected).toBe(true)
  })

  test('a sign-in that ends while its connection is let in is let in nowhere', async () => {
    const [leaves, loses] = [await aPerson(world.supportingId, ['specialist'], 'Hà Quang Tuyển'), await aPerson(world.supportingId, ['specialist'], 'Đinh Công Thắng')]
    const signIns = new Map(await Promise.all([leaves, loses].map(async (one) => [one.personId, await aSignIn(one)] as const)))
    // After the sign-in was read, before the connection stands.
    server.io.use((socket, next) => {
      const { actor, tokenHash } = socket.data as { actor: { personId: string }; tokenHash: string }
      const ends = actor.personId === leaves.personId ? endSignIn(leaves, { handle: tokenHash }) : actor.personId === loses.personId ? endMembership(null, { membershipId: loses.membershipId }) : undefined
      void Promise.resolve(ends).then(settled).then(() => next())
    })
    for (const { personId } of [leaves, loses]) {
      expect(await happens<string>(aBrowser(server.url, signIns.get(personId)?.cookie ?? '', { reconnection: false }), 'disconnect', 2_000)).toBe('io server disconnect')
    }
  })

  test('a membership that ends closes that person’s connections', async () => {
    const person = await aPerson(world.supportingId, ['specialist'], 'Hà Quang Tuyển')
    const { socket } = await connected(server.url, person)
    const gone = happens<string>(socket, 'disconnect', 2_000)
    await endMembership(null, { membershipId: person.membershipId })
    await gone
  })

  test('a topic is told only to those who may see it', async () => {
    const [member, stranger] = [await connected(server.url, world.doctor), await connected(server.url, world.stranger)]
    const topics = [`consult:${world.consultId}`, `conference:${world.conferenceId}`, `hospital:${world.requestingId}`, `person:${world.doctor.personId}`]
    expect(await tell(member.socket, 'watch', topics)).toEqual({ ok: true, refused: [] })
    expect(await tell(stranger.socket, 'watch', [...topics, 'consult:x', `person:${'a'.repeat(36)}`, 'room/secret'])).toMatchObject({ ok: true, refused: { length: 7 } })
    const heard = happens<{ topics: string[] }>(member.socket, 'changed')
    const { transact } = await import('~/domain/audit/transact.server')
    let overheard = false
    stranger.socket.on('changed', () => { overheard = true })
    await transact(world.doctor, async (_tx, record) => record({ name: 'test.happened', subject: 'consult', subjectId: world.consultId, audience: [`consult:${world.consultId}`, `person:${world.chair.personId}`] }))
    expect((await heard).topics).toEqual([`consult:${world.consultId}`])
    expect(overheard).toBe(false)
  })
})

describe('what a message may do', () => {
  test('a room is for its members; without joining nothing is heard', async () => {
    const { socket } = await connected(server.url, world.stranger)
    expect(await tell(socket, 'room:join', join.room)).toEqual({ ok: false, problem: 'rooms:problem.notMember' })
    expect(await tell(socket, 'room:say', { conferenceId: world.conferenceId, cmdId: newId(), text: 'xin chào' })).toEqual({ ok: false, problem: 'rooms:problem.notMember' })
    expect(await tell(socket, 'media:enter', { conferenceId: world.conferenceId })).toMatchObject({ ok: false })
  })

  test('the name on a line is the one of the sign-in, whatever the message claims', async () => {
    const { socket } = await connected(server.url, world.doctor)
    await tell(socket, 'room:join', join.room)
    const forged = { conferenceId: world.conferenceId, cmdId: newId(), text: 'tôi là chủ tọa', personId: world.chair.personId }
    expect(await tell(socket, 'room:say', forged)).toEqual({ ok: false, problem: 'rooms:problem.shape' })
    const { personId: _forged, ...honest } = forged
    expect(await tell(socket, 'room:say', honest)).toMatchObject({ ok: true })
    expect((await currentState(world.conferenceId)).chat.at(-1)?.personId).toBe(world.doctor.personId)
  })

  test('unknown events and wrong shapes are answered and end nothing', async () => {
    const { socket } = await connected(server.url, world.doctor)
    expect(await tell(socket, 'room:delete', {})).toEqual({ ok: false, problem: 'rooms:problem.unknownEvent' })
    for (const input of [null, 'x', 7, [], { conferenceId: 'x' }, { conferenceId: world.conferenceId, lastSeq: -1 }, { conferenceId: world.conferenceId, lastSeq: 1e99 }]) {
      expect(await tell(socket, 'room:join', input)).toEqual({ ok: false, problem: 'rooms:problem.shape' })
    }
    const say = (text: unknown) => tell(socket, 'room:say', { conferenceId: world.conferenceId, cmdId: newId(), text })
    for (const text of ['', '   ', 'a\0b', 'x'.repeat(2_001), 'ba\ufffd', { text: 'x' }]) expect(await say(text)).toEqual({ ok: false, problem: 'rooms:problem.shape' })
    expect(socket.connected).toBe(true)
  })

  test('1 MB of text ends that connection only; the room goes on', async () => {
    const [loud, quiet] = [await connected(server.url, world.doctor), await connected(server.url, world.chair)]
    await tell(quiet.socket, 'room:join', join.room)
    const before = await db.roomEntry.count()
    const gone = happens(loud.socket, 'disconnect')
    loud.socket.emit('room:say', { conferenceId: world.conferenceId, cmdId: newId(), text: 'x'.repeat(1_000_000) }, () => undefined)
    await gone
    expect(await tell(quiet.socket, 'room:say', { conferenceId: world.conferenceId, cmdId: newId(), text: 'còn nghe không' })).toMatchObject({ ok: true })
    expect(await db.roomEntry.count({ where: { kind: 'chat' } })).toBeLessThanOrEqual(before + 1)
  })

  test('too fast is told to slow down, a flood is cut off', async () => {
    const { socket } = await connected(server.url, world.doctor)
    await tell(socket, 'room:join', join.room)
    const replies = await Promise.all(Array.from({ length: 60 }, () => tell(socket, 'room:raise-hand', { conferenceId: world.conferenceId, cmdId: newId(), raised: false })))
    expect(replies.filter((reply) => reply.ok).length).toBeGreaterThanOrEqual(40)
    expect(replies.find((reply) => !reply.ok)).toEqual({ ok: false, problem: 'rooms:problem.tooFast', again: true })
    const gone = happens(socket, 'disconnect')
    for (let n = 0; n < 2_000; n++) socket.emit('room:point', { conferenceId: world.conferenceId, fileId: newId(), page: 1, x: 0, y: 0 })
    await gone
  })

  test('an old number gets what is missing; a command told twice stands once', async () => {
    const { socket } = await connected(server.url, world.doctor)
    const joined = await tell(socket, 'room:join', join.room)
    const command = { conferenceId: world.conferenceId, cmdId: newId(), text: 'lát 18' }
    const first = await tell(socket, 'room:say', command)
    expect(await tell(socket, 'room:say', command)).toEqual(first)
    const { entries } = await tell(socket, 'room:join', { ...join.room, lastSeq: joined.seq }) as { entries: { cmdId: string }[] }
    expect(entries.filter(({ cmdId }) => cmdId === command.cmdId)).toHaveLength(1)
    const beyond = await tell(socket, 'room:join', { ...join.room, lastSeq: 1_000_000 })
    expect(beyond).toMatchObject({ ok: true, state: { seq: beyond.seq } })
  })

  test('two people hear each other, coming and lost lines included', async () => {
    const chair = await connected(server.url, world.chair)
    await tell(chair.socket, 'room:join', join.room)
    const doctor = await connected(server.url, world.doctor)
    await tell(doctor.socket, 'room:join', join.room)
    const heard = happens<{ entries: { kind: string; personId: string }[] }>(chair.socket, 'room:entries')
    await tell(doctor.socket, 'room:raise-hand', { conferenceId: world.conferenceId, cmdId: newId(), raised: true })
    expect((await heard).entries).toMatchObject([{ kind: 'hand', personId: world.doctor.personId }])
    const presence = async () => (await currentState(world.conferenceId)).people[world.doctor.personId]?.state
    await until(presence, (state) => state === 'here')
    const others = [...server.io.sockets.sockets.values()].filter((socket) => socket.data.actor.personId === world.doctor.personId)
    others.forEach((socket) => socket.disconnect(true))
    await until(presence, (state) => state === 'lost')
    const back = await connected(server.url, world.doctor)
    await tell(back.socket, 'room:join', join.room)
    await until(presence, (state) => state === 'here')
    await tell(back.socket, 'room:leave', { conferenceId: world.conferenceId })
    await until(presence, (state) => state === 'left')
  })
})
