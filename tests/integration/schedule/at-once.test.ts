import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { onEvent, settled } from '~/domain/audit/relay.server'
import { canSee } from '~/domain/consults/queries.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { admit } from '~/domain/rooms/let-in.server'
import { addConsult } from '~/domain/schedule/add-consult.server'
import { arrangeConference, draftConference } from '~/domain/schedule/arrange-conference.server'
import { endWithdrawn } from '~/domain/schedule/end-withdrawn.server'
import { openConference } from '~/domain/schedule/open-conference.server'
import { dropItem, postponeItem } from '~/domain/schedule/postpone-item.server'
import { publishConference } from '~/domain/schedule/publish-conference.server'
import { recordNotHeld } from '~/domain/schedule/record-not-held.server'
import { askToEnter } from '~/domain/rooms/ask-to-enter.server'
import { closeConference } from '~/domain/rooms/close-conference.server'
import { db } from '~/platform/database/database.server'
import { aPerson } from '../rooms/a-conference'
import { settle } from '../rooms/settle'
import { inHours, listenForInvitations } from './an-invitation'
import { lineFor, threeConsults, type Asked, type Several } from './several-consults'

let world: Several
let one: Asked
let two: Asked
let three: Asked
let stop: () => Promise<void>
beforeAll(async () => {
  stop = await listenForInvitations()
  onEvent('consult.withdraw', 'conferences of what was withdrawn', endWithdrawn)
})
afterAll(async () => { await stop() })
beforeEach(async () => {
  world = await threeConsults()
  const [first, second, third] = world.asked
  if (!first || !second || !third) throw new Error('three consults were made')
  ;[one, two, three] = [first, second, third]
})
const plan = (asked: Asked[], hours = 72) => ({
  consultIds: asked.map(({ consultId }) => consultId), lengths: asked.map(() => 30), when: 'later' as const, startsAt: inHours(hours), minutes: 90,
  chairId: world.chair.personId, scribeId: world.coordinator.personId, specialistIds: [world.specialist.personId],
})
const stateOf = async ({ consultId }: Asked) => (await db.consult.findUniqueOrThrow({ where: { id: consultId } })).state
const conferenceOf = (id: string) => db.conference.findUniqueOrThrow({ where: { id }, include: { agenda: { orderBy: { position: 'asc' } }, members: true, bookings: { where: { releasedAt: null } } } })
const reason = 'Chuyên gia phải mổ cấp cứu'

