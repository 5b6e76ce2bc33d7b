import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { checkSite, confirmSite, contactSite, declineSite, takeDevice } from '~/domain/rooms/answer-site.server'
import { addAttendee, addByCode, removeAttendee } from '~/domain/rooms/keep-roster.server'
import { rosterOf } from '~/domain/rooms/rosters.server'
import { sitesPage } from '~/domain/rooms/way-in.server'
import { addByCode as codeShape } from '~/domain/rooms/way-in-schema'
import { addSites } from '~/domain/schedule/conference-sites.server'
import { recordNotHeld } from '~/domain/schedule/record-not-held.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { aPerson, anOpenConference } from './a-conference'

type World = Awaited<ReturnType<typeof anOpenConference>>
let world: World
let siteId: string
beforeEach(async () => {
  world = await anOpenConference()
  await db.$transaction((tx) => addSites(tx, world.conferenceId, [{ hospitalId: world.requestingId, name: 'Hội trường B' }]))
  siteId = (await db.conferenceSite.findFirstOrThrow({ where: { conferenceId: world.conferenceId, name: 'Hội trường B' } })).id
})
afterEach(resetClock)

const at = () => ({ conferenceId: world.conferenceId, siteId })
const site = () => db.conferenceSite.findUniqueOrThrow({ where: { id: siteId } })
const roster = async () => (await rosterOf(db, world.conferenceId)).find((one) => one.siteId === siteId)?.attendees ?? []
const codeOf = async ({ personId }: Actor) => (await db.conferenceMember.findFirstOrThrow({ where: { conferenceId: world.conferenceId, personId } })).code
const sit = () => takeDevice(world.doctor, at())

describe('a site of a conference', () => {
  test('a registered room stands there once, under the name it has', async () => {
    const roomId = newId()
    await db.site.create({ data: { id: roomId, hospitalId: world.supportingId, name: 'Phòng họp A', telephone: '024 1111', createdAt: new Date() } })
    for (let time = 0; time < 2; time++) await db.$transaction((tx) => addSites(tx, world.conferenceId, [{ hospitalId: world.supportingId, siteId: roomId }]))
    expect(await db.conferenceSite.findMany({ where: { conferenceId: world.conferenceId, siteId: roomId } })).toMatchObject([{ name: 'Phòng họp A', telephone: '024 1111', state: 'invited' }])
  })

  test('its hospital’s members and coordinator answer for it, nobody else', async () => {
    const coordinator = await aPerson(world.requestingId, ['coordinator'], 'Điều phối viên Ba Vì')
    await confirmSite(coordinator, at())
    expect(await site()).toMatchObject({ state: 'confirmed', stateById: coordinator.personId })
    await declineSite(world.doctor, { ...at(), note: 'Mất điện.' })
    expect(await site()).toMatchObject({ state: 'declined', note: 'Mất điện.' })
    await confirmSite(world.doctor, at())
    expect(await site()).toMatchObject({ state: 'confirmed', note: '' })
    const colleague = await aPerson(world.requestingId, ['treatingDoctor'], 'Người không được mời')
    for (const actor of [world.chair, colleague, world.stranger]) {
      await expect(confirmSite(actor, at())).rejects.toMatchObject({ status: 404 })
      await expect(contactSite(actor, { ...at(), contact: 'x', telephone: '' })).rejects.toMatchObject({ status: 404 })
      await expect(takeDevice(actor, at())).rejects.toMatchObject({ status: 404 })
    }
    const other = await anOpenConference()
    await expect(confirmSite(world.doctor, { conferenceId: other.conferenceId, siteId })).rejects.toMatchObject({ status: 404 })
  })

  test('counts as checked once one hears and is heard; the results stay', async () => {
    const tried = { camera: 'bad', microphone: 'good', loudspeaker: 'good', line: 'bad' } as const
    await checkSite(world.doctor, { ...at(), ...tried, note: 'Mạng chậm' })
    expect(await site()).toMatchObject({ state: 'confirmed', devices: tried })
    await checkSite(world.doctor, { ...at(), ...tried, line: 'good', note: '' })
    expect(await site()).toMatchObject({ state: 'checked', devices: { ...tried, line: 'good' } })
    await confirmSite(world.doctor, at())
    expect((await site()).state).toBe('checked')
  })

  test('a technician of the conference keeps the contact', async () => {
    await db.conferenceMember.update({ where: { conferenceId_personId: { conferenceId: world.conferenceId, personId: world.specialist.personId } }, data: { role: 'technician' } })
    await contactSite(world.specialist, { ...at(), contact: 'KTV Hùng', telephone: '0912 345 678' })
    expect(await site()).toMatchObject({ contact: 'KTV Hùng', telephone: '0912 345 678' })
  })

  test('its page is for members and coordinators of those who take part; who sits there only for members and its own hospital', async () => {
    await sit()
    await addAttendee(world.doctor, { ...at(), name: 'Đinh Văn Khải', position: 'Điều dưỡng trưởng' })
    const ofHost = await aPerson(world.supportingId, ['coordinator'], 'Điều phối viên Xanh Pôn')
    expect((await sitesPage(world.chair, world.conferenceId)).sites[0]?.attendees).toHaveLength(1)
    expect((await sitesPage(ofHost, world.conferenceId)).sites[0]).toMatchObject({ name: 'Hội trường B', attendees: [] })
    await expect(sitesPage(world.stranger, world.conferenceId)).rejects.toMatchObject({ status: 404 })
    const colleague = await aPerson(world.requestingId, ['treatingDoctor'], 'Người không được mời')
    await expect(sitesPage(colleague, world.conferenceId)).rejects.toMatchObject({ status: 404 })
  })
})

