import { beforeAll, describe, expect, test } from 'vitest'
import { append } from '~/domain/rooms/append.server'
import { currentState, entriesAfter, missedSince } from '~/domain/rooms/live-rooms.server'
import { lowerHand, moveTo, raiseHand, say } from '~/domain/rooms/room-commands.server'
import { setField } from '~/domain/rooms/talk-commands.server'
import { fieldVersion, settledOf } from '~/domain/rooms/talk-state'
import { applyEntry, emptyRoom } from '~/domain/rooms/room-state'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { aPerson, anOpenConference } from './a-conference'

type World = Awaited<ReturnType<typeof anOpenConference>>
let world: World
beforeAll(async () => { world = await anOpenConference() })
const to = <T extends object>(more: T) => ({ conferenceId: world.conferenceId, cmdId: newId(), ...more })

describe('durable commands of a room', () => {
  test('chat is in the log once, however often it is told, also at the same time', async () => {
    const command = to({ text: 'Đã giữ 4 đơn vị huyết tương.' })
    const answers = await Promise.all([say(world.doctor, command), say(world.doctor, command), say(world.doctor, command)])
    const again = await say(world.doctor, command)
    expect(new Set([...answers, again].map(({ seq }) => seq)).size).toBe(1)
    expect(await db.roomEntry.count({ where: { cmdId: command.cmdId } })).toBe(1)
  })

  test('many at once get numbers without gaps, in one order for all', async () => {
    await Promise.all(Array.from({ length: 120 }, (_, n) => say(n % 2 ? world.doctor : world.chair, to({ text: `dòng ${n}` }))))
    const entries = await entriesAfter(db, world.conferenceId, 0)
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
    expect(await currentState(world.conferenceId)).toEqual(entries.reduce(applyEntry, emptyRoom))
    expect((await db.room.findUniqueOrThrow({ where: { conferenceId: world.conferenceId } })).lastSeq).toBe(entries.length)
  })

  test('hands stand in the order in which they were raised; only chair and scribe lower another one’s', async () => {
    await raiseHand(world.specialist, to({ raised: true }))
    await raiseHand(world.doctor, to({ raised: true }))
    expect((await currentState(world.conferenceId)).hands.map((hand) => hand.personId)).toEqual([world.specialist.personId, world.doctor.personId])
    await expect(lowerHand(world.doctor, to({ personId: world.specialist.personId }))).rejects.toThrow('rooms:problem.notAllowed')
    await lowerHand(world.chair, to({ personId: world.specialist.personId }))
    await raiseHand(world.doctor, to({ raised: false }))
    expect((await currentState(world.conferenceId)).hands).toEqual([])
  })

  test('chair and scribe lead the steps, others do not; a question that was not asked cannot be led to', async () => {
    await moveTo(world.chair, to({ item: world.itemId, step: 'discussion' as const, question: 2 }))
    expect(await currentState(world.conferenceId)).toMatchObject({ stage: world.itemId, items: { [world.itemId]: { step: 'discussion', question: 2 } } })
    await expect(moveTo(world.doctor, to({ item: world.itemId, step: 'waiting' as const }))).rejects.toThrow('notAllowed')
    await expect(moveTo(world.chair, to({ item: world.itemId, step: 'discussion' as const, question: 9 }))).rejects.toThrow('rooms:problem.question')
  })

  test('of two who settle one question at once one wins and the other is told; nothing is lost', async () => {
    const settled = (value: 'concluded' | 'leftOpen', baseVersion = 0) => to({ item: world.itemId, name: 'settled:1', value, baseVersion })
    const outcomes = await Promise.allSettled([setField(world.chair, settled('concluded')), setField(world.scribe, settled('leftOpen'))])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const version = fieldVersion(await currentState(world.conferenceId), world.itemId, 'settled:1')
    await setField(world.scribe, settled('concluded', version))
    await expect(setField(world.scribe, settled('leftOpen', version))).rejects.toThrow('rooms:problem.stale')
    await expect(setField(world.doctor, settled('leftOpen', version))).rejects.toThrow('notAllowed')
    expect(settledOf(await currentState(world.conferenceId), world.itemId, 1)).toBe('concluded')
  })

  test('who is not a member, or acts for another hospital, gets the answer of a room that does not exist', async () => {
    const outsider = await aPerson(world.supportingId, ['specialist'], 'Người khác')
    for (const actor of [outsider, world.stranger, { ...world.chair, hospitalId: world.requestingId }]) {
      await expect(say(actor, to({ text: 'xin chào' }))).rejects.toBeInstanceOf(Response)
    }
    await expect(say(world.chair, { conferenceId: newId(), cmdId: newId(), text: 'xin chào' })).rejects.toBeInstanceOf(Response)
  })

  test('a process that writes past this one costs a second look, never a number', async () => {
    const next = (await db.room.findUniqueOrThrow({ where: { conferenceId: world.conferenceId } })).lastSeq + 1
    const other = db.$transaction(async (tx) => {
      await tx.$executeRaw`update "Room" set "lastSeq" = ${next} where "conferenceId" = ${world.conferenceId}::uuid`
      await tx.roomEntry.create({ data: { conferenceId: world.conferenceId, seq: next, cmdId: newId(), personId: world.chair.personId, at: new Date(), kind: 'chat', body: { text: 'từ máy khác' } } })
      await new Promise((resolve) => setTimeout(resolve, 150))
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    const { seq } = await say(world.doctor, to({ text: 'từ máy này' }))
    await other
    expect(seq).toBe(next + 1)
    expect((await currentState(world.conferenceId)).chat.slice(-2).map((line) => line.text)).toEqual(['từ máy khác', 'từ máy này'])
  })

  test('from any number on, what is missing; a number from elsewhere or far behind gets the whole state', async () => {
    const whole = await currentState(world.conferenceId)
    expect(await missedSince(world.conferenceId, whole.seq)).toEqual({ seq: whole.seq, entries: [] })
    expect((await missedSince(world.conferenceId, whole.seq - 3)).entries?.map(({ seq }) => seq)).toEqual([whole.seq - 2, whole.seq - 1, whole.seq])
    expect(await missedSince(world.conferenceId, whole.seq + 5)).toEqual({ seq: whole.seq, state: whole })
    for (let n = 0; n < 3; n++) await Promise.all(Array.from({ length: 170 }, () => append(world.conferenceId, { cmdId: newId(), personId: world.chair.personId, kind: 'chat', body: { text: 'x' } })))
    expect((await missedSince(world.conferenceId, 0)).state?.seq).toBe(whole.seq + 510)
  })
})
