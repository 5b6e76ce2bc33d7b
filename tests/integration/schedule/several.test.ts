import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { onEvent, settled } from '~/domain/audit/relay.server'
import type { Actor } from '~/domain/audit/actor'
import { canSee, scopeOf } from '~/domain/consults/queries.server'
import { addConsult } from '~/domain/schedule/add-consult.server'
import { approveConference, refuseConference } from '~/domain/schedule/approve-conference.server'
import { arrangeConference, draftConference } from '~/domain/schedule/arrange-conference.server'
import { loadConference } from '~/domain/schedule/load-conference.server'
import { publishConference } from '~/domain/schedule/publish-conference.server'
import { recordNotHeld } from '~/domain/schedule/record-not-held.server'
import { arrangeConference as shape } from '~/domain/schedule/schema'
import { tellItem } from '~/domain/schedule/tell-item.server'
import { defaultSettings } from '~/domain/hospitals/settings'
import { db } from '~/platform/database/database.server'
import { aPerson } from '../rooms/a-conference'
import { addressOf, inHours, kindsOf, listenForInvitations, mailsOf } from './an-invitation'
import { threeConsults, type Asked, type Several } from './several-consults'

let world: Several
let [one, two, three]: Asked[] = []
let stop: () => Promise<void>
beforeAll(async () => {
  stop = await listenForInvitations()
  for (const name of ['conference.itemMoved', 'conference.itemDropped']) onEvent(name, `consults of ${name}`, tellItem)
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
const approvalAsked = () => db.hospitalSetting.create({ data: { hospitalId: world.supportingId, key: 'conferences', value: { ...defaultSettings.conferences, approval: true }, updatedAt: new Date() } })
const reason = 'Chuyên gia phải mổ cấp cứu'

describe('arranging several', () => {
  test('in order, each with its minutes and presenter; who leads knows both by name, presenters and observers the others without', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan({ observerIds: [world.observer.personId] }))
    const conference = await conferenceOf(conferenceId)
    expect(conference.agenda.map(({ consultId, minutes, presenterId, position }) => [consultId, minutes, presenterId, position])).toEqual([[known(one).consultId, 30, known(one).doctor.personId, 1], [known(two).consultId, 45, known(two).doctor.personId, 2]])
    expect(conference.members.map(({ role }) => role).sort()).toEqual(['chair', 'observer', 'presenter', 'presenter', 'scribe', 'specialist'])
    expect(conference.bookings).toHaveLength(6)
    expect([await stateOf(one), await stateOf(two), await stateOf(three)]).toEqual(['scheduled', 'scheduled', 'accepted'])
    for (const actor of [world.chair, world.specialist]) expect([await identified(actor, one), await identified(actor, two), await sees(actor, three)]).toEqual([true, true, false])
    expect([await identified(known(one).doctor, one), await identified(known(one).doctor, two), await sees(known(one).doctor, two)]).toEqual([true, false, true])
    expect([await identified(world.observer, one), await sees(world.observer, two)]).toEqual([false, true])
  })

  test('a colleague of the same hospital presents and knows that patient by name', async () => {
    const colleague = await aPerson(known(two).requestingId, ['treatingDoctor'], 'Bùi Văn Đức')
    await arrangeConference(world.coordinator, plan({ presenterIds: [undefined, colleague.personId] }))
    expect([await identified(colleague, two), await identified(colleague, one), await sees(colleague, one)]).toEqual([true, false, true])
    await expect(arrangeConference(world.coordinator, plan({ consultIds: ids(three), lengths: [30], presenterIds: [colleague.personId], startsAt: inHours(80) }))).rejects.toMatchObject({ key: 'schedule:problem.person', field: 'presenterIds' })
  })

  test('what cannot be is named by field', async () => {
    const refused = (more: object, problem: object) => expect(arrangeConference(world.coordinator, plan(more))).rejects.toMatchObject(problem)
    await refused({ lengths: [60, 45] }, { key: 'schedule:problem.tooLong', field: 'lengths', params: { sum: 105, all: 90 } })
    await refused({ consultIds: [] }, { key: 'schedule:problem.noConsults' })
    await refused({ consultIds: ids(one, one) }, { key: 'schedule:problem.twice' })
    await refused({ scribeId: known(one).doctor.personId }, { key: 'schedule:problem.scribeOfHost', field: 'scribeId' })
    await refused({ deputyId: world.chair.personId }, { key: 'schedule:problem.sameDeputy', field: 'deputyId' })
    await refused({ startsAt: new Date(Date.now() - 3_600_000) }, { key: 'schedule:problem.past' })
    await refused({ startsAt: inHours(24 * 91) }, { key: 'schedule:problem.far' })
    for (const link of ['http://meet.example', 'javascript:alert(1)', 'https://a:b@meet.example', 'meet']) expect(shape.shape.link.safeParse(link).success, link).toBe(false)
    expect(shape.shape.link.safeParse('https://meet.example/abc?x=1').success).toBe(true)
    for (const startsAt of ['2027-02-29T10:00', '2026-11-31T10:00']) expect(shape.shape.startsAt.safeParse(startsAt).success, startsAt).toBe(false)
    expect(shape.shape.startsAt.safeParse('2028-02-29T10:00').success).toBe(true)
    await expect(arrangeConference(known(one).districtCoordinator, plan())).rejects.toMatchObject({ status: 404 })
    await expect(arrangeConference(world.observer, plan())).rejects.toMatchObject({ status: 404 })
  })

  test('a consult waits in one conference: the problem says where; of two coordinators at once one has it, and a repeated command is once', async () => {
    const second = await aPerson(world.supportingId, ['coordinator'], 'Phạm Thị Ngân')
    const chair = await aPerson(world.supportingId, ['specialist'], 'Đinh Công Thắng')
    const other = plan({ chairId: chair.personId, scribeId: second.personId, specialistIds: [], startsAt: inHours(72), consultIds: ids(one), lengths: [30] })
    const outcomes = await Promise.allSettled([arrangeConference(world.coordinator, plan({ consultIds: ids(one), lengths: [30] })), arrangeConference(second, other)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(arrangeConference(second, { ...other, startsAt: inHours(90) })).rejects.toMatchObject({ key: 'schedule:problem.waitsElsewhere', field: 'consultIds' })
    const again = { ...world.coordinator, commandId: 'arrange:abcdefgh' }
    const [first, repeated] = [await arrangeConference(again, plan({ consultIds: ids(two), lengths: [30], startsAt: inHours(99) })), await arrangeConference(again, plan({ consultIds: ids(two), lengths: [30], startsAt: inHours(99) }))]
    expect(repeated).toEqual(first)
  })
})

describe('drafts and approval', () => {
  test('a draft holds people and tells nobody; published it is a conference', async () => {
    const { conferenceId } = await draftConference(world.coordinator, plan({ consultIds: [] }))
    await addConsult(world.coordinator, { conferenceId, consultId: known(one).consultId, minutes: 30 })
    await settled()
    expect(await conferenceOf(conferenceId)).toMatchObject({ state: 'draft', sequence: 0 })
    expect((await conferenceOf(conferenceId)).bookings).toHaveLength(4)
    expect([await stateOf(one), await sees(world.chair, one)]).toEqual(['accepted', false])
    expect(await kindsOf(world.chair)).toEqual([])
    for (const actor of [world.chair, known(one).doctor, world.observer]) await expect(loadConference(db, actor, conferenceId, new Date())).rejects.toMatchObject({ status: 404 })
    await expect(publishConference(known(one).doctor, { conferenceId })).rejects.toMatchObject({ status: 404 })
    await publishConference(world.coordinator, { conferenceId })
    await settled()
    expect([(await conferenceOf(conferenceId)).state, await stateOf(one), await sees(world.chair, one)]).toEqual(['planned', 'scheduled', true])
    expect(await kindsOf(world.chair)).toContain('conferenceArranged')
    await expect(publishConference(world.coordinator, { conferenceId })).rejects.toMatchObject({ key: 'schedule:problem.changed' })
  })

  test('an empty draft is not published; called off it tells nobody and frees everybody', async () => {
    const { conferenceId } = await draftConference(world.coordinator, plan({ consultIds: [] }))
    await expect(publishConference(world.coordinator, { conferenceId })).rejects.toMatchObject({ key: 'schedule:problem.noConsults' })
    await recordNotHeld(world.coordinator, { conferenceId, reason })
    await settled()
    expect((await conferenceOf(conferenceId)).bookings).toEqual([])
    expect(await kindsOf(world.chair)).toEqual([])
  })

  test('where the hospital wants it a head approves, who did not arrange it; invitations go out only then', async () => {
    await approvalAsked()
    await db.person.update({ where: { id: world.chair.personId }, data: { email: addressOf(world.chair) } })
    const { conferenceId } = await arrangeConference(world.coordinator, plan())
    await settled()
    expect([(await conferenceOf(conferenceId)).state, await stateOf(one)]).toEqual(['awaitingApproval', 'accepted'])
    expect([await kindsOf(world.head), await kindsOf(world.chair)]).toEqual([['conferenceToApprove'], []])
    await expect(approveConference(world.coordinator, { conferenceId, note: '' })).rejects.toMatchObject({ status: 404 })
    await expect(addConsult(world.coordinator, { conferenceId, consultId: known(three).consultId, minutes: 15 })).rejects.toMatchObject({ key: 'schedule:problem.beingApproved' })
    await approveConference(world.head, { conferenceId, note: '' })
    await settled()
    expect(await conferenceOf(conferenceId)).toMatchObject({ state: 'planned', approval: 'approved', approvalById: world.head.personId })
    expect([await stateOf(one), await stateOf(two), await kindsOf(world.coordinator)]).toEqual(['scheduled', 'scheduled', expect.arrayContaining(['conferenceApproved'])])
    expect((await mailsOf(world.chair)).some(({ calendar }) => calendar?.includes('METHOD:REQUEST'))).toBe(true)
    await expect(approveConference(world.head, { conferenceId, note: '' })).rejects.toMatchObject({ key: 'schedule:problem.changed' })
  })

  test('refused with a reason: everybody is free, the consults wait; nobody approves their own', async () => {
    await approvalAsked()
    const both = { ...world.coordinator, roles: ['coordinator' as const, 'head' as const] }
    const { conferenceId } = await arrangeConference(both, plan())
    await expect(approveConference(both, { conferenceId, note: '' })).rejects.toMatchObject({ status: 404 })
    const outcomes = await Promise.allSettled([refuseConference(world.head, { conferenceId, reason }), approveConference(await aPerson(world.supportingId, ['head'], 'Trần Văn Bảo'), { conferenceId, note: '' })])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { conferenceId: again } = await arrangeConference(world.coordinator, plan({ consultIds: ids(three), lengths: [30], startsAt: inHours(99) }))
    await refuseConference(world.head, { conferenceId: again, reason })
    await settled()
    expect(await conferenceOf(again)).toMatchObject({ state: 'refused', approval: 'refused', reason, bookings: [], agenda: [{ state: 'dropped', reason }] })
    expect([await stateOf(three), await kindsOf(world.coordinator)]).toEqual(['accepted', expect.arrayContaining(['conferenceRefused'])])
    await arrangeConference(world.coordinator, plan({ consultIds: ids(three), lengths: [30], startsAt: inHours(99) }))
  })

  test('an emergency opens at once and is approved, or not, afterwards: nothing is undone', async () => {
    await approvalAsked()
    const { conferenceId } = await arrangeConference(world.coordinator, plan({ when: 'now', startsAt: undefined }))
    await settled()
    expect(await conferenceOf(conferenceId)).toMatchObject({ state: 'open', approval: 'awaiting' })
    expect(await kindsOf(world.head)).toContain('conferenceToApprove')
    await refuseConference(world.head, { conferenceId, reason })
    await settled()
    expect(await conferenceOf(conferenceId)).toMatchObject({ state: 'open', approval: 'refused', approvalNote: reason })
    expect([await stateOf(one), await kindsOf(world.coordinator)]).toEqual(['inConference', expect.arrayContaining(['conferenceRefused'])])
  })
})
