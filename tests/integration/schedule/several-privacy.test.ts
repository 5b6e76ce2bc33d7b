import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { onEvent, settled } from '~/domain/audit/relay.server'
import type { Actor } from '~/domain/audit/actor'
import { closeNotFollowed } from '~/domain/consults/close-consult.server'
import { canSee } from '~/domain/consults/queries.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { conferencePage } from '~/domain/rooms/conference-page.server'
import { enterRoom } from '~/domain/rooms/enter-room.server'
import { currentState, missedSince } from '~/domain/rooms/live-rooms.server'
import { roomPage } from '~/domain/rooms/queries.server'
import { giveOpinion, setField } from '~/domain/rooms/talk-commands.server'
import { arrangeConference, draftConference } from '~/domain/schedule/arrange-conference.server'
import { agendaList } from '~/domain/schedule/agenda-list.server'
import { makeFeed, readFeed } from '~/domain/schedule/calendar-feed.server'
import { calendarPage } from '~/domain/schedule/calendar-page.server'
import { conferenceFile } from '~/domain/schedule/conference-file.server'
import { endWithdrawn } from '~/domain/schedule/end-withdrawn.server'
import { postponeItem } from '~/domain/schedule/postpone-item.server'
import { conferencesOf } from '~/domain/schedule/queries.server'
import { recordNotHeld } from '~/domain/schedule/record-not-held.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { dayOf } from '~/platform/dates'
import { inHours, listenForInvitations } from './an-invitation'
import { lineFor, threeConsults, type Asked, type Several } from './several-consults'

const day = 24 * 60 * 60_000
let world: Several
let one: Asked
let two: Asked
let stop: () => Promise<void>
beforeAll(async () => {
  stop = await listenForInvitations()
  onEvent('consult.withdraw', 'conferences of what was withdrawn', endWithdrawn)
})
afterAll(async () => { await stop() })
beforeEach(async () => {
  world = await threeConsults()
  const [first, second] = world.asked
  if (!first || !second) throw new Error('three consults were made')
  ;[one, two] = [first, second]
})
afterEach(resetClock)

const planned = (more: object = {}) => arrangeConference(world.coordinator, {
  consultIds: [one.consultId, two.consultId], lengths: [30, 45], when: 'later', startsAt: inHours(72), minutes: 90, chairId: world.chair.personId, scribeId: world.coordinator.personId, specialistIds: [world.specialist.personId], observerIds: [world.observer.personId], ...more,
})
const sees = (actor: Actor, { consultId }: Asked) => canSee(actor, consultId)
const codeOf = async ({ consultId }: Asked) => (await db.consult.findUniqueOrThrow({ where: { id: consultId } })).code ?? '?'
/** As the coordinators of a hospital have it, from the day on which their consult was sent. */
async function districtSees({ consultId, requestingId }: Asked): Promise<void> {
  await db.consultAccess.create({ data: { id: crypto.randomUUID(), consultId, hospitalId: requestingId, role: 'coordinator', kind: 'coordinator', deidentified: false, validFrom: new Date(), basis: 'test' } })
}

test('who looked on, and who presented another consult, see nothing of it 30 days after it was closed, as the side that answered', async () => {
  await planned()
  await districtSees(one)
  await db.consult.update({ where: { id: one.consultId }, data: { state: 'following' } })
  await closeNotFollowed(one.districtCoordinator, { consultId: one.consultId, note: 'Không liên lạc được với gia đình' })
  const others = [world.observer, two.doctor, world.chair, world.specialist]
  for (const actor of others) expect(await sees(actor, one), actor.fullName).toBe(true)
  moveClock(31 * day)
  for (const actor of others) expect(await sees(actor, one), actor.fullName).toBe(false)
  for (const actor of others) expect(await sees(actor, two), actor.fullName).toBe(true)
  expect(await sees(one.doctor, one)).toBe(true)
})

