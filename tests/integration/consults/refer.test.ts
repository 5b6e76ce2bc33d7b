import { expect, test } from 'vitest'
import { evaluateConsult, closeConsult } from '~/domain/consults/close-consult.server'
import { addFollowUp, endEpisode } from '~/domain/consults/follow-up.server'
import { openConsults } from '~/domain/consults/list.server'
import { consultRecord } from '~/domain/consults/record.server'
import { referConsult, referralTargets } from '~/domain/consults/refer-consult.server'
import { tellConsult } from '~/domain/consults/tell-consult.server'
import { changeSetting } from '~/domain/hospitals/settings.server'
import { db } from '~/platform/database/database.server'
import { todayInVietnam } from '~/platform/dates'
import { aFollowedConsult, aNetwork, anActor } from '../../support/network'
import { guards } from './guards'

const today = todayInVietnam(new Date())
const away = { receivingId: undefined, place: 'Bệnh viện Bạch Mai', reason: 'Cần can thiệp mạch vành.', transport: 'escortedAmbulance' } as const

guards([
  { verb: 'referConsult', by: ['doctor'], before: aFollowedConsult, act: (actor, { consultId }) => referConsult(actor, { consultId, ...away }), to: 'following', step: 'refer', once: false, private: 'mạch vành' },
])

const aReferredConsult = async () => {
  const network = await aNetwork()
  const { consultId } = await aFollowedConsult(network)
  await referConsult(network.doctor, { consultId, ...away, receivingId: network.senior, place: '' })
  const receiver = await anActor(network.senior, ['treatingDoctor'], { fullName: 'Đinh Công Thành' })
  return { network, consultId, receiver }
}

test('inside the network the receiving hospital follows and ends; the requesting doctor no longer does, both see the end', async () => {
  const { network, consultId, receiver } = await aReferredConsult()
  await expect(addFollowUp(network.doctor, { consultId, condition: 'same', note: '' })).rejects.toMatchObject({ status: 404 })
  await expect(addFollowUp(network.secondDoctor, { consultId, condition: 'same', note: '' })).rejects.toMatchObject({ status: 404 })
  await addFollowUp(receiver, { consultId, condition: 'better', note: 'Đã đặt stent động mạch vành phải.' })
  await endEpisode(receiver, { consultId, endKind: 'discharge', endedOn: today })
  await evaluateConsult(receiver, { consultId, result: 'recovered', treatedOnSite: 'no', diagnosisChange: 'no', usefulness: '5', remark: '' })
  await closeConsult(network.doctor, { consultId })
  for (const reader of [network.doctor, receiver, network.specialist]) {
    const { consult } = await consultRecord(reader, consultId)
    expect(consult.outcome).toMatchObject({ endKind: 'discharge', result: 'recovered' })
    expect(consult.followUps.at(-1)).toMatchObject({ hospitalId: network.senior })
  }
})

test('the receiving coordinator is told and asked, not every doctor of the hospital; the requesting doctor hears of each entry', async () => {
  const { network, consultId, receiver } = await aReferredConsult()
  const task = async (actor: Parameters<typeof openConsults>[0]) => (await openConsults(actor)).consults.find(({ id }) => id === consultId)?.task
  expect([await task(network.seniorCoordinator), await task(receiver), await task(network.doctor)]).toEqual(['followUp', 'watch', 'watch'])
  await addFollowUp(receiver, { consultId, condition: 'same', note: '' })
  expect(await task(receiver)).toBe('followUp')
  const toldOf = async (name: string) => {
    const event = await db.event.findFirstOrThrow({ where: { subjectId: consultId, name }, orderBy: { id: 'desc' } })
    await tellConsult(event)
    return db.notice.findMany({ where: { eventId: event.id }, select: { personId: true, kind: true } })
  }
  expect(await toldOf('consult.refer')).toContainEqual({ personId: network.seniorCoordinator.personId, kind: 'referredToYou' })
  expect(await toldOf('consult.followUp')).toContainEqual({ personId: network.doctor.personId, kind: 'followedUp' })
})

test('outside the network follow-up stays', async () => {
  const network = await aNetwork()
  const { consultId } = await aFollowedConsult(network)
  await referConsult(network.doctor, { consultId, ...away })
  await addFollowUp(network.doctor, { consultId, condition: 'same', note: '' })
  const { consult } = await consultRecord(network.doctor, consultId)
  expect(consult).toMatchObject({ receivingId: null, referrals: [{ place: 'Bệnh viện Bạch Mai', receivingId: null, transport: 'escortedAmbulance' }] })
})

test('nowhere, a hospital of no agreement and one’s own are refused', async () => {
  const network = await aNetwork()
  const strange = await aNetwork()
  const { consultId } = await aFollowedConsult(network)
  await expect(referConsult(network.doctor, { consultId, ...away, place: '' })).rejects.toMatchObject({ key: 'consults:problem.referWhere' })
  for (const receivingId of [strange.senior, network.junior, network.authority]) await expect(referConsult(network.doctor, { consultId, ...away, receivingId })).rejects.toMatchObject({ key: 'problems:unknownChoice', field: 'receivingId' })
  const targets = (await referralTargets(network.junior)).map(({ id }) => id)
  expect(targets.sort()).toEqual([network.other, network.senior].sort())
})

