import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { onEvent, settled } from '~/domain/audit/relay.server'
import { dayAfter } from '~/domain/duty/times'
import { addConsult } from '~/domain/schedule/add-consult.server'
import { draftConference } from '~/domain/schedule/arrange-conference.server'
import { fillPage } from '~/domain/schedule/backlog-page.server'
import { clearBacklog, enterBacklog, leaveBacklog } from '~/domain/schedule/enter-backlog.server'
import { fillAgenda } from '~/domain/schedule/fill-agenda.server'
import { changeSeries, endSeries, makeSeries } from '~/domain/schedule/keep-series.server'
import { postponeItem } from '~/domain/schedule/postpone-item.server'
import { sweepSeries } from '~/domain/schedule/prepare-series.server'
import { publishConference } from '~/domain/schedule/publish-conference.server'
import { retryDate, skipDate } from '~/domain/schedule/series-date-deeds.server'
import { timesOn, weekdayOf } from '~/domain/schedule/series-days'
import { seriesPage } from '~/domain/schedule/series-page.server'
import { tellSeries } from '~/domain/schedule/tell-series.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { todayInVietnam } from '~/platform/dates'
import { db } from '~/platform/database/database.server'
import { aPerson } from '../rooms/a-conference'
import { kindsOf, listenForInvitations } from './an-invitation'
import { lineFor, threeConsults, type Several } from './several-consults'

let world: Several
let stop: () => Promise<void>
beforeAll(async () => {
  stop = await listenForInvitations()
  onEvent('series.*', 'series notices', tellSeries)
  onEvent('consult.*', 'backlogs it waits in', clearBacklog)
})
afterAll(async () => { await stop() })
beforeEach(async () => {
  world = await threeConsults()
  await db.calendarDay.deleteMany()
})

const reason = 'Phòng đang sửa chữa'
// From next week on, so that no hour of today matters.
const first = dayAfter(todayInVietnam(new Date()), 7)
const rhythm = (more: object = {}) => ({
  name: 'Hội chẩn thứ Ba', weekday: weekdayOf(first), startMinute: 13 * 60 + 30, minutes: 90, perConsult: 30, firstDay: first, lastDay: undefined, chairId: world.chair.personId, deputyId: undefined, scribeId: world.coordinator.personId,
  specialistIds: [world.specialist.personId], siteIds: [], ...more,
})
const datesOf = (seriesId: string) => db.seriesDate.findMany({ where: { seriesId }, orderBy: { day: 'asc' } })
const draftOf = async (seriesId: string, index = 0): Promise<string> => {
  const id = (await datesOf(seriesId))[index]?.conferenceId
  if (!id) throw new Error('this date has a draft')
  return id
}
const dayOfDate = (date: { day: Date } | undefined): string => date?.day.toISOString().slice(0, 10) ?? ''
const consult = (index: number): string => world.asked[index]?.consultId ?? ''
const waits = (index: number, more: object = {}) => enterBacklog(world.coordinator, { consultId: consult(index), minutes: 30, note: '', seriesId: undefined, ...more })
const entryOf = (consultId: string) => db.backlogEntry.findFirstOrThrow({ where: { consultId }, orderBy: { addedAt: 'desc' } })

