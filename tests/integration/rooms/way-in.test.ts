import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { scopeOf } from '~/domain/consults/queries.server'
import { askToEnter } from '~/domain/rooms/ask-to-enter.server'
import { enterRoom } from '~/domain/rooms/enter-room.server'
import { admit, admitAll, refuseEntry } from '~/domain/rooms/let-in.server'
import { roomPage } from '~/domain/rooms/queries.server'
import { setMessage } from '~/domain/rooms/set-message.server'
import { mayAsk, sitesPage, waitPage, wayInBeside, wayInNow } from '~/domain/rooms/way-in.server'
import { setMessage as messageShape } from '~/domain/rooms/way-in-schema'
import { recordNotHeld } from '~/domain/schedule/record-not-held.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import type { Actor } from '~/domain/audit/actor'
import { aPerson, anOpenConference } from './a-conference'

type World = Awaited<ReturnType<typeof anOpenConference>>
let world: World
let colleague: Actor
beforeEach(async () => {
  world = await anOpenConference()
  colleague = await aPerson(world.requestingId, ['treatingDoctor'], 'Nguyễn Thị Hạnh')
})
afterEach(resetClock)

const ask = (actor: Actor, note = '') => askToEnter(actor, { conferenceId: world.conferenceId, note })
const requests = () => db.entryRequest.findMany({ where: { conferenceId: world.conferenceId }, orderBy: { at: 'asc' } })
const requestOf = async (actor: Actor) => (await db.entryRequest.findFirstOrThrow({ where: { conferenceId: world.conferenceId, personId: actor.personId, outcome: null } })).id
const refuse = async (actor: Actor, reason = 'Phòng đã đủ người dự.') => refuseEntry(world.chair, { conferenceId: world.conferenceId, requestId: await requestOf(actor), reason })

describe('asking to come in', () => {
  test('is for staff of a hospital that takes part; for all others the address leads nowhere', async () => {
    expect(await waitPage(colleague, world.conferenceId)).toMatchObject({ as: 'guest', request: null, left: 3 })
    expect(await mayAsk(colleague, world.conferenceId)).toBe(true)
    await expect(roomPage(colleague, world.conferenceId)).rejects.toMatchObject({ status: 404 })
    await ask(colleague, 'Tôi phụ trách khoa Ngoại.')
    expect(await requests()).toMatchObject([{ personId: colleague.personId, hospitalId: world.requestingId, outcome: null, note: 'Tôi phụ trách khoa Ngoại.' }])
    for (const id of [world.conferenceId, newId()]) {
      await expect(waitPage(world.stranger, id)).rejects.toMatchObject({ status: 404 })
      await expect(askToEnter(world.stranger, { conferenceId: id, note: '' })).rejects.toMatchObject({ status: 404 })
      expect(await mayAsk(world.stranger, id)).toBe(false)
    }
  })

  test('shows title, time and host, and nothing of the patient, the consult or the members', async () => {
    await setMessage(world.chair, { conferenceId: world.conferenceId, message: 'Chờ kết quả chụp.' })
    const { code } = await db.consult.findUniqueOrThrow({ where: { id: world.consultId } })
    const shown = JSON.stringify(await waitPage(colleague, world.conferenceId))
    for (const secret of [code, 'Phùng Văn Định', 'Đau đầu', world.chair.fullName, world.consultId, 'Chờ kết quả chụp']) expect(shown).not.toContain(secret)
  })

  test('where else its sound is, and what its members are told, stays with them and the coordinators of those who take part', async () => {
    await db.conference.update({ where: { id: world.conferenceId }, data: { link: 'https://meet.example/abc', telephone: '024 3', message: 'Chờ kết quả chụp.' } })
    const coordinator = await aPerson(world.requestingId, ['coordinator'], 'Điều phối viên Ba Vì')
    for (const actor of [world.doctor, coordinator]) expect(await wayInBeside(actor, world.conferenceId)).toMatchObject({ link: 'https://meet.example/abc', message: 'Chờ kết quả chụp.' })
    expect(await wayInBeside(colleague, world.conferenceId)).toMatchObject({ link: '', telephone: '', message: '', sites: [], code: '', waiting: null })
  })

  test('twice is once, also at the same moment', async () => {
    await Promise.all([ask(colleague), ask(colleague)])
    await ask(colleague)
    expect(await requests()).toHaveLength(1)
  })

  test('a member goes in and does not ask; whoever is a member for another hospital is told so', async () => {
    await ask(world.doctor)
    expect(await requests()).toHaveLength(0)
    const elsewhere = { ...world.doctor, hospitalId: world.supportingId }
    await expect(ask(elsewhere)).rejects.toMatchObject({ key: 'rooms:wayIn.problem.otherMembership' })
  })

  test('of one that is being prepared nobody knows, and one that is over takes nobody', async () => {
    const coordinator = await aPerson(world.requestingId, ['coordinator'], 'Điều phối viên Ba Vì')
    expect(await sitesPage(coordinator, world.conferenceId)).toMatchObject({ member: false })
    for (const state of ['draft', 'awaitingApproval', 'refused'] as const) {
      await db.conference.update({ where: { id: world.conferenceId }, data: { state } })
      await expect(waitPage(colleague, world.conferenceId), state).rejects.toMatchObject({ status: 404 })
      await expect(ask(colleague), state).rejects.toMatchObject({ status: 404 })
      for (const actor of [coordinator, world.doctor]) await expect(sitesPage(actor, world.conferenceId), state).rejects.toMatchObject({ status: 404 })
    }
    await db.conference.update({ where: { id: world.conferenceId }, data: { state: 'open' } })
    await ask(colleague)
    await recordNotHeld(world.chair, { conferenceId: world.conferenceId, reason: 'Không nối được máy' })
    expect(await waitPage(colleague, world.conferenceId)).toMatchObject({ as: 'guest', ahead: false })
    const late = await aPerson(world.requestingId, ['head'], 'Lê Văn Muộn')
    await expect(ask(late)).rejects.toMatchObject({ key: 'rooms:wayIn.problem.over' })
    await expect(admitAll(world.chair, world)).rejects.toMatchObject({ status: 404 })
  })

  test('fifty wait at most', async () => {
    await db.entryRequest.createMany({ data: Array.from({ length: 50 }, () => ({ id: newId(), conferenceId: world.conferenceId, personId: newId(), hospitalId: world.requestingId, at: new Date() })) })
    await expect(ask(colleague)).rejects.toMatchObject({ key: 'rooms:wayIn.problem.full' })
  })
})

