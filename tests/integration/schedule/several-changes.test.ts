import ICAL from 'ical.js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { onEvent, settled } from '~/domain/audit/relay.server'
import type { Actor } from '~/domain/audit/actor'
import { canSee, scopeOf } from '~/domain/consults/queries.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { endWithdrawn } from '~/domain/schedule/end-withdrawn.server'
import { addConsult } from '~/domain/schedule/add-consult.server'
import { arrangeConference, draftConference } from '~/domain/schedule/arrange-conference.server'
import { orderAgenda } from '~/domain/schedule/change-agenda.server'
import { moveConference } from '~/domain/schedule/move-conference.server'
import { openConference } from '~/domain/schedule/open-conference.server'
import { dropItem, postponeItem } from '~/domain/schedule/postpone-item.server'
import { recordNotHeld } from '~/domain/schedule/record-not-held.server'
import { releaseMember } from '~/domain/schedule/release-member.server'
import { setMember } from '~/domain/schedule/set-member.server'
import { tellItem } from '~/domain/schedule/tell-item.server'
import { db } from '~/platform/database/database.server'
import { aPerson } from '../rooms/a-conference'
import { addressOf, inHours, kindsOf, listenForInvitations, mailsOf } from './an-invitation'
import { lineFor, threeConsults, type Asked, type Several } from './several-consults'

let world: Several
let [one, two, three]: Asked[] = []
let stop: () => Promise<void>
beforeAll(async () => {
  stop = await listenForInvitations()
  for (const name of ['conference.itemMoved', 'conference.itemDropped']) onEvent(name, `consults of ${name}`, tellItem)
  onEvent('consult.withdraw', 'conferences of what was withdrawn', endWithdrawn)
})
afterAll(async () => { await stop() })
beforeEach(async () => {
  world = await threeConsults()
  ;[one, two, three] = world.asked
})
const known = (asked: Asked | undefined): Asked => {
  if (!asked) throw new Error('three consults were made')
  return asked
}
const ids = (...asked: (Asked | undefined)[]) => asked.map((each) => known(each).consultId)
const plan = (more: object = {}) => ({
  consultIds: ids(one, two), lengths: [30, 45], when: 'later' as const, startsAt: inHours(72), minutes: 90, chairId: world.chair.personId, scribeId: world.coordinator.personId, specialistIds: [world.specialist.personId], ...more,
})
const stateOf = async (asked: Asked | undefined) => (await db.consult.findUniqueOrThrow({ where: { id: known(asked).consultId } })).state
const conferenceOf = (id: string) => db.conference.findUniqueOrThrow({ where: { id }, include: { members: true, agenda: { orderBy: { position: 'asc' } }, bookings: { where: { releasedAt: null } } } })
const identified = async (actor: Actor, asked: Asked | undefined) => (await scopeOf(actor, known(asked).consultId)).rights.identified
const sees = (actor: Actor, asked: Asked | undefined) => canSee(actor, known(asked).consultId)
const reason = 'Chuyên gia phải mổ cấp cứu'