describe('a series', () => {
  test('prepares its next four dates with people held, once, however many look', async () => {
    const { seriesId } = await makeSeries(world.coordinator, rhythm())
    await Promise.all([sweepSeries(seriesId), sweepSeries(seriesId), sweepSeries(seriesId)])
    const dates = await datesOf(seriesId)
    expect(dates.map(dayOfDate)).toEqual([0, 7, 14, 21].map((days) => dayAfter(first, days)))
    const conferences = await db.conference.findMany({ where: { seriesId }, include: { members: true, bookings: { where: { releasedAt: null } } } })
    expect(conferences.map(({ state, members, bookings }) => [state, members.length, bookings.length])).toEqual(Array(4).fill(['draft', 3, 3]))
    expect(await kindsOf(world.chair)).toEqual([])
  })

  test('several processes at once make one draft each', async () => {
    const { seriesId } = await makeSeries(world.coordinator, rhythm())
    await db.booking.deleteMany({ where: { conference: { seriesId } } })
    await db.seriesDate.deleteMany({ where: { seriesId } })
    await db.conferenceMember.deleteMany({ where: { conference: { seriesId } } })
    await db.conference.deleteMany({ where: { seriesId } })
    await Promise.all(Array.from({ length: 4 }, () => sweepSeries(seriesId)))
    expect(await db.conference.count({ where: { seriesId } })).toBe(4)
    expect(await datesOf(seriesId)).toHaveLength(4)
  })

  test('a holiday is named and skipped', async () => {
    await db.calendarDay.create({ data: { day: new Date(`${first}T00:00:00Z`), working: false, note: 'Tết Nguyên đán' } })
    const { seriesId } = await makeSeries(world.coordinator, rhythm())
    expect((await datesOf(seriesId)).map(({ skipped, note, conferenceId }) => [skipped, note, conferenceId !== null])).toEqual([['holiday', 'Tết Nguyên đán', false], [null, '', true], [null, '', true], [null, '', true]])
    await settled()
    expect(await kindsOf(world.coordinator)).toEqual([])
  })

  test('somebody taken is named, told once, and the date is tried again with somebody else', async () => {
    const other = await aPerson(world.supportingId, ['specialist'], 'Hà Quang Tuyển')
    const second = await aPerson(world.supportingId, ['coordinator'], 'Vũ Minh Nguyệt')
    await draftConference(world.coordinator, { consultIds: [], when: 'later', minutes: 30, chairId: world.chair.personId, scribeId: world.coordinator.personId, specialistIds: [], startsAt: timesOn(first, { startMinute: 14 * 60, minutes: 30 }).startsAt })
    const { seriesId } = await makeSeries(world.coordinator, rhythm({ scribeId: second.personId }))
    await sweepSeries(seriesId)
    await settled()
    const [date] = await datesOf(seriesId)
    expect(date).toMatchObject({ skipped: 'taken', note: 'Đỗ Hoàng Lâm', conferenceId: null })
    expect(await kindsOf(world.coordinator)).toEqual(['seriesTaken'])
    await expect(retryDate(world.coordinator, { seriesId, day: first, specialistIds: [], siteIds: [] })).rejects.toMatchObject({ key: 'schedule:problem.stillTaken', params: { names: 'Đỗ Hoàng Lâm' } })
    await expect(retryDate(world.observer, { seriesId, day: first, specialistIds: [], siteIds: [] })).rejects.toMatchObject({ status: 404 })
    const { conferenceId } = await retryDate(world.coordinator, { seriesId, day: first, chosen: 'on', chairId: other.personId, scribeId: second.personId, specialistIds: [], siteIds: [] })
    expect((await datesOf(seriesId))[0]).toMatchObject({ skipped: null, conferenceId })
    expect(await db.conferenceMember.count({ where: { conferenceId, personId: other.personId, role: 'chair' } })).toBe(1)
  })

  test('what cannot be is named by field, and strangers find nothing', async () => {
    const refused = (more: object, problem: object) => expect(makeSeries(world.coordinator, rhythm(more))).rejects.toMatchObject(problem)
    await refused({ startMinute: 23 * 60, minutes: 61 }, { key: 'schedule:problem.pastMidnight', field: 'minutes' })
    await refused({ perConsult: 91 }, { key: 'schedule:problem.perConsult' })
    await refused({ lastDay: dayAfter(first, -1) }, { key: 'schedule:problem.lastDay' })
    await refused({ firstDay: '2020-02-29' }, { key: 'schedule:problem.firstDayPast' })
    await refused({ scribeId: world.chair.personId }, { key: 'schedule:problem.sameChairScribe' })
    await refused({ siteIds: [world.chair.personId] }, { key: 'schedule:problem.site' })
    await expect(makeSeries(world.specialist, rhythm())).rejects.toMatchObject({ status: 404 })
    const { seriesId } = await makeSeries(world.coordinator, rhythm())
    await expect(endSeries(world.observer, { seriesId, reason })).rejects.toMatchObject({ status: 404 })
    await expect(seriesPage(world.observer, seriesId)).rejects.toMatchObject({ status: 404 })
    expect((await seriesPage(world.head, seriesId)).keep).toBe(false)
  })

  test('a change holds for what is not prepared, and for empty drafts where asked; of two at once the second is told', async () => {
    const { seriesId } = await makeSeries(world.coordinator, rhythm())
    await waits(0, { seriesId })
    await fillAgenda(world.coordinator, { conferenceId: await draftOf(seriesId) })
    await changeSeries(world.coordinator, { ...rhythm({ minutes: 60 }), seriesId, version: 1 })
    const lengths = async () => (await db.conference.findMany({ where: { seriesId, state: 'draft' }, orderBy: { startsAt: 'asc' } })).map(({ startsAt, endsAt }) => (endsAt.getTime() - startsAt.getTime()) / 60_000)
    expect(await lengths()).toEqual([90, 90, 90, 90])
    await expect(changeSeries(world.coordinator, { ...rhythm(), seriesId, version: 1 })).rejects.toMatchObject({ key: 'schedule:problem.seriesChanged' })
    await changeSeries(world.coordinator, { ...rhythm({ minutes: 60 }), seriesId, version: 2, drafts: 'on' })
    expect(await lengths()).toEqual([90, 60, 60, 60])
  })

  test('ended: empty drafts are given up and people free, one with a consult stays; nothing is prepared any more', async () => {
    const { seriesId } = await makeSeries(world.coordinator, rhythm())
    await waits(0, { seriesId })
    await waits(1, { seriesId, minutes: 90 })
    await fillAgenda(world.coordinator, { conferenceId: await draftOf(seriesId) })
    await endSeries(world.coordinator, { seriesId, reason })
    await sweepSeries(seriesId)
    expect((await db.conference.findMany({ where: { seriesId }, orderBy: { startsAt: 'asc' } })).map(({ state }) => state)).toEqual(['draft', 'notHeld', 'notHeld', 'notHeld'])
    expect(await db.booking.count({ where: { conference: { seriesId, state: 'notHeld' }, releasedAt: null } })).toBe(0)
    expect(await entryOf(consult(1))).toMatchObject({ seriesId: null, takenAt: null })
    await expect(endSeries(world.coordinator, { seriesId, reason })).rejects.toMatchObject({ key: 'schedule:problem.seriesEnded' })
  })

  test('one date is left out by hand: its consults wait again; what is published is called off elsewhere', async () => {
    const { seriesId } = await makeSeries(world.coordinator, rhythm())
    await waits(0, { seriesId })
    await fillAgenda(world.coordinator, { conferenceId: await draftOf(seriesId) })
    await skipDate(world.coordinator, { seriesId, day: first, reason })
    expect((await datesOf(seriesId))[0]).toMatchObject({ skipped: 'cancelled', note: reason, conferenceId: null })
    expect(await entryOf(consult(0))).toMatchObject({ seriesId, takenAt: null, minutes: 30 })
    await sweepSeries(seriesId)
    expect(await db.conference.count({ where: { seriesId, state: 'draft' } })).toBe(3)
    await expect(skipDate(world.coordinator, { seriesId, day: dayAfter(first, 1), reason })).rejects.toMatchObject({ key: 'schedule:problem.noSuchDate' })
    const later = await draftOf(seriesId, 1)
    await fillAgenda(world.coordinator, { conferenceId: later })
    await publishConference(world.coordinator, { conferenceId: later })
    await expect(skipDate(world.coordinator, { seriesId, day: dayAfter(first, 7), reason })).rejects.toMatchObject({ key: 'schedule:problem.datePublished' })
  })
})