describe('letting in', () => {
  test('chair, deputy and scribe see who asks; others neither see nor decide', async () => {
    await ask(colleague, 'Xin dự thính.')
    const requestId = await requestOf(colleague)
    for (const runs of [world.chair, world.scribe]) expect((await wayInNow(runs, world.conferenceId)).waiting).toMatchObject([{ id: requestId, name: 'BS Nguyễn Thị Hạnh', note: 'Xin dự thính.' }])
    expect((await wayInNow(world.doctor, world.conferenceId)).waiting).toBeNull()
    const coordinator = await aPerson(world.supportingId, ['coordinator'], 'Điều phối viên khác')
    for (const actor of [world.doctor, world.specialist, world.stranger, colleague, coordinator]) {
      await expect(admit(actor, { conferenceId: world.conferenceId, requestId })).rejects.toMatchObject({ status: 404 })
      await expect(refuseEntry(actor, { conferenceId: world.conferenceId, requestId, reason: 'không' })).rejects.toMatchObject({ status: 404 })
      await expect(admitAll(actor, { conferenceId: world.conferenceId })).rejects.toMatchObject({ status: 404 })
    }
    const other = await anOpenConference()
    await expect(admit(other.chair, { conferenceId: other.conferenceId, requestId })).rejects.toMatchObject({ status: 404 })
  })

  test('makes an observer, who sees the consult without its name and no files', async () => {
    await ask(colleague)
    await admit(world.chair, { conferenceId: world.conferenceId, requestId: await requestOf(colleague) })
    expect(await enterRoom(colleague, world.conferenceId)).toMatchObject({ role: 'observer', open: true })
    expect((await scopeOf(colleague, world.consultId)).rights).toEqual({ kinds: ['observer'], identified: false })
    const page = await roomPage(colleague, world.conferenceId)
    expect(page?.items[0]).toMatchObject({ identified: false, consult: { patientName: null, files: [] } })
    expect((await db.consultAccess.findFirstOrThrow({ where: { consultId: world.consultId, personId: colleague.personId } })).basis).toBe(`conference:${world.conferenceId}`)
    const member = await db.conferenceMember.findFirstOrThrow({ where: { conferenceId: world.conferenceId, personId: colleague.personId } })
    expect(member.code).toMatch(/^[2-9A-HJ-NP-Z]{6}$/)
  })

  test('twice, or two at once, makes one member; after a refusal there is nothing to let in', async () => {
    await ask(colleague)
    const requestId = await requestOf(colleague)
    await Promise.all([admit(world.chair, { conferenceId: world.conferenceId, requestId }), admit(world.scribe, { conferenceId: world.conferenceId, requestId })].map((done) => done.catch((problem: unknown) => expect(problem).toMatchObject({ key: 'rooms:wayIn.problem.answered' }))))
    await admit(world.chair, { conferenceId: world.conferenceId, requestId })
    expect(await db.conferenceMember.count({ where: { conferenceId: world.conferenceId, personId: colleague.personId } })).toBe(1)
    const second = await aPerson(world.requestingId, ['head'], 'Lê Thị Hai')
    await ask(second)
    const refused = await requestOf(second)
    await refuse(second)
    await expect(admit(world.chair, { conferenceId: world.conferenceId, requestId: refused })).rejects.toMatchObject({ key: 'rooms:wayIn.problem.answered' })
  })

  test('all at once; whoever has left the hospital meanwhile is not let in', async () => {
    const gone = await aPerson(world.requestingId, ['specialist'], 'Đã Chuyển Đi')
    await ask(colleague)
    await ask(gone)
    await db.membership.update({ where: { id: gone.membershipId }, data: { validUntil: new Date('2024-01-01') } })
    await admitAll(world.scribe, { conferenceId: world.conferenceId })
    expect((await requests()).map(({ outcome }) => outcome)).toEqual(['admitted', 'refused'])
    expect(await db.conferenceMember.count({ where: { conferenceId: world.conferenceId, personId: gone.personId } })).toBe(0)
  })

  test('a refusal is told with its words; again after five minutes, three times at most', async () => {
    await ask(colleague)
    await refuse(colleague)
    expect(await waitPage(colleague, world.conferenceId)).toMatchObject({ request: { outcome: 'refused', reason: 'Phòng đã đủ người dự.' }, left: 2 })
    await expect(ask(colleague)).rejects.toMatchObject({ key: 'rooms:wayIn.problem.tooSoon' })
    for (let time = 0; time < 2; time++) {
      moveClock(5 * 60_000 + 1_000)
      await ask(colleague)
      await refuse(colleague)
    }
    moveClock(5 * 60_000 + 1_000)
    await expect(ask(colleague)).rejects.toMatchObject({ key: 'rooms:wayIn.problem.thrice' })
  })
})

