import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { currentState } from '~/domain/rooms/live-rooms.server'
import { itemOf } from '~/domain/rooms/room-state'
import { agreementOf, fieldVersion, settledOf } from '~/domain/rooms/talk-state'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import type { Connection } from '~/sockets/connection'
import { aServer, connected, happens, tell } from '../sockets/a-server'
import { aStage } from './a-stage'

let world: Awaited<ReturnType<typeof aStage>>
let server: Awaited<ReturnType<typeof aServer>>
beforeAll(async () => {
  world = await aStage()
  server = await aServer()
})
afterAll(() => server.close())

async function socketOf(actor: Actor): Promise<Connection> {
  const { socket } = await connected(server.url, actor)
  await tell(socket, 'room:join', { conferenceId: world.conferenceId, lastSeq: 0 })
  return socket
}
const to = <T extends object>(more: T) => ({ conferenceId: world.conferenceId, cmdId: newId(), ...more })
const state = () => currentState(world.conferenceId)
const refused = (key: string) => ({ ok: false, problem: `rooms:problem.${key}`, params: {} })
/** Everybody's answer to the same command, each on their own connection. */
const answers = async (event: string, input: object, ...actors: Actor[]) => Promise.all(actors.map(async (actor) => {
  const socket = await socketOf(actor)
  const reply = await tell(socket, event, to(input))
  socket.close()
  return reply.ok === true ? 'ok' : String(reply.problem).replace('rooms:problem.', '')
}))

describe('several consults', () => {
  test('chair, deputy and scribe bring one on stage, and the one before leaves it; nobody else does', async () => {
    expect(await answers('room:move-to', { item: world.secondItemId, step: 'presenting' }, world.deputy, world.presenter, world.specialist, world.observer, world.technician)).toEqual(['ok', 'notAllowed', 'notAllowed', 'notAllowed', 'notAllowed'])
    expect(await answers('room:move-to', { item: world.itemId, step: 'questions', question: 1 }, world.scribe)).toEqual(['ok'])
    const now = await state()
    expect([now.stage, itemOf(now, world.secondItemId).stays.at(-1)?.until]).toEqual([world.itemId, expect.any(String)])
  })

  test('a consult of another conference, one that was postponed, and a question that it does not ask are refused', async () => {
    const other = await aStage()
    const chair = await socketOf(world.chair)
    expect(await tell(chair, 'room:move-to', to({ item: other.itemId, step: 'presenting' }))).toEqual(refused('notOnAgenda'))
    expect(await tell(chair, 'room:opinion', to({ item: other.itemId, number: 1, stance: 'agrees' }))).toEqual(refused('question'))
    expect(await tell(chair, 'room:poll', to({ item: world.itemId, number: 7, open: true }))).toEqual(refused('question'))
    await db.agendaItem.update({ where: { id: other.secondItemId }, data: { state: 'moved' } })
    const { socket } = await connected(server.url, other.chair)
    for (const [event, more] of [['room:move-to', { step: 'presenting' }], ['room:poll', { number: 1, open: true }], ['room:opinion', { number: 1, stance: 'agrees' }], ['room:field', { name: 'settled:1', value: 'concluded', baseVersion: 0 }]] as const) {
      expect(await tell(socket, event, { conferenceId: other.conferenceId, cmdId: newId(), item: other.secondItemId, ...more }), event).toEqual(refused('notOnAgenda'))
    }
  })
})

describe('opinions', () => {
  const opinion = (more: object = {}) => ({ item: world.itemId, number: 1, stance: 'agrees', text: '', ...more })

  test('are for those who advise: observers and technicians have none, but a hand', async () => {
    expect(await answers('room:opinion', opinion(), world.chair, world.deputy, world.scribe, world.doctor, world.specialist, world.presenter, world.observer, world.technician))
      .toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'notAllowed', 'notAllowed'])
    expect(await answers('room:raise-hand', { raised: true }, world.observer)).toEqual(['ok'])
    expect((await state()).hands).toMatchObject([{ personId: world.observer.personId, item: world.itemId }])
  })

  test('a differing one says how; the latest counts; chair and scribe write for others, others do not', async () => {
    expect(await answers('room:opinion', opinion({ stance: 'differs', text: '  ' }), world.specialist)).toEqual(['differsHow'])
    expect(await answers('room:opinion', opinion({ stance: 'differs', text: 'Chụp lại trước khi mổ' }), world.specialist)).toEqual(['ok'])
    expect(await answers('room:opinion', opinion({ stance: 'adds', text: 'Theo dõi INR', of: world.doctor.personId }), world.scribe, world.specialist)).toEqual(['ok', 'notAllowed'])
    expect(await answers('room:opinion', opinion({ of: world.observer.personId }), world.scribe)).toEqual(['opinionOf'])
    expect(await answers('room:opinion', opinion({ of: newId() }), world.scribe)).toEqual(['opinionOf'])
    expect(await answers('room:opinion', opinion({ of: world.doctor.personId }), world.stranger)).toEqual(['notMember'])
    expect(itemOf(await state(), world.itemId).opinions[1]).toMatchObject({
      [world.specialist.personId]: { stance: 'differs', text: 'Chụp lại trước khi mổ', by: world.specialist.personId },
      [world.doctor.personId]: { stance: 'adds', text: 'Theo dõi INR', by: world.scribe.personId },
    })
  })

  test('a poll reaches everybody at once, twice is one', async () => {
    const [chair, specialist] = [await socketOf(world.chair), await socketOf(world.specialist)]
    const heard = happens<{ entries: { kind: string }[] }>(specialist, 'room:entries')
    const asked = to({ item: world.itemId, number: 2, open: true })
    const first = await tell(chair, 'room:poll', asked)
    expect((await heard).entries).toMatchObject([{ kind: 'poll' }])
    expect(await tell(chair, 'room:poll', asked)).toEqual(first)
    expect(await answers('room:poll', { item: world.itemId, number: 2, open: true }, world.deputy, world.specialist, world.observer)).toEqual(['ok', 'notAllowed', 'notAllowed'])
    expect(itemOf(await state(), world.itemId).polls[2]).toMatchObject({ open: true, by: world.chair.personId })
  })
})

