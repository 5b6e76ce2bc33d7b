import ICAL from 'ical.js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { acceptInvitation } from '~/domain/schedule/answer-invitation.server'
import { endFeed, feedOf, makeFeed, readFeed } from '~/domain/schedule/calendar-feed.server'
import { calendarPage } from '~/domain/schedule/calendar-page.server'
import { conferenceFile } from '~/domain/schedule/conference-file.server'
import { moveConference } from '~/domain/schedule/move-conference.server'
import { recordNotHeld } from '~/domain/schedule/record-not-held.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { dayOf } from '~/platform/dates'
import { newId } from '~/platform/id'
import { aPlannedConference, inHours, listenForInvitations } from './an-invitation'

let world: Awaited<ReturnType<typeof aPlannedConference>>
let stop: () => Promise<void>
beforeAll(async () => { stop = await listenForInvitations() })
afterAll(async () => { await stop() })
beforeEach(async () => { world = await aPlannedConference() })

const reason = 'Chủ tọa có ca mổ cấp cứu'
const eventsIn = (body: string) => new ICAL.Component(ICAL.parse(body) as never[]).getAllSubcomponents('vevent').map((part) => ({
  uid: part.getFirstPropertyValue('uid'), status: part.getFirstPropertyValue('status'), sequence: part.getFirstPropertyValue('sequence'), startsAt: new ICAL.Event(part).startDate.toJSDate(),
}))
const tokenOf = ({ address }: { address: string }): string => /\/calendar\/([\w-]{22})\.ics$/.exec(address)?.[1] ?? ''

describe('the private feed', () => {
  test('follows every step, and says when nothing changed', async () => {
    const token = tokenOf(await makeFeed(world.chair))
    const uid = `${world.conferenceId}@chi-em`
    const first = await readFeed(token)
    expect(eventsIn(first?.body ?? '')).toEqual([{ uid, status: 'TENTATIVE', sequence: 0, startsAt: world.startsAt }])
    expect(first?.body).not.toMatch(/Phùng|Đau đầu|ATTENDEE/)
    expect((await readFeed(token))?.etag).toBe(first?.etag)
    await acceptInvitation(world.chair, { conferenceId: world.conferenceId, sequence: 0 })
    const second = await readFeed(token)
    expect(eventsIn(second?.body ?? '')).toMatchObject([{ status: 'CONFIRMED' }])
    expect(second?.etag).not.toBe(first?.etag)
    await moveConference(world.coordinator, { conferenceId: world.conferenceId, sequence: 0, startsAt: inHours(96), minutes: 45, reason })
    expect(eventsIn((await readFeed(token))?.body ?? '')).toEqual([{ uid, status: 'TENTATIVE', sequence: 1, startsAt: inHours(96) }])
    await recordNotHeld(world.chair, { conferenceId: world.conferenceId, reason })
    expect(eventsIn((await readFeed(token))?.body ?? '')).toEqual([{ uid, status: 'CANCELLED', sequence: 2, startsAt: inHours(96) }])
  })

  test('a new address ends the old one, and ending it ends it; only the hash is kept', async () => {
    const old = tokenOf(await makeFeed(world.chair))
    const token = tokenOf(await makeFeed({ ...world.chair, commandId: newId() }))
    expect([await readFeed(old), await readFeed('x'.repeat(22)), await readFeed('../etc'), await readFeed('')]).toEqual([null, null, null, null])
    expect(await readFeed(token)).not.toBeNull()
    expect(await feedOf(world.chair)).toMatchObject({ createdAt: expect.any(String) })
    const stored = JSON.stringify([await db.calendarFeed.findMany(), await db.event.findMany({ where: { name: 'feed.made' } }), await db.command.findMany({ where: { personId: world.chair.personId } })])
    expect(stored).not.toContain(token)
    await endFeed(world.chair)
    await endFeed(world.chair)
    expect([await readFeed(token), await feedOf(world.chair)]).toEqual([null, null])
    expect(await db.event.count({ where: { name: 'feed.ended', subjectId: world.chair.personId } })).toBe(1)
  })

  test('holds only one’s own, from 30 days back to 180 ahead, and nothing once one works there no more or is locked', async () => {
    const tokens = { chair: tokenOf(await makeFeed(world.chair)), stranger: tokenOf(await makeFeed(world.stranger)) }
    expect(eventsIn((await readFeed(tokens.stranger))?.body ?? '')).toEqual([])
    try {
      moveClock(world.startsAt.getTime() - Date.now() + 29 * 24 * 3_600_000)
      expect(eventsIn((await readFeed(tokens.chair))?.body ?? '')).toHaveLength(1)
      moveClock(2 * 24 * 3_600_000)
      expect(eventsIn((await readFeed(tokens.chair))?.body ?? '')).toEqual([])
    } finally {
      resetClock()
    }
    await db.person.update({ where: { id: world.chair.personId }, data: { locked: true } })
    expect(await readFeed(tokens.chair)).toBeNull()
    await db.person.update({ where: { id: world.chair.personId }, data: { locked: false } })
    await db.membership.updateMany({ where: { personId: world.chair.personId }, data: { validUntil: new Date('2020-06-01') } })
    expect(await readFeed(tokens.chair)).toBeNull()
  })
})