describe('the waiting room of a member', () => {
  test('has the agenda with one’s own place, the message, one’s own code and nobody else’s', async () => {
    await setMessage(world.scribe, { conferenceId: world.conferenceId, message: 'Bắt đầu muộn 10 phút.' })
    const page = await waitPage(world.doctor, world.conferenceId)
    expect(page).toMatchObject({ as: 'member', message: 'Bắt đầu muộn 10 phút.', agenda: [{ place: 1, mine: true, minutes: 45 }] })
    const codes = await db.conferenceMember.findMany({ where: { conferenceId: world.conferenceId }, select: { personId: true, code: true } })
    const shown = JSON.stringify(page)
    for (const { personId, code } of codes) expect(shown.includes(code)).toBe(personId === world.doctor.personId)
  })

  test('the message is of those who run it and the host’s coordinator, 500 characters at most', async () => {
    const coordinator = await aPerson(world.supportingId, ['coordinator'], 'Điều phối viên khác')
    await setMessage(coordinator, { conferenceId: world.conferenceId, message: 'Xin chờ.' })
    for (const actor of [world.doctor, world.specialist, world.stranger]) await expect(setMessage(actor, { conferenceId: world.conferenceId, message: 'x' })).rejects.toMatchObject({ status: 404 })
    expect(messageShape.safeParse({ conferenceId: world.conferenceId, message: 'x'.repeat(501) }).success).toBe(false)
    await setMessage(world.chair, { conferenceId: world.conferenceId, message: '' })
    expect((await wayInNow(world.doctor, world.conferenceId)).message).toBe('')
  })
})