describe('typed fields', () => {
  const settle = (value: unknown, baseVersion: number, name: string | null | undefined = 'settled:1') => ({ item: world.itemId, name, value, baseVersion })

  test('of two at once one wins and the other is told; another field is not held up', async () => {
    const [chair, scribe] = [await socketOf(world.chair), await socketOf(world.scribe)]
    const replies = await Promise.all([
      tell(chair, 'room:field', to(settle('concluded', 0))), tell(scribe, 'room:field', to(settle('leftOpen', 0))),
      tell(chair, 'room:field', to(settle('mostly', 0, 'agreement:1'))), tell(scribe, 'room:field', to({ ...settle('concluded', 0), item: world.secondItemId })),
    ])
    expect(replies.map((reply) => reply.ok)).toEqual([...replies.slice(0, 2).map(({ ok }) => ok), true, true])
    expect(replies.filter((reply) => reply.problem === 'rooms:problem.stale')).toHaveLength(1)
    const version = fieldVersion(await state(), world.itemId, 'settled:1')
    expect(await tell(scribe, 'room:field', to(settle(null, version)))).toMatchObject({ ok: true })
    expect(await tell(scribe, 'room:field', to(settle('concluded', version)))).toEqual(refused('stale'))
    const now = await state()
    expect([settledOf(now, world.itemId, 1), settledOf(now, world.secondItemId, 1), agreementOf(now, world.itemId, 1)]).toEqual([null, 'concluded', 'mostly'])
  })

  test('take only what they are for, by those who run the conference', async () => {
    for (const [name, value] of [['settled:1', 'maybe'], ['agreement:1', 'concluded'], ['constructor', null], ['settled', 'concluded'], ['chair', 'x']]) {
      expect(await answers('room:field', settle(value, 0, name), world.chair)).toEqual(['field'])
    }
    expect(await answers('room:field', settle('concluded', 0, 'settled:9'), world.chair)).toEqual(['question'])
    expect(await answers('room:field', settle('concluded', 0, 'settled:2'), world.doctor, world.specialist, world.observer, world.stranger)).toEqual(['notAllowed', 'notAllowed', 'notAllowed', 'notMember'])
  })

  test('who is choosing in a field is told to the others and kept nowhere', async () => {
    const [scribe, chair] = [await socketOf(world.scribe), await socketOf(world.chair)]
    const heard = happens(chair, 'room:writing')
    scribe.emit('room:writing', { conferenceId: world.conferenceId, item: world.itemId, field: 'agreement:1' })
    expect(await heard).toEqual({ conferenceId: world.conferenceId, item: world.itemId, field: 'agreement:1', personId: world.scribe.personId })
  })
})

describe('the floor', () => {
  test('hands are put in order and asked to speak by those who run the conference; two chairs at once do no harm', async () => {
    await answers('room:raise-hand', { raised: true }, world.doctor)
    await answers('room:raise-hand', { raised: true }, world.specialist)
    const order = async () => (await state()).hands.map(({ personId }) => personId)
    expect(await answers('room:order-hand', { personId: world.specialist.personId, before: world.observer.personId }, world.chair, world.deputy, world.doctor)).toEqual(['ok', 'ok', 'notAllowed'])
    expect(await order()).toEqual([world.specialist.personId, world.observer.personId, world.doctor.personId])
    expect(await answers('room:floor', { personId: world.observer.personId }, world.chair, world.scribe, world.specialist)).toEqual(['ok', 'ok', 'notAllowed'])
    expect((await state()).floor?.personId).toBe(world.observer.personId)
    expect(await order()).toEqual([world.specialist.personId, world.doctor.personId])
    expect(await answers('room:floor', { personId: newId() }, world.chair)).toEqual(['floorWho'])
    expect(await answers('room:floor', { personId: null }, world.chair)).toEqual(['ok'])
  })

  test('a call for help is heard by all and taken by a technician or those who run the conference', async () => {
    expect(await answers('room:ask-help', { text: 'Không nghe thấy gì' }, world.doctor)).toEqual(['ok'])
    const call = (await state()).help.at(-1)?.seq ?? 0
    expect(await answers('room:take-help', { call }, world.observer, world.technician)).toEqual(['notAllowed', 'ok'])
    expect((await state()).help.at(-1)).toMatchObject({ personId: world.doctor.personId, takenBy: world.technician.personId })
  })

  test('whoever was taken off the conference gets the answer of a room that does not exist', async () => {
    const socket = await socketOf(world.observer)
    await db.conferenceMember.deleteMany({ where: { conferenceId: world.conferenceId, personId: world.observer.personId } })
    for (const [event, more] of [['room:raise-hand', { raised: true }], ['room:ask-help', { text: 'x' }], ['room:floor', { personId: world.doctor.personId }]] as const) {
      expect(await tell(socket, event, to(more)), event).toMatchObject({ ok: false, problem: 'rooms:problem.notMember' })
    }
  })
})
