import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { changeSetting } from '~/domain/hospitals/settings.server'
import { addSite, closeSite, sitesAt } from '~/domain/hospitals/sites.server'
import { arrangeConference } from '~/domain/schedule/arrange-conference.server'
import { arrangePage } from '~/domain/schedule/arrange-page.server'
import { enterBlock as blockShape, keepHours as hoursShape } from '~/domain/schedule/availability-schema'
import { availabilityOf } from '~/domain/schedule/find-slots.server'
import { keepHours } from '~/domain/schedule/keep-hours.server'
import { ownHoursPage, sitesPage } from '~/domain/schedule/own-hours.server'
import { roomsOf } from '~/domain/schedule/queries.server'
import { suggestSlots } from '~/domain/schedule/suggest-slots.server'
import { endBlock, enterBlock, enterSiteBlock } from '~/domain/schedule/time-blocks.server'
import { moveClock, nowIn, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { dayOf, startOfDay } from '~/platform/dates'
import { newId } from '~/platform/id'
import { anAcceptedConsult } from '../rooms/a-conference'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

type World = Awaited<ReturnType<typeof anAcceptedConsult>>
let world: World
/** Midnight of the Monday on which these tests take place. */
let monday: number

beforeEach(async () => {
  const today = startOfDay(dayOf(new Date())).getTime()
  const weekday = new Date(`${dayOf(new Date())}T00:00:00Z`).getUTCDay() || 7
  monday = today + (8 - weekday) * day
  moveClock(monday + 6 * hour - Date.now())
  world = await anAcceptedConsult()
})
afterEach(() => resetClock())

const at = (hours: number, days = 0): Date => new Date(monday + days * day + hours * hour)
const own = (changes: Record<string, unknown> = {}) => hoursShape.parse({ follow: 'own', ...changes })
const refused = (done: Promise<unknown>, key: string, field?: string) => expect(done).rejects.toMatchObject({ key, ...(field ? { field } : {}) })
const choice = (changes: object = {}) => ({ consultId: world.consultId, minutes: 45, chairId: world.chair.personId, scribeId: world.coordinator.personId, specialistIds: [], siteIds: [], startsAt: undefined, ...changes })
const plan = (changes: object = {}) => ({ consultId: world.consultId, when: 'later' as const, startsAt: at(9), minutes: 45, chairId: world.chair.personId, scribeId: world.coordinator.personId, specialistIds: [], ...changes })
const proposed = async (changes: object = {}, actor: Actor = world.coordinator) => (await suggestSlots(actor, choice(changes))).slots.map(({ from }) => (Date.parse(from) - monday) / hour)

describe('hours of one’s own', () => {
  test('are kept, replaced and given up; a proposal follows them', async () => {
    await keepHours(world.chair, own({ day1: '14:00–16:00', day2: '22:00–02:00' }))
    expect(await proposed()).toEqual([14, 14.75, 7 * 24 + 14, 7 * 24 + 14.75, 14 * 24 + 14])
    await keepHours(world.chair, own({ day2: '09h-10h, 13h30-15h' }))
    expect((await ownHoursPage(world.chair)).days.map(({ hours }) => hours)).toEqual(['', '09:00–10:00, 13:30–15:00', '', '', '', '', ''])
    expect((await proposed())[0]).toBe(24 + 9)
    await keepHours(world.chair, hoursShape.parse({ follow: 'hospital', day1: '09:00–10:00' }))
    expect(await db.workingHours.count({ where: { personId: world.chair.personId } })).toBe(0)
    expect(await proposed()).toEqual([7.5, 8.25, 9, 9.75, 10.5])
  })

  test('of two pages at once one set stays', async () => {
    await Promise.all([keepHours(world.chair, own({ day1: '08:00–09:00' })), keepHours(world.chair, own({ day1: '10:00–11:00' }))])
    expect(await db.workingHours.count({ where: { personId: world.chair.personId } })).toBe(1)
  })

  test('that make no sense are refused with their day', async () => {
    for (const day3 of ['chiều', '09:00', '09:00–09:00', '08:00–10:00, 09:00–11:00', '25:00–26:00']) expect(hoursShape.safeParse({ follow: 'own', day3 }).error?.issues[0]).toMatchObject({ path: ['day3'], message: 'schedule:problem.hours' })
    await refused(keepHours(world.chair, own()), 'schedule:problem.noHours', 'day1')
  })

  test('belong to people of hospitals', async () => {
    const officer: Actor = { ...world.chair, hospitalKind: 'authority' }
    await expect(keepHours(officer, own({ day1: '08:00–09:00' }))).rejects.toMatchObject({ status: 404 })
    await expect(ownHoursPage(officer)).rejects.toMatchObject({ status: 404 })
  })
})

describe('exceptions', () => {
  const block = (changes: object = {}) => ({ kind: 'away' as const, from: at(0), until: at(12), note: 'Nghỉ phép', ...changes })

  test('an absence and further hours move the proposals; taken back they no longer count', async () => {
    const { blockId } = await enterBlock(world.chair, block())
    expect((await proposed())[0]).toBe(12)
    await enterBlock(world.chair, block({ kind: 'extra', from: at(18), until: at(19) }))
    await endBlock(world.chair, { blockId })
    await endBlock(world.chair, { blockId })
    expect((await proposed())[0]).toBe(7.5)
    expect((await ownHoursPage(world.chair)).blocks.map(({ kind }) => kind)).toEqual(['extra'])
    expect(await db.event.count({ where: { name: 'block.ended', subjectId: blockId } })).toBe(1)
    expect(JSON.stringify(await db.event.findMany({ where: { subject: 'block' } }))).not.toContain('Nghỉ phép')
  })

  test('nobody else takes them back or reads them', async () => {
    const { blockId } = await enterBlock(world.chair, block())
    for (const actor of [world.coordinator, world.specialist, world.stranger]) await expect(endBlock(actor, { blockId })).rejects.toMatchObject({ status: 404 })
    await expect(endBlock(world.chair, { blockId: newId() })).rejects.toMatchObject({ status: 404 })
    const { hindered, why } = await suggestSlots(world.coordinator, choice({ startsAt: at(9) }))
    expect(hindered[world.chair.personId]).toEqual({ reason: 'away', until: at(12).toISOString() })
    expect(JSON.stringify([hindered, why])).not.toContain('Nghỉ phép')
  })

  test('ten years, yesterday and the wrong way round are refused with the right words', async () => {
    await refused(enterBlock(world.chair, block({ until: at(0, 3653) })), 'schedule:problem.awayLong', 'until')
    await refused(enterBlock(world.chair, block({ kind: 'extra', until: at(1, 1) })), 'schedule:problem.extraLong', 'until')
    await refused(enterBlock(world.chair, block({ from: at(0, -2), until: at(0, -1) })), 'schedule:problem.blockPast', 'until')
    await refused(enterBlock(world.chair, block({ from: at(12), until: at(12) })), 'schedule:problem.blockOrder', 'until')
    await refused(enterBlock(world.chair, block({ from: at(0, 800), until: at(0, 801) })), 'schedule:problem.blockFar', 'from')
    expect(blockShape.safeParse({ kind: 'away', from: '2026-11-31T08:00', until: 'mai', note: '' }).error?.issues.map(({ path }) => path[0])).toEqual(['from', 'until'])
  })

  test('a conference booked all the same is named to who is away', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan())
    await enterBlock(world.chair, block())
    expect((await ownHoursPage(world.chair)).blocks[0]?.clashes).toEqual([{ conferenceId, startsAt: at(9).toISOString() }])
  })
})