describe('changing what was planned', () => {
  test('order and minutes', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan())
    const [first, second] = [await lineFor(conferenceId, known(one).consultId), await lineFor(conferenceId, known(two).consultId)]
    await orderAgenda(world.coordinator, { conferenceId, itemIds: [second, first], lengths: [20, 40] })
    expect((await conferenceOf(conferenceId)).agenda.map(({ id, minutes }) => [id, minutes])).toEqual([[second, 20], [first, 40]])
    await expect(orderAgenda(world.coordinator, { conferenceId, itemIds: [first], lengths: [20] })).rejects.toMatchObject({ key: 'schedule:problem.changed' })
    await expect(orderAgenda(world.coordinator, { conferenceId, itemIds: [first, second], lengths: [80, 40] })).rejects.toMatchObject({ key: 'schedule:problem.tooLong' })
    await expect(orderAgenda(world.chair, { conferenceId, itemIds: [first, second], lengths: [20, 40] })).rejects.toMatchObject({ status: 404 })
  })

  test('one more consult: its doctor is booked and invited, calendars follow, everybody may see it', async () => {
    await db.person.update({ where: { id: world.chair.personId }, data: { email: addressOf(world.chair) } })
    const { conferenceId } = await arrangeConference(world.coordinator, plan({ consultIds: ids(one), lengths: [30] }))
    await settled()
    await addConsult(world.coordinator, { conferenceId, consultId: known(three).consultId, minutes: 30 })
    await settled()
    expect([await stateOf(three), await identified(world.chair, three), await identified(known(three).doctor, one), await sees(known(three).doctor, one), await sees(known(one).doctor, three)]).toEqual(['scheduled', true, false, true, true])
    expect(await kindsOf(known(three).doctor)).toEqual(['conferenceArranged'])
    const mails = (await mailsOf(world.chair)).flatMap(({ calendar }) => calendar ?? [])
    const event = new ICAL.Component(ICAL.parse(mails.at(-1) ?? '') as never[]).getFirstSubcomponent('vevent')
    const codes = (await db.consult.findMany({ where: { id: { in: ids(one, three) } } })).map(({ code }) => code ?? '')
    expect(event?.getFirstPropertyValue('sequence')).toBe(1)
    for (const code of codes) expect(String(event?.getFirstPropertyValue('summary'))).toContain(code)
    await expect(addConsult(world.coordinator, { conferenceId, consultId: known(two).consultId, minutes: 45 })).rejects.toMatchObject({ key: 'schedule:problem.tooLong', field: 'minutes' })
    await expect(addConsult(world.coordinator, { conferenceId, consultId: known(three).consultId, minutes: 5 })).rejects.toMatchObject({ key: 'schedule:problem.waitsElsewhere' })
  })

  test('one is postponed to another conference: told, its presenter goes along, rights follow', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan())
    const other = await aPerson(world.supportingId, ['specialist'], 'Đinh Công Thắng')
    const { conferenceId: later } = await arrangeConference(world.coordinator, plan({ consultIds: ids(three), lengths: [30], startsAt: inHours(120), chairId: other.personId, specialistIds: [] }))
    await settled()
    const itemId = await lineFor(conferenceId, known(two).consultId)
    await postponeItem(world.coordinator, { conferenceId, itemId, toConferenceId: later, reason })
    await settled()
    const [before, after] = [await conferenceOf(conferenceId), await conferenceOf(later)]
    expect(before.agenda.map(({ state, movedToId }) => [state, movedToId])).toEqual([['waiting', null], ['moved', later]])
    expect(before.members.some(({ personId }) => personId === known(two).doctor.personId)).toBe(false)
    expect(after.members.some(({ personId, role }) => personId === known(two).doctor.personId && role === 'presenter')).toBe(true)
    expect([after.agenda.length, after.sequence, before.sequence, await stateOf(two), await identified(other, two)]).toEqual([2, 1, 1, 'scheduled', true])
    expect(await kindsOf(known(two).doctor)).toEqual(expect.arrayContaining(['itemPostponed', 'invitationEnded', 'conferenceArranged']))
    expect(await kindsOf(known(two).districtCoordinator)).toEqual(['itemPostponed'])
    expect((await db.consultAccess.findMany({ where: { consultId: known(two).consultId, basis: `conference:${conferenceId}`, validUntil: null } }))).toEqual([])
    await expect(postponeItem(world.coordinator, { conferenceId, itemId: await lineFor(conferenceId, known(one).consultId), toConferenceId: later, reason })).rejects.toMatchObject({ key: 'schedule:problem.lastItem' })
    await expect(postponeItem(world.coordinator, { conferenceId, itemId, toConferenceId: '', reason })).rejects.toMatchObject({ key: 'schedule:problem.changed' })
  })

  test('back among those that wait, or off for good; two at once: one does', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan({ consultIds: ids(one, two, three), lengths: [30, 30, 30] }))
    const itemId = await lineFor(conferenceId, known(two).consultId)
    const outcomes = await Promise.allSettled([postponeItem(world.coordinator, { conferenceId, itemId, reason }), dropItem(world.coordinator, { conferenceId, itemId, reason })])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await postponeItem(world.coordinator, { conferenceId, itemId: await lineFor(conferenceId, known(three).consultId), toConferenceId: '', reason })
    expect([await stateOf(two), await stateOf(three)]).toEqual(['accepted', 'accepted'])
    expect(await db.backlogEntry.findFirst({ where: { consultId: known(three).consultId } })).toMatchObject({ hospitalId: world.supportingId, minutes: 30, takenAt: null })
    await arrangeConference(world.coordinator, plan({ consultIds: ids(three), lengths: [30], startsAt: inHours(140) }))
    expect((await db.backlogEntry.findFirstOrThrow({ where: { consultId: known(three).consultId } })).takenAt).not.toBeNull()
    await expect(postponeItem(known(one).doctor, { conferenceId, itemId: await lineFor(conferenceId, known(one).consultId), reason })).rejects.toMatchObject({ status: 404 })
  })

  test('from the open room, by who leads it: the log says so, and nobody is put out', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan())
    await openConference(world.chair, { conferenceId })
    const itemId = await lineFor(conferenceId, known(two).consultId)
    await expect(postponeItem(world.specialist, { conferenceId, itemId, reason })).rejects.toMatchObject({ status: 404 })
    await postponeItem(world.chair, { conferenceId, itemId, reason })
    expect(await db.roomEntry.findFirst({ where: { conferenceId, kind: 'moved' } })).toMatchObject({ body: { item: itemId } })
    expect([await stateOf(one), await stateOf(two)]).toEqual(['inConference', 'accepted'])
    expect((await conferenceOf(conferenceId)).members.some(({ personId }) => personId === known(two).doctor.personId)).toBe(true)
  })

  test('people come, change their part and go; what they see follows', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan())
    const other = await aPerson(world.supportingId, ['specialist'], 'Đinh Công Thắng')
    await setMember(world.coordinator, { conferenceId, personId: other.personId, role: 'observer' })
    expect([await sees(other, one), await identified(other, one)]).toEqual([true, false])
    await setMember(world.coordinator, { conferenceId, personId: other.personId, role: 'chair' })
    expect((await conferenceOf(conferenceId)).members.filter(({ role }) => role === 'chair').map(({ personId }) => personId)).toEqual([other.personId])
    expect([await identified(other, two), (await conferenceOf(conferenceId)).members.find(({ personId }) => personId === world.chair.personId)?.role]).toEqual([true, 'specialist'])
    await setMember(world.coordinator, { conferenceId, personId: world.specialist.personId, role: 'observer' })
    expect(await identified(world.specialist, one)).toBe(false)
    await setMember(world.coordinator, { conferenceId, personId: world.observer.personId, role: 'observer' })
    await settled()
    expect(await kindsOf(world.observer)).toEqual(['conferenceArranged'])
    const refused = (personId: string, role: 'chair' | 'specialist' | 'observer', key: string) => expect(setMember(world.coordinator, { conferenceId, personId, role })).rejects.toMatchObject({ key: `schedule:problem.${key}` })
    await refused(world.observer.personId, 'specialist', 'unfit')
    await refused(other.personId, 'specialist', 'neededRole')
    await refused(known(one).doctor.personId, 'observer', 'presents')
    await expect(setMember(world.chair, { conferenceId, personId: world.observer.personId, role: 'technician' })).rejects.toMatchObject({ status: 404 })
    for (const actor of [world.observer, world.specialist]) await releaseMember(world.coordinator, { conferenceId, personId: actor.personId })
    await expect(releaseMember(world.coordinator, { conferenceId, personId: known(one).doctor.personId })).rejects.toMatchObject({ key: 'schedule:problem.needed' })
    expect((await conferenceOf(conferenceId)).bookings).toHaveLength(5)
  })

  test('one is withdrawn: the others go on, calendars follow, its presenter is free; a draft stays', async () => {
    await db.person.update({ where: { id: world.chair.personId }, data: { email: addressOf(world.chair) } })
    const { conferenceId } = await arrangeConference(world.coordinator, plan())
    const { conferenceId: draftId } = await draftConference(world.coordinator, plan({ consultIds: ids(three), lengths: [30], startsAt: inHours(99) }))
    for (const asked of [two, three]) await withdrawConsult(known(asked).doctor, { consultId: known(asked).consultId, note: 'Gia đình xin chuyển viện' })
    await settled()
    const conference = await conferenceOf(conferenceId)
    expect([conference.state, conference.sequence, conference.agenda.map(({ state }) => state), conference.members.some(({ personId }) => personId === known(two).doctor.personId)]).toEqual(['planned', 1, ['waiting', 'dropped'], false])
    expect(await conferenceOf(draftId)).toMatchObject({ state: 'draft', agenda: [{ state: 'dropped' }] })
    expect((await mailsOf(world.chair)).flatMap(({ calendar }) => calendar ?? []).map((calendar) => /SEQUENCE:(\d)/.exec(calendar)?.[1])).toEqual(['0', '1'])
    expect(await kindsOf(world.specialist)).not.toContain('conferenceNotHeld')
  })

  test('moved and called off with all its consults; who was told is recorded', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan())
    await settled()
    await moveConference(world.coordinator, { conferenceId, sequence: 0, startsAt: inHours(100), minutes: 80, reason })
    await expect(moveConference(world.coordinator, { conferenceId, sequence: 1, startsAt: inHours(101), minutes: 60, reason })).rejects.toMatchObject({ key: 'schedule:problem.tooLong' })
    await recordNotHeld(world.chair, { conferenceId, reason })
    await settled()
    expect([await stateOf(one), await stateOf(two), (await conferenceOf(conferenceId)).agenda.map(({ state }) => state)]).toEqual(['accepted', 'accepted', ['dropped', 'dropped']])
    const event = await db.event.findFirstOrThrow({ where: { name: 'conference.notHeld', subjectId: conferenceId } })
    const told = await db.notice.findMany({ where: { eventId: event.id } })
    expect(told.map(({ personId }) => personId).sort()).toEqual([world.coordinator, world.specialist, known(one).doctor, known(two).doctor].map(({ personId }) => personId).sort())
  })
})