test('a wrong receiver is put right until it has begun to follow', async () => {
  const network = await aNetwork()
  const { consultId } = await aFollowedConsult(network)
  await referConsult(network.doctor, { consultId, ...away, receivingId: network.other, place: '' })
  await addFollowUp(network.otherDoctor, { consultId, condition: 'same', note: '' })
  await expect(referConsult(network.doctor, { consultId, ...away, receivingId: network.senior, place: '' })).rejects.toMatchObject({ key: 'consults:problem.receiverFollows' })
  const second = await aFollowedConsult(network)
  await referConsult(network.doctor, { consultId: second.consultId, ...away, receivingId: network.other, place: '' })
  await referConsult(network.doctor, { consultId: second.consultId, ...away, receivingId: network.senior, place: '' })
  await expect(consultRecord(network.otherDoctor, second.consultId)).rejects.toMatchObject({ status: 404 })
  expect((await consultRecord(network.seniorCoordinator, second.consultId)).may.followUp).toBe(true)
})

const day = 24 * 60 * 60_000

test('from the referral on the patient is asked for on the days of the hospital where the patient is', async () => {
  const network = await aNetwork()
  await changeSetting(network.juniorCoordinator, { key: 'followUpDays', value: [2] })
  await changeSetting(network.otherDoctor, { key: 'followUpDays', value: [5] })
  const { consultId } = await aFollowedConsult(network)
  const { at } = await db.decision.findFirstOrThrow({ where: { consultId } })
  const due = async () => ((await db.consultClock.findUniqueOrThrow({ where: { consultId_kind: { consultId, kind: 'followUp' } } })).dueAt.getTime() - at.getTime()) / day
  const listed = async () => (Date.parse((await openConsults(network.doctor)).consults.find(({ id }) => id === consultId)?.dueAt ?? '') - at.getTime()) / day
  expect([await due(), await listed()]).toEqual([2, 2])
  await referConsult(network.doctor, { consultId, ...away, receivingId: network.other, place: '' })
  expect([await due(), await listed()]).toEqual([5, 5])
})

/** Referred from Ba Vì to the health centre, which has begun to follow; from there onward. */
const atTheHealthCentre = async () => {
  const network = await aNetwork()
  const { consultId } = await aFollowedConsult(network)
  await referConsult(network.doctor, { consultId, ...away, receivingId: network.other, place: '' })
  await addFollowUp(network.otherDoctor, { consultId, condition: 'worse', note: 'Đau ngực trở lại.' })
  return { network, consultId, receiver: await anActor(network.senior, ['treatingDoctor'], { fullName: 'Đinh Công Thành' }) }
}

test('the receiver refers onward: duty, right and outcome go along, earlier stations stay in the course', async () => {
  const { network, consultId, receiver } = await atTheHealthCentre()
  await referConsult(network.otherDoctor, { consultId, ...away, receivingId: network.senior, place: '' })
  await expect(addFollowUp(network.otherDoctor, { consultId, condition: 'same', note: '' })).rejects.toMatchObject({ status: 404 })
  await addFollowUp(receiver, { consultId, condition: 'better', note: 'Đã đặt stent.' })
  await endEpisode(receiver, { consultId, endKind: 'discharge', endedOn: today })
  await evaluateConsult(receiver, { consultId, result: 'recovered', treatedOnSite: 'no', diagnosisChange: 'no', usefulness: '5', remark: '' })
  for (const reader of [network.doctor, network.otherDoctor, receiver]) {
    const { consult } = await consultRecord(reader, consultId)
    expect(consult.referrals.map(({ receivingId, personId }) => [personId, receivingId])).toEqual([[network.doctor.personId, network.other], [network.otherDoctor.personId, network.senior]])
    expect(consult).toMatchObject({ receivingId: network.senior, outcome: { result: 'recovered' } })
  }
  const event = await db.event.findFirstOrThrow({ where: { subjectId: consultId, name: 'consult.refer' }, orderBy: { id: 'desc' } })
  await tellConsult(event)
  const told = await db.notice.findMany({ where: { eventId: event.id } })
  expect(told.find(({ personId }) => personId === network.doctor.personId)).toMatchObject({ kind: 'referred' })
  expect(told.find(({ personId }) => personId === network.seniorCoordinator.personId)).toMatchObject({ kind: 'referredToYou', params: { hospital: 'Trung tâm Y tế huyện Ba Vì' } })
})

test('onward out of the network the receiver goes on following; back to the hospital that asked, its doctor does', async () => {
  const { network, consultId } = await atTheHealthCentre()
  await referConsult(network.otherDoctor, { consultId, ...away })
  await addFollowUp(network.otherDoctor, { consultId, condition: 'same', note: '' })
  await referConsult(network.otherDoctor, { consultId, ...away, receivingId: network.junior, place: '' })
  await expect(addFollowUp(network.otherDoctor, { consultId, condition: 'same', note: '' })).rejects.toMatchObject({ status: 404 })
  await addFollowUp(network.doctor, { consultId, condition: 'same', note: '' })
})

test('of a doctor who corrects and a receiver who refers onward at once, one is told', async () => {
  const network = await aNetwork()
  const { consultId } = await aFollowedConsult(network)
  await referConsult(network.doctor, { consultId, ...away, receivingId: network.other, place: '' })
  const ends = await Promise.allSettled([referConsult(network.doctor, { consultId, ...away }), referConsult(network.otherDoctor, { consultId, ...away, receivingId: network.senior, place: '' })])
  const rows = await db.consultAccess.findMany({ where: { consultId, kind: 'receiving', validUntil: null }, select: { hospitalId: true } })
  const { receivingId } = await db.consult.findUniqueOrThrow({ where: { id: consultId } })
  expect(ends.some(({ status }) => status === 'fulfilled')).toBe(true)
  expect(receivingId === null || rows.some(({ hospitalId }) => hospitalId === receivingId)).toBe(true)
})