describe('the backlog', () => {
  test('by the coordinator of the hospital that answers, once, and out again', async () => {
    await expect(enterBacklog(world.observer, { consultId: consult(0), minutes: 30, note: '', seriesId: undefined })).rejects.toMatchObject({ status: 404 })
    const { entryId } = await waits(0)
    await expect(waits(0)).rejects.toMatchObject({ key: 'schedule:problem.inBacklog' })
    await expect(leaveBacklog(world.observer, { entryId })).rejects.toMatchObject({ status: 404 })
    await leaveBacklog(world.coordinator, { entryId })
    await expect(leaveBacklog(world.coordinator, { entryId })).rejects.toMatchObject({ key: 'schedule:problem.leftBacklog' })
    const twice = await Promise.allSettled([waits(0), waits(0)])
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('fills a draft up to its minutes; who presents elsewhere at that hour keeps nobody out', async () => {
    const { seriesId } = await makeSeries(world.coordinator, rhythm())
    for (const [index, minutes] of [[0, 60], [1, 40], [2, 30]] as const) await waits(index, { minutes })
    const conferenceId = await draftOf(seriesId)
    const presenter = world.asked[0]?.doctor.personId ?? ''
    const { startsAt, endsAt } = await db.conference.findUniqueOrThrow({ where: { id: conferenceId } })
    await db.booking.create({ data: { id: crypto.randomUUID(), conferenceId: await draftOf(seriesId, 3), personId: presenter, startsAt, endsAt } })
    const filled = await fillAgenda({ ...world.coordinator, commandId: 'fill:onceonly' }, { conferenceId })
    expect(filled).toMatchObject({ taken: 2 })
    expect(filled.left).toHaveLength(1)
    expect(await fillAgenda({ ...world.coordinator, commandId: 'fill:onceonly' }, { conferenceId })).toEqual(filled)
    expect((await db.agendaItem.findMany({ where: { conferenceId }, orderBy: { position: 'asc' } })).map(({ consultId }) => consultId)).toEqual([consult(1), consult(2)])
    expect(await entryOf(consult(1))).toMatchObject({ itemId: await lineFor(conferenceId, consult(1)) })
    expect((await entryOf(consult(1))).takenAt).not.toBeNull()
    expect((await entryOf(consult(0))).takenAt).toBeNull()
    const page = await fillPage(world.coordinator, conferenceId)
    expect([page.used, page.all, page.entries.map(({ consultId }) => consultId)]).toEqual([70, 90, [consult(0)]])
  })

  test('taken off a draft it waits for the same series, as long as before', async () => {
    const { seriesId } = await makeSeries(world.coordinator, rhythm())
    await waits(0, { seriesId })
    const since = (await entryOf(consult(0))).addedAt
    const conferenceId = await draftOf(seriesId)
    await addConsult(world.coordinator, { conferenceId, consultId: consult(0), minutes: 30 })
    await postponeItem(world.coordinator, { conferenceId, itemId: await lineFor(conferenceId, consult(0)), reason })
    expect(await entryOf(consult(0))).toMatchObject({ seriesId, takenAt: null })
    expect((await fillPage(world.coordinator, conferenceId)).entries[0]?.since).toBe(since.toISOString())
  })

  test('a withdrawn consult waits for nothing', async () => {
    await waits(0)
    await withdrawConsult(world.doctor, { consultId: world.consultId, note: 'Người bệnh đã chuyển viện' })
    await settled()
    expect((await entryOf(consult(0))).takenAt).not.toBeNull()
  })
})