test('a consult that was withdrawn from several is looked on for a day at most', async () => {
  await planned()
  await withdrawConsult(one.doctor, { consultId: one.consultId, note: 'Bệnh nhân đã chuyển viện' })
  await settled()
  moveClock(2 * day)
  for (const actor of [world.observer, two.doctor]) expect([await sees(actor, one), await sees(actor, two)], actor.fullName).toEqual([false, true])
  expect(await sees(world.chair, one)).toBe(true)
})

test('a hospital whose consult is one of several learns the codes of no other: not on its calendar, in no file, not beside its record', async () => {
  const { conferenceId } = await planned()
  await districtSees(one)
  const [own, other] = [await codeOf(one), await codeOf(two)]
  const { startsAt } = await db.conference.findUniqueOrThrow({ where: { id: conferenceId } })
  const entries = (await calendarPage(one.districtCoordinator, { day: dayOf(startsAt), week: null, whose: 'all' })).entries
  expect(entries).toMatchObject([{ id: conferenceId, codes: [own] }])
  const { body, name } = await conferenceFile(one.districtCoordinator, conferenceId)
  expect(body).toContain(own)
  expect(`${name} ${body}`.replace(/\r\n /g, '')).not.toContain(other)
  const lines = JSON.stringify(await conferencesOf(one.consultId))
  expect(lines).toContain(conferenceId)
  for (const secret of [other, two.consultId]) expect(lines).not.toContain(secret)
  expect((await calendarPage(world.observer, { day: dayOf(startsAt), week: null, whose: null })).entries).toMatchObject([{ codes: [own, other] }])
})

test('a closed room is read by whoever may still read every consult it dealt with', async () => {
  const { conferenceId } = await planned({ when: 'now' })
  await db.room.update({ where: { conferenceId }, data: { closedAt: new Date() } })
  await db.agendaItem.updateMany({ where: { conferenceId }, data: { state: 'done' } })
  expect(await enterRoom(world.observer, conferenceId)).toMatchObject({ open: false })
  await db.consultAccess.updateMany({ where: { consultId: one.consultId, personId: world.observer.personId }, data: { validUntil: new Date() } })
  await expect(enterRoom(world.observer, conferenceId)).rejects.toMatchObject({ status: 404 })
  expect(await enterRoom(world.chair, conferenceId)).toMatchObject({ open: false })
})

test('what was written beside a consult that was put off is for those who know the patient; where to, once it is planned', async () => {
  const { conferenceId } = await planned()
  const { conferenceId: later } = await draftConference(world.coordinator, { consultIds: [], when: 'later', startsAt: inHours(100), minutes: 90, chairId: world.chair.personId, scribeId: world.coordinator.personId, specialistIds: [] })
  const itemId = await lineFor(conferenceId, one.consultId)
  await postponeItem(world.coordinator, { conferenceId, itemId, toConferenceId: later, reason: 'Bệnh nhân Phùng Văn Định đang mổ' })
  const lineOf = async (actor: Actor) => (await agendaList(actor, conferenceId)).lines.find(({ id }) => id === itemId)
  expect(await lineOf(world.observer)).toMatchObject({ state: 'moved', reason: '', movedTo: null })
  expect(await lineOf(world.chair)).toMatchObject({ reason: 'Bệnh nhân Phùng Văn Định đang mổ' })
  for (const [state, movedTo] of [['awaitingApproval', null], ['refused', null], ['planned', inHours(100).toISOString()]] as const) {
    await db.conference.update({ where: { id: later }, data: { state } })
    expect((await lineOf(world.chair))?.movedTo?.slice(0, 13) ?? null, state).toBe(movedTo && movedTo.slice(0, 13))
  }
  await db.conference.update({ where: { id: conferenceId }, data: { reason: 'Gia đình bà Định từ chối' } })
  expect([(await conferencePage(world.chair, conferenceId)).conference.reason, (await conferencePage(world.observer, conferenceId)).conference.reason]).toEqual(['Gia đình bà Định từ chối', ''])
})

