import ICAL from 'ical.js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { settled } from '~/domain/audit/relay.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { onEvent } from '~/domain/audit/relay.server'
import { endWithdrawn } from '~/domain/schedule/end-withdrawn.server'
import { acceptInvitation, declineInvitation, proposeTime } from '~/domain/schedule/answer-invitation.server'
import { arrangeConference } from '~/domain/schedule/arrange-conference.server'
import { invitationsOf } from '~/domain/schedule/invitations.server'
import { moveConference, refuseProposal, takeProposal } from '~/domain/schedule/move-conference.server'
import { openConference } from '~/domain/schedule/open-conference.server'
import { recordNotHeld } from '~/domain/schedule/record-not-held.server'
import { releaseMember } from '~/domain/schedule/release-member.server'
import { sweepReminders } from '~/domain/schedule/sweep-reminders.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { anAcceptedConsult } from '../rooms/a-conference'
import { addressOf, aPlannedConference, inHours, kindsOf, listenForInvitations, mailsOf } from './an-invitation'

let world: Awaited<ReturnType<typeof aPlannedConference>>
let stop: () => Promise<void>
beforeAll(async () => { stop = await listenForInvitations() })
afterAll(async () => { await stop() })
beforeEach(async () => { world = await aPlannedConference() })

const reason = 'Tôi có lịch mổ vào giờ này'
const given = (sequence = 0) => ({ conferenceId: world.conferenceId, sequence })
const another = (hours = 96) => ({ ...given(), startsAt: inHours(hours), minutes: 60, reason })

/** The calendar messages in somebody's mails, as another calendar reads them. */
async function calendarsOf(actor: Actor) {
  return (await mailsOf(actor)).flatMap(({ calendar }) => {
    if (!calendar) return []
    const whole = new ICAL.Component(ICAL.parse(calendar) as never[])
    const part = whole.getFirstSubcomponent('vevent')
    if (!part) throw new Error('no event')
    const event = new ICAL.Event(part)
    return [{ method: whole.getFirstPropertyValue('method'), uid: event.uid, sequence: event.sequence, startsAt: event.startDate.toJSDate(), endsAt: event.endDate.toJSDate(), attendees: event.attendees.map((one) => one.getFirstValue()), text: calendar }]
  })
}

describe('the invitation', () => {
  test('goes to everybody with an address as a message another calendar reads, to whoever arranged as well, and holds no patient', async () => {
    for (const actor of [world.chair, world.doctor, world.coordinator]) {
      expect(await calendarsOf(actor)).toMatchObject([{ method: 'REQUEST', uid: `${world.conferenceId}@chi-em`, sequence: 0, startsAt: world.startsAt, attendees: [`mailto:${addressOf(actor)}`] }])
    }
    const [mail] = await mailsOf(world.chair)
    expect(`${mail?.subject}${mail?.body}${mail?.calendar}`).not.toMatch(/Phùng|Đau đầu|tuổi/)
    expect(mail?.body).toContain(`/conferences/${world.conferenceId}`)
    expect(await kindsOf(world.specialist)).toEqual(['conferenceArranged'])
    expect(await mailsOf(world.specialist)).toEqual([])
    // Whoever arranged it is told nothing new.
    expect(await db.notice.count({ where: { personId: world.coordinator.personId, readAt: null } })).toBe(0)
  })

  test('one that begins at once invites nobody into a calendar', async () => {
    const { consultId, coordinator, chair, doctor } = await anAcceptedConsult()
    await db.person.update({ where: { id: doctor.personId }, data: { email: addressOf(doctor) } })
    const { conferenceId } = await arrangeConference(coordinator, { consultId, when: 'now', minutes: 45, chairId: chair.personId, scribeId: coordinator.personId, specialistIds: [], siteIds: [] })
    await recordNotHeld(coordinator, { conferenceId, reason: 'Mất điện tại Ba Vì' })
    await settled()
    expect(await calendarsOf(doctor)).toEqual([])
  })
})

