import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEvent, settled, sweepEvents } from '~/domain/audit/relay.server'
import { tellConsult } from '~/domain/consults/tell-consult.server'
import { deliverMail } from '~/domain/notifications/send-mail.server'
import { arrangeConference } from '~/domain/schedule/arrange-conference.server'
import { recordNotHeld } from '~/domain/schedule/record-not-held.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { startJobs, stopJobs } from '~/platform/jobs/jobs.server'
import { aConsult, anAssignedConsult, listen, mailsOf, noticesOf, patient } from './a-told-consult'

beforeAll(async () => {
  await startJobs({ mail: deliverMail, 'render-paper': async () => undefined, 'take-in': async () => undefined, sweep: async () => undefined })
  listen()
})
afterAll(() => stopJobs(1_000))

test('a change tells those concerned, each in their words, and not the one who made it', async () => {
  const { specialist, doctor, coordinator, stranger, chair, consultId } = await anAssignedConsult()
  expect(await noticesOf(specialist)).toMatchObject([{ kind: 'assignedToYou', urgent: true, href: `/consults/${consultId}/reply?from=notice`, hospitalId: specialist.hospitalId, readAt: null }])
  expect(await noticesOf(doctor)).toMatchObject([{ kind: 'assigned', urgent: false, params: { level: 'emergency', hospital: 'Bệnh viện Đa khoa Xanh Pôn' } }])
  for (const other of [coordinator, stranger, chair]) expect(await noticesOf(other)).toEqual([])
})

test('a mail carries code, level and link, and nothing of the patient', async () => {
  const { specialist, consultId } = await anAssignedConsult()
  const { code } = await db.consult.findUniqueOrThrow({ where: { id: consultId }, select: { code: true } })
  const [mail] = await mailsOf(specialist)
  expect(mail?.subject).toBe(`[Cấp cứu] ${code}: Quý vị được phân công trả lời đề nghị hội chẩn`)
  expect(mail?.body).toContain(`http://localhost:3000/consults/${consultId}`)
  expect(mail?.body).not.toContain('{{')
  for (const word of [patient, 'Đau đầu', 'Mổ']) expect(`${mail?.subject} ${mail?.body}`).not.toContain(word)
})

test('without a mail server a mail is kept and not marked as sent', async () => {
  const { specialist } = await anAssignedConsult()
  const [mail] = await mailsOf(specialist)
  await deliverMail(mail?.id ?? '')
  expect(await mailsOf(specialist)).toMatchObject([{ sentAt: null, attempts: 0, failure: null }])
})

test('an event delivered again, even at the same time, tells nobody twice', async () => {
  const { specialist, doctor, consultId } = await anAssignedConsult()
  const event = await db.event.findFirstOrThrow({ where: { subjectId: consultId, name: 'consult.assign' } })
  await Promise.all([tellConsult(event), tellConsult(event), tellConsult(event)])
  for (const actor of [specialist, doctor]) {
    expect(await noticesOf(actor)).toHaveLength(1)
    expect(await mailsOf(actor)).toHaveLength(1)
  }
  expect(await db.$queryRaw`select count(*)::int as n from pgboss.job where name = 'mail' and data->>'id' in (select id::text from "Mail" where "personId" = ${specialist.personId}::uuid)`).toEqual([{ n: 1 }])
})

test('what a crash left undelivered is told by the next sweep', async () => {
  const { consultId, doctor, coordinator, supportingId } = await aConsult()
  await db.event.create({
    data: { id: newId(), at: new Date(Date.now() - 10_000), name: 'consult.accept', subject: 'consult', subjectId: consultId, personId: coordinator.personId, hospitalId: supportingId, audience: [`consult:${consultId}`] },
  })
  await sweepEvents()
  expect(await noticesOf(doctor)).toMatchObject([{ kind: 'accepted' }])
})

test('an open page learns of a new notice, and a notice makes no further notices', async () => {
  const seen: string[] = []
  onEvent('notice.*', 'test', async ({ audience }) => void seen.push(...audience))
  const { specialist } = await anAssignedConsult()
  await settled()
  expect(seen).toContain(`person:${specialist.personId}`)
  expect(await noticesOf(specialist)).toHaveLength(1)
})

test('whoever left the hospital or is locked learns nothing more', async () => {
  const world = await aConsult()
  await db.membership.updateMany({ where: { personId: world.doctor.personId }, data: { validUntil: new Date('2021-01-01') } })
  const event = await db.event.create({ data: { id: newId(), at: new Date(), deliveredAt: new Date(), name: 'consult.accept', subject: 'consult', subjectId: world.consultId, audience: [] } })
  await tellConsult(event)
  expect(await noticesOf(world.doctor)).toEqual([])
})

test('a conference that opens calls its members to the room; one not held is told to them and to the coordinators', async () => {
  const { chair, coordinator, specialist, doctor, consultId } = await aConsult()
  const { conferenceId } = await arrangeConference(coordinator, { consultId, when: 'now', minutes: 45, chairId: chair.personId, scribeId: coordinator.personId, specialistIds: [specialist.personId] })
  await settled()
  for (const actor of [chair, specialist, doctor]) expect(await noticesOf(actor)).toMatchObject([{ kind: 'conferenceOpened', urgent: true, href: `/conferences/${conferenceId}/room` }])
  expect(await noticesOf(coordinator)).toEqual([])
  await recordNotHeld(chair, { conferenceId, reason: 'Mất điện' })
  await settled()
  expect(await noticesOf(coordinator)).toMatchObject([{ kind: 'conferenceNotHeld', urgent: true }])
  expect((await noticesOf(doctor)).map(({ kind }) => kind)).toEqual(['conferenceOpened', 'conferenceNotHeld'])
})