test('a scribe of the hospital that asks neither sees nor chooses what else the other one plans', async () => {
  const plans = { when: 'later' as const, minutes: 90, chairId: world.chair.personId, scribeId: world.coordinator.personId, specialistIds: [] }
  const { conferenceId: later } = await draftConference(world.coordinator, { ...plans, consultIds: [], startsAt: inHours(100), title: 'Giao ban nội bộ' })
  const { conferenceId } = await planned({ when: 'now', consultIds: [one.consultId], lengths: [30], scribeId: one.doctor.personId, specialistIds: [], observerIds: [] })
  expect((await roomPage(one.doctor, conferenceId))?.later).toEqual([])
  expect((await roomPage(world.chair, conferenceId))?.later).toMatchObject([{ id: later, title: 'Giao ban nội bộ' }])
  await expect(postponeItem(one.doctor, { conferenceId, itemId: await lineFor(conferenceId, one.consultId), toConferenceId: later, reason: 'Chờ kết quả chụp' })).rejects.toMatchObject({ status: 404 })
})

test('a draft that is called off leaves nothing with those who were to sit in it, nor beside the records of its consults', async () => {
  const { conferenceId } = await draftConference(world.coordinator, {
    consultIds: [one.consultId, two.consultId], lengths: [30, 45], when: 'later', startsAt: inHours(72), minutes: 90, chairId: world.chair.personId, scribeId: world.coordinator.personId, specialistIds: [world.specialist.personId],
  })
  const { startsAt } = await db.conference.findUniqueOrThrow({ where: { id: conferenceId } })
  await recordNotHeld(world.coordinator, { conferenceId, reason: 'Chuyên gia nghỉ phép' })
  for (const actor of [world.chair, world.specialist, one.doctor]) {
    expect((await calendarPage(actor, { day: dayOf(startsAt), week: null, whose: null })).entries, actor.fullName).toEqual([])
    const { address } = await makeFeed(actor)
    expect((await readFeed(/([\w-]{22})\.ics$/.exec(address)?.[1] ?? ''))?.body, actor.fullName).not.toContain(await codeOf(one))
    await expect(agendaList(actor, conferenceId), actor.fullName).rejects.toMatchObject({ status: 404 })
  }
  expect(await conferencesOf(one.consultId)).toEqual([])
  expect(await agendaList(world.coordinator, conferenceId)).toMatchObject({ lines: [{ state: 'dropped' }, { state: 'dropped' }] })
})

test('of a consult that has left the open room nothing that was said of it reaches who comes in or comes back', async () => {
  const { conferenceId } = await planned({ when: 'now' })
  const item = await lineFor(conferenceId, one.consultId)
  const question = { conferenceId, item, number: 1 }
  await giveOpinion(world.chair, { ...question, cmdId: crypto.randomUUID(), stance: 'adds', text: 'Bác Định nên mổ' })
  await giveOpinion(world.chair, { ...question, item: await lineFor(conferenceId, two.consultId), cmdId: crypto.randomUUID(), stance: 'adds', text: 'Ca hai theo dõi' })
  await setField(world.chair, { conferenceId, item, cmdId: crypto.randomUUID(), name: 'settled:1', value: 'concluded', baseVersion: 0 })
  const told = async (lastSeq: number) => JSON.stringify(await missedSince(conferenceId, lastSeq))
  expect(await told(0)).toContain('Bác Định')
  await postponeItem(world.coordinator, { conferenceId, itemId: item, toConferenceId: '', reason: 'Chờ kết quả chụp' })
  const { seq } = await currentState(conferenceId)
  for (let lastSeq = 0; lastSeq <= seq; lastSeq++) expect(await told(lastSeq), String(lastSeq)).not.toMatch(/Bác Định|settled:1/)
  expect(await told(0)).toContain('Ca hai theo dõi')
  expect((await currentState(conferenceId)).items[item]).toMatchObject({ step: 'moved', opinions: {} })
})
