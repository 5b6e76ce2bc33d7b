import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { settled } from '~/domain/audit/relay.server'
import { grantAccess } from '~/domain/consults/grant-access.server'
import { canSee } from '~/domain/consults/queries.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { arrangeConference } from '~/domain/schedule/arrange-conference.server'
import { arrangePage } from '~/domain/schedule/arrange-page.server'
import { openConference } from '~/domain/schedule/open-conference.server'
import { conferencesOf, myConferences } from '~/domain/schedule/queries.server'
import { recordNotHeld } from '~/domain/schedule/record-not-held.server'
import { arrangeConference as shape } from '~/domain/schedule/schema'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { aPerson, anAcceptedConsult } from '../rooms/a-conference'

type World = Awaited<ReturnType<typeof anAcceptedConsult>>
let world: World
beforeEach(async () => { world = await anAcceptedConsult() })

const hour = 3_600_000
const inHours = (hours: number) => new Date(Math.ceil(Date.now() / hour) * hour + hours * hour)
const plan = (more: object = {}) => ({
  consultId: world.consultId, when: 'later' as const, startsAt: inHours(2), minutes: 45, chairId: world.chair.personId, scribeId: world.coordinator.personId, specialistIds: [world.specialist.personId], ...more,
})
const stateOf = async (id = world.consultId) => (await db.consult.findUniqueOrThrow({ where: { id } })).state

describe('arranging a conference', () => {
  test('at a time: everybody booked, invited and let in, the consult scheduled', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan())
    const conference = await db.conference.findUniqueOrThrow({ where: { id: conferenceId }, include: { members: true, bookings: true } })
    expect(conference.members.map(({ role }) => role).sort()).toEqual(['chair', 'presenter', 'scribe', 'specialist'])
    expect(conference.bookings).toHaveLength(4)
    expect(conference.endsAt.getTime() - conference.startsAt.getTime()).toBe(45 * 60_000)
    expect(await stateOf()).toBe('scheduled')
    expect((await db.consultAccess.findMany({ where: { consultId: world.consultId, personId: { in: [world.chair.personId, world.specialist.personId] } } })).map(({ kind }) => kind).sort()).toEqual(['chair', 'specialist'])
    const event = await db.event.findFirstOrThrow({ where: { name: 'conference.arranged', subjectId: conferenceId } })
    expect(event.audience).toEqual(expect.arrayContaining([`person:${world.chair.personId}`, `consult:${world.consultId}`]))
    expect(await myConferences(world.chair)).toMatchObject([{ id: conferenceId, state: 'planned' }])
    expect(await conferencesOf(world.consultId)).toMatchObject([{ chair: 'BS Đỗ Hoàng Lâm' }])
    await settled()
  })

  test('now: the room is open at once', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan({ when: 'now', startsAt: undefined }))
    expect(await db.room.findUnique({ where: { conferenceId } })).toMatchObject({ lastSeq: 0, closedAt: null })
    expect(await stateOf()).toBe('inConference')
  })

  test('who is booked already is named, and nothing of it stays', async () => {
    await arrangeConference(world.coordinator, plan())
    const second = await anAcceptedConsult()
    await db.membership.create({ data: { id: crypto.randomUUID(), personId: world.specialist.personId, hospitalId: second.supportingId, roles: ['specialist'], validFrom: new Date('2020-01-01') } })
    const clash = { ...plan(), consultId: second.consultId, chairId: second.chair.personId, scribeId: second.coordinator.personId }
    await expect(arrangeConference(second.coordinator, clash)).rejects.toMatchObject({ key: 'schedule:problem.taken', field: 'startsAt', params: { name: 'Tạ Thị Bích Liên' } })
    expect(await stateOf(second.consultId)).toBe('accepted')
    expect(await db.conference.count({ where: { agenda: { some: { consultId: second.consultId } } } })).toBe(0)
    // Right after the first one ends, the same person is free.
    await arrangeConference(second.coordinator, { ...clash, startsAt: new Date(inHours(2).getTime() + 45 * 60_000) })
  })

  test('two people arranging one consult at once: one does', async () => {
    const outcomes = await Promise.allSettled([arrangeConference(world.coordinator, plan()), arrangeConference(world.coordinator, plan())])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db.conference.count({ where: { agenda: { some: { consultId: world.consultId } } } })).toBe(1)
  })

  test('times, people and roles that cannot be are named by field', async () => {
    const refused = async (more: object, field: string) => expect(arrangeConference(world.coordinator, plan(more))).rejects.toMatchObject({ field })
    await refused({ startsAt: new Date(Date.now() - hour) }, 'startsAt')
    await refused({ startsAt: undefined }, 'startsAt')
    await refused({ startsAt: inHours(24 * 100) }, 'startsAt')
    await refused({ scribeId: world.chair.personId }, 'scribeId')
    await refused({ chairId: world.doctor.personId }, 'chairId')
    await refused({ chairId: world.stranger.personId }, 'chairId')
    await refused({ specialistIds: [world.stranger.personId] }, 'specialistIds')
    expect(shape.safeParse({ consultId: world.consultId, when: 'later', startsAt: '2026-13-40T99:99', minutes: 'x', chairId: '', scribeId: '' }).error?.issues.map(({ path }) => path[0])).toEqual(['startsAt', 'minutes', 'chairId', 'scribeId'])
    expect(shape.parse({ consultId: world.consultId, when: 'later', startsAt: '2026-11-04T13:30', minutes: '45', chairId: world.chair.personId, scribeId: world.chair.personId }).startsAt?.toISOString()).toBe('2026-11-04T06:30:00.000Z')
  })

  test('nobody sits on one side who stands on the other; the treating doctor writes for the patient’s side', async () => {
    const alsoSenior = (personId: string) => db.membership.create({ data: { id: crypto.randomUUID(), personId, hospitalId: world.supportingId, roles: ['specialist'], validFrom: new Date('2020-01-01') } })
    const junior = await aPerson(world.requestingId, ['coordinator'], 'Lê Đình Sáng')
    await alsoSenior(junior.personId)
    await db.consultStep.create({ data: { id: crypto.randomUUID(), consultId: world.consultId, at: new Date(), personId: junior.personId, hospitalId: world.requestingId, action: 'completeDetails', fromState: 'sent', toState: 'sent' } })
    await expect(arrangeConference(world.coordinator, plan({ chairId: junior.personId }))).rejects.toMatchObject({ key: 'schedule:problem.bothSides', field: 'chairId', params: { name: 'Lê Đình Sáng' } })
    await alsoSenior(world.doctor.personId)
    const { conferenceId } = await arrangeConference(world.coordinator, plan({ scribeId: world.doctor.personId }))
    expect(await db.conferenceMember.findFirst({ where: { conferenceId, personId: world.doctor.personId } })).toMatchObject({ role: 'scribe', hospitalId: world.requestingId })
  })

  test('who sits for one side does nothing for the other', async () => {
    await arrangeConference(world.coordinator, plan())
    const both = { ...world.specialist, hospitalId: world.requestingId, roles: ['coordinator' as const] }
    await db.$transaction((tx) => grantAccess(tx, new Date(), { consultId: world.consultId, hospitalId: world.requestingId, role: 'coordinator', kind: 'coordinator', basis: 'test' }))
    await expect(withdrawConsult(both, { consultId: world.consultId, note: 'Chuyển viện' })).rejects.toMatchObject({ key: 'consults:problem.bothSides' })
  })

  test('only the supporting coordinator and the assigned specialist arrange', async () => {
    for (const actor of [world.doctor, world.stranger, world.specialist, { ...world.coordinator, hospitalId: world.requestingId }]) {
      await expect(arrangeConference(actor, plan())).rejects.toBeInstanceOf(Response)
    }
    await expect(arrangePage(world.doctor, { consultIds: [world.consultId] })).rejects.toBeInstanceOf(Response)
    expect((await arrangePage(world.coordinator, { consultIds: [world.consultId] })).chairs.map(({ name }) => name)).toEqual(['BS Đỗ Hoàng Lâm', 'BS Tạ Thị Bích Liên'])
  })
})