describe('the roster of a site', () => {
  test('is kept by whoever sits at its device, by name and by a member’s own code', async () => {
    await expect(addAttendee(world.doctor, { ...at(), name: 'Đinh Văn Khải', position: '' })).rejects.toMatchObject({ status: 404 })
    await sit()
    await addAttendee(world.doctor, { ...at(), name: 'Đinh Văn Khải', position: 'Điều dưỡng trưởng' })
    const code = await codeOf(world.specialist)
    await addByCode(world.doctor, codeShape.parse({ ...at(), code: `${code.slice(0, 3).toLowerCase()}-${code.slice(3)} ` }))
    expect(await roster()).toMatchObject([{ name: 'Đinh Văn Khải', personId: null, position: 'Điều dưỡng trưởng' }, { name: 'BS Tạ Thị Bích Liên', personId: world.specialist.personId, until: null }])
    for (const actor of [world.chair, world.specialist, world.stranger]) await expect(addAttendee(actor, { ...at(), name: 'Người lạ', position: '' })).rejects.toMatchObject({ status: 404 })
  })

  test('the same person twice, and one who sits elsewhere, are told', async () => {
    await sit()
    const add = () => addAttendee(world.doctor, { ...at(), name: 'Đinh Văn Khải', position: '' })
    const outcomes = await Promise.allSettled([add(), addAttendee(world.doctor, { ...at(), name: 'ĐINH VĂN KHẢI', position: '' })])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(add()).rejects.toMatchObject({ key: 'rooms:roster.problem.twice', field: 'name' })
    const code = await codeOf(world.specialist)
    await addByCode(world.doctor, { ...at(), code })
    await expect(addByCode(world.doctor, { ...at(), code })).rejects.toMatchObject({ key: 'rooms:roster.problem.twice', field: 'code' })
    await db.$transaction((tx) => addSites(tx, world.conferenceId, [{ hospitalId: world.requestingId, name: 'Khoa Ngoại' }]))
    const second = await db.conferenceSite.findFirstOrThrow({ where: { conferenceId: world.conferenceId, name: 'Khoa Ngoại' } })
    await takeDevice(world.doctor, { conferenceId: world.conferenceId, siteId: second.id })
    await expect(addByCode(world.doctor, { conferenceId: world.conferenceId, siteId: second.id, code })).rejects.toMatchObject({ key: 'rooms:roster.problem.elsewhere', params: { site: 'Hội trường B' } })
    // Nobody sits at two devices: the first one's list is nobody's until somebody sits down there.
    await expect(add()).rejects.toMatchObject({ status: 404 })
  })

  test('who leaves stays written down with the end, and may come back', async () => {
    await sit()
    const code = await codeOf(world.specialist)
    await addByCode(world.doctor, { ...at(), code })
    const [line] = await roster()
    if (!line) throw new Error('nobody there')
    moveClock(60_000)
    await removeAttendee(world.doctor, { ...at(), attendeeId: line.id })
    await removeAttendee(world.doctor, { ...at(), attendeeId: line.id })
    await addByCode(world.doctor, { ...at(), code })
    const lines = await roster()
    expect(lines.map(({ until }) => until !== null)).toEqual([true, false])
    await expect(removeAttendee(world.chair, { ...at(), attendeeId: line.id })).rejects.toMatchObject({ status: 404 })
  })

  test('a code of another conference is none of this one; five wrong ones close the door for ten minutes', async () => {
    await sit()
    const other = await anOpenConference()
    const { code: foreign } = await db.conferenceMember.findFirstOrThrow({ where: { conferenceId: other.conferenceId, personId: other.chair.personId } })
    for (let time = 0; time < 5; time++) await expect(addByCode(world.doctor, { ...at(), code: time === 0 ? foreign : 'AAAAAA' })).rejects.toMatchObject({ key: 'rooms:roster.problem.wrongCode' })
    const code = await codeOf(world.chair)
    await expect(addByCode(world.doctor, { ...at(), code })).rejects.toMatchObject({ key: 'rooms:roster.problem.locked' })
    moveClock(9 * 60_000)
    await expect(addByCode(world.doctor, { ...at(), code })).rejects.toMatchObject({ key: 'rooms:roster.problem.locked' })
    moveClock(61_000)
    await addByCode(world.doctor, { ...at(), code })
    expect(await roster()).toHaveLength(1)
  })

  test('a hundred guesses at once are not all tried', async () => {
    await sit()
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => addByCode(world.doctor, { ...at(), code: 'BBBBBB' })))
    const keys = outcomes.map((outcome) => (outcome.status === 'rejected' && outcome.reason instanceof Error ? outcome.reason.message : 'in'))
    expect(keys.filter((key) => key === 'rooms:roster.problem.wrongCode').length).toBeLessThanOrEqual(5)
    expect(keys).not.toContain('in')
  })

  test('after the end nothing changes any more, and open lines end with the conference', async () => {
    await sit()
    await addAttendee(world.doctor, { ...at(), name: 'Đinh Văn Khải', position: '' })
    await recordNotHeld(world.chair, { conferenceId: world.conferenceId, reason: 'Không nối được máy' })
    await expect(addAttendee(world.doctor, { ...at(), name: 'Người đến muộn', position: '' })).rejects.toMatchObject({ key: 'rooms:roster.problem.over' })
    expect((await roster())[0]?.until).toBeInstanceOf(Date)
  })
})