describe('answering', () => {
  test('yes, no with a reason, another time: the last word counts, those before stay, and who leads it sees them', async () => {
    await acceptInvitation(world.specialist, given())
    await declineInvitation(world.specialist, { ...given(), reason })
    await acceptInvitation(world.chair, given())
    const { answers } = await invitationsOf(world.coordinator, world.conferenceId)
    expect(answers?.map(({ role, reply, reason: why }) => [role, reply, why])).toEqual([['chair', 'accepted', ''], ['scribe', null, ''], ['presenter', null, ''], ['specialist', 'declined', reason]])
    expect(await db.invitationAnswer.count({ where: { personId: world.specialist.personId } })).toBe(2)
    expect((await invitationsOf(world.doctor, world.conferenceId)).answers).toBeNull()
    expect((await invitationsOf(world.chair, world.conferenceId)).answers).toHaveLength(4)
    await settled()
    expect(await kindsOf(world.coordinator)).toContain('invitationDeclined')
    expect(await kindsOf(world.doctor)).not.toContain('invitationDeclined')
    const event = await db.event.findFirstOrThrow({ where: { name: 'invitation.declined', subjectId: world.conferenceId } })
    expect(JSON.stringify(event)).not.toContain('lịch mổ')
  })

  test('twice at once leaves one in force; a command that is repeated is carried out once', async () => {
    const outcomes = await Promise.allSettled([acceptInvitation(world.specialist, given()), declineInvitation(world.specialist, { ...given(), reason })])
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true)
    expect(await db.invitationAnswer.count({ where: { personId: world.specialist.personId, supersededAt: null } })).toBe(1)
    const command = { ...world.chair, commandId: newId() }
    await acceptInvitation(command, given())
    await acceptInvitation(command, given())
    expect(await db.invitationAnswer.count({ where: { personId: world.chair.personId } })).toBe(1)
  })

  test('who is not invited finds nothing; one to an earlier time or of an open conference counts for nothing', async () => {
    await expect(acceptInvitation(world.stranger, given())).rejects.toBeInstanceOf(Response)
    await expect(invitationsOf(world.stranger, world.conferenceId)).rejects.toBeInstanceOf(Response)
    await expect(acceptInvitation({ ...world.chair, hospitalId: world.requestingId }, given())).rejects.toBeInstanceOf(Response)
    await moveConference(world.coordinator, another())
    await expect(acceptInvitation(world.chair, given(0))).rejects.toMatchObject({ key: 'schedule:problem.changed' })
    await openConference(world.chair, { conferenceId: world.conferenceId })
    await expect(acceptInvitation(world.chair, given(1))).rejects.toMatchObject({ key: 'schedule:problem.changed' })
  })
})

describe('another time', () => {
  test('moving books everybody anew, asks again, keeps the reason, and the mails follow with the next number', async () => {
    await acceptInvitation(world.chair, given())
    await moveConference(world.coordinator, another())
    await settled()
    expect(await db.conference.findUniqueOrThrow({ where: { id: world.conferenceId } })).toMatchObject({ startsAt: inHours(96), sequence: 1, state: 'planned' })
    const bookings = await db.booking.findMany({ where: { conferenceId: world.conferenceId, releasedAt: null } })
    expect(bookings.map(({ startsAt, endsAt }) => endsAt.getTime() - startsAt.getTime())).toEqual(Array(4).fill(3_600_000))
    const { answers, moves, sequence } = await invitationsOf(world.chair, world.conferenceId)
    expect([sequence, answers?.map(({ reply }) => reply), moves.map((move) => move.reason)]).toEqual([1, [null, null, null, null], [reason]])
    expect((await calendarsOf(world.doctor)).map(({ method, sequence: number, startsAt }) => [method, number, startsAt.getTime()])).toEqual([['REQUEST', 0, world.startsAt.getTime()], ['REQUEST', 1, inHours(96).getTime()]])
    expect(await kindsOf(world.specialist)).toEqual(['conferenceArranged', 'conferenceMoved'])
    expect(await db.consultStep.findFirst({ where: { consultId: world.consultId, action: 'reschedule' } })).toMatchObject({ note: reason, fromState: 'scheduled', toState: 'scheduled' })
  })

  test('somebody taken then stops it, named, and nothing of it stays', async () => {
    const other = await aPlannedConference(inHours(120))
    await db.booking.create({ data: { id: newId(), conferenceId: other.conferenceId, personId: world.specialist.personId, startsAt: inHours(96), endsAt: inHours(97) } })
    await expect(moveConference(world.coordinator, another())).rejects.toMatchObject({ key: 'schedule:problem.taken', field: 'startsAt', params: { name: 'Tạ Thị Bích Liên' } })
    expect(await db.booking.count({ where: { conferenceId: world.conferenceId, releasedAt: null, startsAt: world.startsAt } })).toBe(4)
    expect((await invitationsOf(world.coordinator, world.conferenceId)).sequence).toBe(0)
  })

  test('only whoever arranged, and of two at once one', async () => {
    for (const actor of [world.doctor, world.chair, world.specialist, world.stranger]) await expect(moveConference(actor, another())).rejects.toBeInstanceOf(Response)
    const outcomes = await Promise.allSettled([moveConference(world.coordinator, another(96)), moveConference(world.coordinator, another(100))])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db.conferenceMove.count({ where: { conferenceId: world.conferenceId } })).toBe(1)
  })

  test('a proposal is taken over, and its answer is yes; or kept out, and asked once more', async () => {
    await proposeTime(world.specialist, another(96))
    const answerId = async () => (await db.invitationAnswer.findFirstOrThrow({ where: { conferenceId: world.conferenceId, reply: 'proposed', supersededAt: null } })).id
    const first = await answerId()
    await expect(takeProposal(world.chair, { ...given(), answerId: first })).rejects.toBeInstanceOf(Response)
    await refuseProposal(world.coordinator, { ...given(), answerId: first })
    await expect(takeProposal(world.coordinator, { ...given(), answerId: first })).rejects.toMatchObject({ key: 'schedule:problem.changed' })
    await settled()
    expect(await kindsOf(world.specialist)).toContain('proposalRefused')
    expect(await kindsOf(world.chair)).toContain('timeProposed')
    await proposeTime(world.specialist, another(98))
    await takeProposal(world.coordinator, { ...given(), answerId: await answerId() })
    expect(await db.conference.findUniqueOrThrow({ where: { id: world.conferenceId } })).toMatchObject({ startsAt: inHours(98), sequence: 1 })
    expect((await invitationsOf(world.chair, world.conferenceId)).answers?.map(({ reply }) => reply)).toEqual([null, null, null, 'accepted'])
  })
})