describe('opening, and not holding', () => {
  test('the chair opens; twice is once; others do not', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan())
    await expect(openConference(world.specialist, { conferenceId })).rejects.toBeInstanceOf(Response)
    await expect(openConference(world.stranger, { conferenceId })).rejects.toBeInstanceOf(Response)
    await openConference(world.chair, { conferenceId })
    await openConference(world.coordinator, { conferenceId })
    expect(await stateOf()).toBe('inConference')
    expect(await db.event.count({ where: { name: 'conference.opened', subjectId: conferenceId } })).toBe(1)
  })

  test('not held, with its reason: people are free again and the consult is accepted again', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan())
    await expect(recordNotHeld(world.doctor, { conferenceId, reason: 'không có lý do' })).rejects.toBeInstanceOf(Response)
    await recordNotHeld(world.chair, { conferenceId, reason: 'Mất điện tại Ba Vì' })
    expect(await db.conference.findUniqueOrThrow({ where: { id: conferenceId } })).toMatchObject({ state: 'notHeld', reason: 'Mất điện tại Ba Vì' })
    expect(await stateOf()).toBe('accepted')
    await arrangeConference(world.coordinator, plan())
    const event = await db.event.findFirstOrThrow({ where: { name: 'conference.notHeld' } })
    expect(JSON.stringify(event)).not.toContain('Mất điện')
  })

  test('who was only invited reads the reason for a day, and may come back with the next conference', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan())
    await recordNotHeld(world.chair, { conferenceId, reason: 'Mất điện tại Ba Vì' })
    const sees = (who: Actor) => canSee(who, world.consultId)
    expect([await sees(world.chair), await sees(world.specialist)]).toEqual([true, true])
    try {
      moveClock(25 * hour)
      expect([await sees(world.chair), await sees(world.specialist), await sees(world.coordinator), await sees(world.doctor)]).toEqual([false, false, true, true])
      await arrangeConference(world.coordinator, plan({ startsAt: inHours(40) }))
      expect(await sees(world.chair)).toBe(true)
    } finally {
      resetClock()
    }
  })

  test('a room that broke off without result closes with it', async () => {
    const { conferenceId } = await arrangeConference(world.coordinator, plan({ when: 'now', startsAt: undefined }))
    await recordNotHeld(world.coordinator, { conferenceId, reason: 'Không nối được máy' })
    expect((await db.room.findUniqueOrThrow({ where: { conferenceId } })).closedAt).not.toBeNull()
    expect(await stateOf()).toBe('accepted')
  })
})