/** Carries them out in this order although all had begun: each waits for the conference's row, which somebody else holds meanwhile. */
async function inARow(conferenceId: string, ...verbs: (() => Promise<unknown>)[]): Promise<PromiseSettledResult<unknown>[]> {
  const waiting = async () => (await db.$queryRaw<{ n: number }[]>`select count(*)::int as "n" from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)[0]?.n ?? 0
  const begun: Promise<unknown>[] = []
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`select 1 from "Conference" where "id" = ${conferenceId}::uuid for update`
    for (const [index, verb] of verbs.entries()) {
      const running = verb()
      running.catch(() => undefined)
      begun.push(running)
      await vi.waitFor(async () => expect(await waiting()).toBe(index + 1), { timeout: 5_000, interval: 20 })
    }
  }, { timeout: 15_000 })
  return Promise.allSettled(begun)
}

describe('a conference that changes while it ends', () => {
  test('called off while a consult comes onto it: that one waits nowhere either', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan([one, two]))
    await inARow(conferenceId, () => addConsult(world.coordinator, { conferenceId, consultId: three.consultId, minutes: 30 }), () => recordNotHeld(world.chair, { conferenceId, reason }))
    expect([await stateOf(one), await stateOf(three), (await conferenceOf(conferenceId)).agenda.map(({ state }) => state)]).toEqual(['accepted', 'accepted', ['dropped', 'dropped', 'dropped']])
  })

  test('called off while a consult goes to another: there it stays scheduled', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan([one, two]))
    const { conferenceId: later } = await arrangeConference(world.coordinator, plan([three], 120))
    const itemId = await lineFor(conferenceId, two.consultId)
    await inARow(conferenceId, () => postponeItem(world.coordinator, { conferenceId, itemId, toConferenceId: later, reason }), () => recordNotHeld(world.chair, { conferenceId, reason }))
    expect([await stateOf(one), await stateOf(two)]).toEqual(['accepted', 'scheduled'])
    await openConference(world.chair, { conferenceId: later })
    expect(await stateOf(two)).toBe('inConference')
  })

  test('closed while a consult is put off: the others have their minutes', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan([one, two]))
    await openConference(world.chair, { conferenceId })
    const itemId = await lineFor(conferenceId, one.consultId)
    for (const number of [1, 2]) await settle(world.chair, { conferenceId, itemId }, number, 'Mổ trong ngày')
    const off = await lineFor(conferenceId, two.consultId)
    const ends = await inARow(conferenceId, () => postponeItem(world.chair, { conferenceId, itemId: off, reason }), () => closeConference(world.chair, { conferenceId }))
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    expect([await stateOf(one), await stateOf(two), await db.minutes.count({ where: { conferenceId } })]).toEqual(['awaitingMinutes', 'accepted', 1])
  })

  test('published while one more comes onto the draft, or one goes: all of what is on it is scheduled, nothing else', async () => {
    const { conferenceId } = await draftConference(world.coordinator, plan([one, two]))
    const ends = await inARow(conferenceId,
      () => addConsult(world.coordinator, { conferenceId, consultId: three.consultId, minutes: 30 }),
      async () => dropItem(world.coordinator, { conferenceId, itemId: await lineFor(conferenceId, one.consultId), reason }),
      () => publishConference(world.coordinator, { conferenceId }))
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
    expect([await stateOf(one), await stateOf(two), await stateOf(three)]).toEqual(['accepted', 'scheduled', 'scheduled'])
    await openConference(world.chair, { conferenceId })
  })

  test('somebody is let in while a consult leaves and one comes: they see what is on the agenda, and nothing else', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan([one, two]))
    const guest = await aPerson(one.requestingId, ['treatingDoctor'], 'Nguyễn Thị Hạnh')
    await askToEnter(guest, { conferenceId, note: '' })
    const { id: requestId } = await db.entryRequest.findFirstOrThrow({ where: { conferenceId } })
    const itemId = await lineFor(conferenceId, two.consultId)
    await inARow(conferenceId, () => dropItem(world.coordinator, { conferenceId, itemId, reason }), () => addConsult(world.coordinator, { conferenceId, consultId: three.consultId, minutes: 30 }), () => admit(world.chair, { conferenceId, requestId }))
    expect(await Promise.all([one, two, three].map(({ consultId }) => canSee(guest, consultId)))).toEqual([true, false, true])
  })

  test('a consult answered while it was on a draft waits for no conference when it leaves that', async () => {
    const { conferenceId } = await draftConference(world.coordinator, plan([one, two]))
    await db.consult.update({ where: { id: two.consultId }, data: { state: 'answered' } })
    for (const asked of [one, two]) await postponeItem(world.coordinator, { conferenceId, itemId: await lineFor(conferenceId, asked.consultId), toConferenceId: '', reason })
    expect(await db.backlogEntry.findMany({ where: { takenAt: null, consultId: { in: [one.consultId, two.consultId] } }, select: { consultId: true } })).toEqual([{ consultId: one.consultId }])
  })

  test('all its consults are withdrawn at once: it is not held', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan([one, two]))
    await inARow(conferenceId, ...[one, two].map((asked) => async () => {
      await withdrawConsult(asked.doctor, { consultId: asked.consultId, note: 'Gia đình xin chuyển viện' })
      await settled()
    }))
    await settled()
    expect(await conferenceOf(conferenceId)).toMatchObject({ state: 'notHeld', bookings: [] })
  })

  test('a draft whose consult is withdrawn keeps nobody who was there only for that', async () => {
    const { conferenceId } = await draftConference(world.coordinator, plan([one, two]))
    await withdrawConsult(two.doctor, { consultId: two.consultId, note: 'Gia đình xin chuyển viện' })
    await settled()
    const { members, bookings } = await conferenceOf(conferenceId)
    expect([members, bookings].map((rows) => rows.some(({ personId }) => personId === two.doctor.personId))).toEqual([false, false])
    expect(members).toHaveLength(4)
  })
})