describe('not any more', () => {
  test('a specialist who is taken out is free, told, and gone from the calendar', async () => {
    await db.person.update({ where: { id: world.specialist.personId }, data: { email: addressOf(world.specialist) } })
    await expect(releaseMember(world.coordinator, { conferenceId: world.conferenceId, personId: world.chair.personId })).rejects.toMatchObject({ key: 'schedule:problem.needed' })
    await expect(releaseMember(world.chair, { conferenceId: world.conferenceId, personId: world.specialist.personId })).rejects.toBeInstanceOf(Response)
    await releaseMember(world.coordinator, { conferenceId: world.conferenceId, personId: world.specialist.personId })
    await settled()
    expect(await calendarsOf(world.specialist)).toMatchObject([{ method: 'CANCEL', sequence: 1 }])
    expect(await db.booking.count({ where: { conferenceId: world.conferenceId, personId: world.specialist.personId, releasedAt: null } })).toBe(0)
    await expect(acceptInvitation(world.specialist, given(1))).rejects.toBeInstanceOf(Response)
  })

  test('not held takes it from every calendar, whoever says so', async () => {
    await recordNotHeld(world.chair, { conferenceId: world.conferenceId, reason: 'Mất điện tại Ba Vì' })
    await settled()
    for (const actor of [world.chair, world.doctor, world.coordinator]) expect((await calendarsOf(actor)).at(-1)).toMatchObject({ method: 'CANCEL', sequence: 1, uid: `${world.conferenceId}@chi-em` })
    expect((await mailsOf(world.doctor)).map(({ calendar }) => calendar).join('')).not.toContain('Mất điện')
  })

  test('withdrawn with its consult: the calendars are told, nobody hears of it twice', async () => {
    onEvent('consult.withdraw', 'conferences of what was withdrawn', endWithdrawn)
    await withdrawConsult(world.doctor, { consultId: world.consultId, note: 'Gia đình xin chuyển viện' })
    await settled()
    expect((await calendarsOf(world.chair)).at(-1)).toMatchObject({ method: 'CANCEL', sequence: 1 })
    expect(await db.notice.count({ where: { personId: world.chair.personId, kind: 'conferenceNotHeld', readAt: null } })).toBe(0)
    expect(await kindsOf(world.specialist)).not.toContain('conferenceNotHeld')
  })
})

describe('reminders', () => {
  const remind = async () => {
    await sweepReminders()
    await settled()
  }
  const hour = 3_600_000

  test('a day and a quarter of an hour before, once each, not to who declined', async () => {
    await declineInvitation(world.specialist, { ...given(), reason })
    const ahead = world.startsAt.getTime() - Date.now()
    try {
      await remind()
      expect(await kindsOf(world.doctor)).toEqual(['conferenceArranged'])
      moveClock(ahead - 23 * hour)
      await remind()
      await remind()
      moveClock(23 * hour - 10 * 60_000)
      await Promise.all([sweepReminders(), sweepReminders()])
      await remind()
    } finally {
      resetClock()
    }
    expect(await kindsOf(world.doctor)).toEqual(['conferenceArranged', 'conferenceTomorrow', 'conferenceSoon'])
    expect(await kindsOf(world.specialist)).toEqual(['conferenceArranged'])
  })

  test('a new time is reminded of anew', async () => {
    await moveConference(world.coordinator, another(200))
    try {
      moveClock(inHours(200).getTime() - Date.now() - 23 * hour)
      await remind()
    } finally {
      resetClock()
    }
    expect(await kindsOf(world.doctor)).toEqual(['conferenceArranged', 'conferenceMoved', 'conferenceTomorrow'])
  })
})
