import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { onEvent, settled } from '~/domain/audit/relay.server'
import { tellEscalation } from '~/domain/consults/tell-escalation.server'
import { sweepClocks } from '~/domain/consults/sweep-clocks.server'
import { feedbackOf, feedbackPage } from '~/domain/schedule/feedback-page.server'
import { askFeedback, giveFeedback } from '~/domain/schedule/give-feedback.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { anOpenConference, aPerson } from '../rooms/a-conference'
import { kindsOf, listenForInvitations } from './an-invitation'

let stop: () => Promise<void>
beforeAll(async () => {
  stop = await listenForInvitations()
  for (const name of ['conference.closed', 'feedback.given']) onEvent(name, `feedback after ${name}`, askFeedback)
  for (const name of ['consult.reminded', 'consult.escalated']) onEvent(name, `clock notices of ${name}`, tellEscalation)
})
afterAll(async () => { await stop() })
beforeEach(resetClock)
afterEach(resetClock)

const marks = (equipment: number | null, note = '') => ({ equipment, effectiveness: null, content: null, timing: null, significance: null, note })

async function aHeldConference() {
  const world = await anOpenConference()
  await db.conference.update({ where: { id: world.conferenceId }, data: { state: 'awaitingMinutes', closedAt: new Date() } })
  return world
}

test('whoever sat in it answers once and may change it for seven days; nobody else can', async () => {
  const { conferenceId, doctor, stranger } = await aHeldConference()
  await expect(giveFeedback(doctor, { conferenceId, ...marks(null) })).rejects.toMatchObject({ key: 'schedule:problem.noFeedback' })
  await expect(giveFeedback(stranger, { conferenceId, ...marks(5) })).rejects.toMatchObject({ status: 404 })
  await Promise.all([giveFeedback(doctor, { conferenceId, ...marks(5) }), giveFeedback(doctor, { conferenceId, ...marks(5) })])
  await giveFeedback(doctor, { conferenceId, ...marks(3) })
  expect(await db.conferenceFeedback.findMany({ where: { conferenceId } })).toMatchObject([{ personId: doctor.personId, equipment: 3 }])
  moveClock(8 * 24 * 3_600_000)
  await expect(giveFeedback(doctor, { conferenceId, ...marks(1) })).rejects.toMatchObject({ key: 'schedule:problem.feedbackFixed' })
  expect((await feedbackOf(doctor, conferenceId))?.fixed).toBe(true)
  expect(await db.conferenceFeedback.findMany({ where: { conferenceId } })).toMatchObject([{ equipment: 3 }])
})

test('before the room is closed there is nothing to say', async () => {
  const { conferenceId, doctor } = await anOpenConference()
  await expect(giveFeedback(doctor, { conferenceId, ...marks(5) })).rejects.toMatchObject({ status: 404 })
  expect(await feedbackOf(doctor, conferenceId)).toBeNull()
})

test('coordinator and head read it from three answers on, without names; the others only their own', async () => {
  const { conferenceId, doctor, chair, specialist, coordinator, stranger, supportingId } = await aHeldConference()
  const head = await aPerson(supportingId, ['head'], 'Nguyễn Thị Thu Hà')
  for (const [actor, mark] of [[doctor, 5], [chair, 4]] as const) await giveFeedback(actor, { conferenceId, ...marks(mark, 'Tiếng vọng') })
  expect((await feedbackPage(head, conferenceId))).toMatchObject({ results: null, notes: [], answered: 2, give: false })
  await giveFeedback(specialist, { conferenceId, ...marks(4) })
  const page = await feedbackPage(coordinator, conferenceId)
  expect(page.results?.[0]).toEqual({ axis: 'equipment', mean: 4.3, count: 3, spread: [0, 0, 0, 2, 1] })
  expect(page.notes).toEqual(['Tiếng vọng', 'Tiếng vọng'])
  expect(JSON.stringify(page)).not.toContain(doctor.personId)
  expect((await feedbackPage(doctor, conferenceId))).toMatchObject({ read: false, results: null, notes: [], own: { equipment: 5 } })
  await expect(feedbackPage(stranger, conferenceId)).rejects.toMatchObject({ status: 404 })
})

test('asked once without hurry; who has answered is asked no more', async () => {
  const { conferenceId, doctor, chair } = await aHeldConference()
  const event = { id: newId(), at: new Date(), name: 'conference.closed', personId: chair.personId, hospitalId: chair.hospitalId, subject: 'conference', subjectId: conferenceId, fields: [], facts: {}, audience: [] }
  await askFeedback(event as never)
  await askFeedback(event as never)
  for (const actor of [doctor, chair]) expect((await kindsOf(actor)).filter((kind) => kind === 'feedbackAsked')).toHaveLength(1)
  expect(await db.notice.findFirstOrThrow({ where: { personId: doctor.personId, kind: 'feedbackAsked' } })).toMatchObject({ urgent: false, href: `/conferences/${conferenceId}/feedback` })
  await giveFeedback(doctor, { conferenceId, ...marks(5) })
  await settled()
  expect((await db.notice.findFirstOrThrow({ where: { personId: doctor.personId, kind: 'feedbackAsked' } })).settledAt).not.toBeNull()
  expect((await db.notice.findFirstOrThrow({ where: { personId: chair.personId, kind: 'feedbackAsked' } })).settledAt).toBeNull()
})

test('minutes that wait remind those who led it and then tell the coordinator, in words of their own', async () => {
  const { consultId, chair, coordinator } = await anOpenConference()
  const now = new Date()
  await db.consult.update({ where: { id: consultId }, data: { state: 'awaitingMinutes' } })
  await db.consultClock.updateMany({ where: { consultId }, data: { doneAt: now, nextAt: null } })
  await db.consultClock.create({ data: { consultId, kind: 'minutes', startedAt: now, dueAt: new Date(now.getTime() + 86_400_000), nextAt: now } })
  for (let hours = 0; hours < 120; hours += 6) {
    moveClock(6 * 3_600_000)
    await sweepClocks(consultId)
    await settled()
  }
  expect(await kindsOf(chair)).toContain('reminded.minutes')
  expect([...await kindsOf(coordinator), ...await kindsOf(chair)].filter((kind) => kind === 'escalated.minutes' || kind === 'reminded.minutes').length).toBeGreaterThan(1)
})
