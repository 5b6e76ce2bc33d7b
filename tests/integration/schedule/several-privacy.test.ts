import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { onEvent, settled } from '~/domain/audit/relay.server'
import type { Actor } from '~/domain/audit/actor'
import { closeNotFollowed } from '~/domain/consults/close-consult.server'
import { canSee } from '~/domain/consults/queries.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { arrangeConference } from '~/domain/schedule/arrange-conference.server'
import { calendarPage } from '~/domain/schedule/calendar-page.server'
import { conferenceFile } from '~/domain/schedule/conference-file.server'
import { endWithdrawn } from '~/domain/schedule/end-withdrawn.server'
import { conferencesOf } from '~/domain/schedule/queries.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { dayOf } from '~/platform/dates'
import { inHours, listenForInvitations } from './an-invitation'
import { threeConsults, type Asked, type Several } from './several-consults'

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
