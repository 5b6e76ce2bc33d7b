import { expect, test } from 'vitest'
import { evaluateConsult, closeConsult } from '~/domain/consults/close-consult.server'
import { addFollowUp, endEpisode } from '~/domain/consults/follow-up.server'
import { openConsults } from '~/domain/consults/list.server'
import { consultRecord } from '~/domain/consults/record.server'
import { referConsult, referralTargets } from '~/domain/consults/refer-consult.server'
import { tellConsult } from '~/domain/consults/tell-consult.server'
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