describe('conference rooms', () => {
  const coordinator = (): Actor => world.coordinator

  test('are kept by those who decide; one name once, two at once', async () => {
    for (const actor of [world.chair, world.specialist]) await expect(addSite(actor, { name: 'Phòng 1', telephone: '' })).rejects.toMatchObject({ status: 404 })
    const outcomes = await Promise.allSettled([addSite(coordinator(), { name: 'Phòng 1', telephone: '' }), addSite(coordinator(), { name: 'phòng 1', telephone: '' })])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await refused(addSite(coordinator(), { name: 'PHÒNG 1', telephone: '' }), 'settings:problem.siteTaken', 'name')
    const [site] = await sitesPage(coordinator())
    await expect(closeSite(world.stranger, { siteId: site?.id ?? '' })).rejects.toMatchObject({ status: 404 })
    await closeSite(coordinator(), { siteId: site?.id ?? '' })
    await closeSite(coordinator(), { siteId: site?.id ?? '' })
    expect(await sitesAt([world.supportingId])).toEqual([])
    await addSite(coordinator(), { name: 'Phòng 1', telephone: '' })
  })

  test('are taken with the people, named to who comes second, and free where they are used otherwise', async () => {
    const { siteId } = await addSite(coordinator(), { name: 'Phòng hội chẩn 2', telephone: '1108' })
    await expect(enterSiteBlock(world.stranger, { siteId, kind: 'away', from: at(7), until: at(9), note: 'Bảo trì' })).rejects.toMatchObject({ status: 404 })
    await enterSiteBlock(coordinator(), { siteId, kind: 'away', from: at(7), until: at(9), note: 'Bảo trì' })
    expect((await proposed({ siteIds: [siteId] }))[0]).toBe(9)
    const { conferenceId } = await arrangeConference(coordinator(), plan({ siteIds: [siteId] }))
    expect((await roomsOf({ id: conferenceId, startsAt: at(9) })).map(({ name, telephone }) => [name, telephone])).toEqual([['Phòng hội chẩn 2', '1108']])
    expect((await arrangePage(coordinator(), { consultIds: [world.consultId] })).sites[0]?.taken).toEqual([{ from: at(9).toISOString(), until: at(9.75).toISOString() }])
    const elsewhere = { id: newId(), hospitalId: world.requestingId }
    const { parties } = await availabilityOf({ people: [elsewhere], sites: [{ id: siteId, hospitalId: world.supportingId }] }, at(6))
    expect(parties.get(siteId)?.booked).toEqual([{ from: at(9).getTime(), until: at(9.75).getTime() }])
    await expect(db.booking.create({ data: { id: newId(), conferenceId, siteId, startsAt: at(9.5), endsAt: at(10) } })).rejects.toThrow()
  })

  test('of other hospitals, and closed ones, are not offered', async () => {
    const { siteId } = await addSite({ ...world.stranger, roles: ['coordinator'] }, { name: 'Phòng Tản Lĩnh', telephone: '' })
    await refused(arrangeConference(coordinator(), plan({ siteIds: [siteId] })), 'schedule:problem.site', 'siteIds')
    const { siteId: mine } = await addSite(coordinator(), { name: 'Phòng 3', telephone: '' })
    await closeSite(coordinator(), { siteId: mine })
    await refused(arrangeConference(coordinator(), plan({ siteIds: [mine] })), 'schedule:problem.site', 'siteIds')
  })
})