describe('one conference as a file', () => {
  test('for whoever may open its page, and for nobody else', async () => {
    const { name, body } = await conferenceFile(world.doctor, world.conferenceId)
    expect(name).toMatch(/^hoi-chan-HC-BV-26-\w+\.ics$/)
    expect(eventsIn(body)).toMatchObject([{ uid: `${world.conferenceId}@chi-em` }])
    await expect(conferenceFile(world.stranger, world.conferenceId)).rejects.toBeInstanceOf(Response)
    await expect(conferenceFile(world.chair, newId())).rejects.toBeInstanceOf(Response)
  })
})

describe('the calendar page', () => {
  const asked = (more: object = {}) => ({ day: dayOf(world.startsAt), week: null, whose: null, ...more })
  const idsOf = async (...given: Parameters<typeof calendarPage>) => (await calendarPage(...given)).entries.map(({ id }) => id)

  test('one’s own; for coordinators their hospital’s; nobody else’s', async () => {
    const { conferenceId } = world
    expect((await calendarPage(world.chair, asked())).entries).toMatchObject([{ id: conferenceId, role: 'chair', reply: null, chair: 'BS Đỗ Hoàng Lâm', elsewhere: null, hospitals: ['Bệnh viện Đa khoa Ba Vì', 'Bệnh viện Đa khoa Xanh Pôn'] }])
    expect(await idsOf(world.stranger, asked({ whose: 'all' }))).toEqual([])
    expect(await idsOf(world.specialist, asked({ whose: 'all' }))).toEqual([conferenceId])
    const second = { ...world.coordinator, personId: newId() }
    expect(await idsOf(second, asked())).toEqual([])
    expect(await idsOf(second, asked({ whose: 'all' }))).toEqual([conferenceId])
    // A hospital's list is for its coordinators: who asks without being one gets one's own.
    expect(await idsOf({ ...second, roles: ['specialist'] }, asked({ whose: 'all' }))).toEqual([])
  })

  test('another week is empty, nonsense is this week, and another membership’s conference opens under that one', async () => {
    expect(await idsOf(world.chair, asked({ day: null, week: '2020-01-01' }))).toEqual([])
    const page = await calendarPage(world.chair, { day: '2026-02-31', week: 'x', whose: '' })
    expect([page.day, page.days.includes(page.today), page.days.length]).toEqual([null, true, 7])
    const elsewhere = { ...world.chair, hospitalId: world.requestingId }
    expect((await calendarPage(elsewhere, asked())).entries).toMatchObject([{ id: world.conferenceId, elsewhere: 'Bệnh viện Đa khoa Xanh Pôn' }])
  })
})