describe('proposals', () => {
  test('count duty, busy hours, holidays, the hospital’s own hours, rest and notice', async () => {
    const personId = world.chair.personId
    await db.dutyShift.create({ data: { id: newId(), hospitalId: world.supportingId, kind: 'leader', personId, startsAt: at(-8), endsAt: at(8), createdAt: at(-9) } })
    await db.dutyShift.create({ data: { id: newId(), hospitalId: world.supportingId, kind: 'leader', personId, startsAt: at(9), endsAt: at(12), createdAt: at(-9), cancelledAt: at(-8) } })
    await db.busyTime.create({ data: { id: newId(), personId, hospitalId: world.supportingId, fromAt: at(5), untilAt: at(10), endedAt: at(8.5) } })
    expect((await proposed())[0]).toBe(8.5)
    await changeSetting(world.coordinator, { key: 'conferences', value: { hours: [{ from: 600, until: 700 }], regular: { from: 600, until: 690 }, buffer: 30, notice: 300, approval: false } })
    expect((await proposed())[0]).toBe(24 + 10)
    await db.calendarDay.create({ data: { day: new Date(`${dayOf(at(12, 1))}T00:00:00Z`), working: false } })
    try {
      expect((await proposed())[0]).toBe(48 + 10)
      const { hindered } = await suggestSlots(world.coordinator, choice({ startsAt: at(10, 1) }))
      expect(hindered[personId]?.reason).toBe('holiday')
    } finally {
      await db.calendarDay.deleteMany({})
    }
  })

  test('are for those who may arrange', async () => {
    for (const actor of [world.doctor, world.specialist, world.stranger]) await expect(suggestSlots(actor, choice())).rejects.toMatchObject({ status: 404 })
  })

  test('give the chair to whom of the specialty had fewer conferences in the last 30 days', async () => {
    const held = async (personId: string, days: number, state: 'done' | 'notHeld') => { // what was called off was called off before it began
      const startsAt = at(9, -days)
      await db.conference.create({ data: { id: newId(), state, startsAt, endsAt: new Date(startsAt.getTime() + hour), createdById: personId, createdAt: startsAt, bookings: { create: { id: newId(), personId, startsAt, endsAt: new Date(startsAt.getTime() + hour), releasedAt: new Date(startsAt.getTime() + (state === 'done' ? hour : -hour)) } } } })
    }
    const chair = async () => (await suggestSlots(world.coordinator, choice({ chairId: undefined }))).slots[0]?.chair
    await held(world.specialist.personId, 40, 'done')
    await held(world.specialist.personId, 3, 'notHeld')
    await held(world.chair.personId, 3, 'done')
    expect(await chair()).toMatchObject({ personId: world.specialist.personId, load: 0 })
    await held(world.specialist.personId, 5, 'done')
    await held(world.specialist.personId, 6, 'done')
    expect(await chair()).toMatchObject({ personId: world.chair.personId, load: 1 })
    await enterBlock(world.chair, { kind: 'away', from: at(0), until: at(24), note: '' })
    expect(await chair()).toMatchObject({ personId: world.specialist.personId, load: 2 })
  })

  test('of two who take the same hour one is told who is taken, and what is next', async () => {
    const second = await anAcceptedConsult()
    await db.membership.create({ data: { id: newId(), personId: world.specialist.personId, hospitalId: second.supportingId, roles: ['specialist'], validFrom: new Date('2020-01-01') } })
    const mine = () => arrangeConference(world.coordinator, plan({ specialistIds: [world.specialist.personId] }))
    const theirs = () => arrangeConference(second.coordinator, { ...plan(), consultId: second.consultId, chairId: world.specialist.personId, scribeId: second.coordinator.personId })
    const outcomes = await Promise.allSettled([mine(), theirs()])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { key: 'schedule:problem.taken', field: 'startsAt', params: { name: 'Tạ Thị Bích Liên' } } })
    const { hindered, why, slots } = await suggestSlots(world.coordinator, choice({ chairId: world.specialist.personId, startsAt: at(9) }))
    expect(hindered[world.specialist.personId]).toEqual({ reason: 'booked', until: at(9.75).toISOString() })
    expect(why[0]?.who.map(({ name }) => name)).toContain('BS Tạ Thị Bích Liên')
    for (const { from, until } of slots) expect(Date.parse(until) <= at(8.75).getTime() || Date.parse(from) >= at(10).getTime()).toBe(true)
  })

  test('ask the database twice, however many people', async () => {
    let questions = 0
    const counted = { $queryRaw: (...asked: Parameters<typeof db.$queryRaw>) => { questions += 1; return db.$queryRaw(...asked) } }
    const people = Array.from({ length: 30 }, () => ({ id: newId(), hospitalId: world.supportingId }))
    await availabilityOf({ people, sites: [] }, await nowIn(db), {}, counted as typeof db)
    expect(questions).toBe(2)
  })
})
