import { expect, test } from 'vitest'
import { closeNotFollowed } from '~/domain/consults/close-consult.server'
import { collectConsent, withdrawConsent } from '~/domain/consults/consent.server'
import { consentLine, consentView } from '~/domain/consults/consent-view.server'
import { takeOver } from '~/domain/consults/hand-over.server'
import { canSee } from '~/domain/consults/queries.server'
import { acceptConsult, declineConsult } from '~/domain/consults/receive.server'
import { consultRecord } from '~/domain/consults/record.server'
import { referConsult } from '~/domain/consults/refer-consult.server'
import { reopenConsult } from '~/domain/consults/reopen-consult.server'
import { sendConsult } from '~/domain/consults/send-consult.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { enterShifts } from '~/domain/duty/change-roster.server'
import { db } from '~/platform/database/database.server'
import { todayInVietnam } from '~/platform/dates'
import { aDraft, aFollowedConsult, anActor, anAcceptedConsult, aNetwork, aRequest, aSentConsult, type Network } from '../../support/network'
import { stateOf } from './guards'

const said = { relation: 'self', personName: '', note: 'Người bệnh không đồng ý nữa.' } as const
const mayWithdraw = async (network: Network, consultId: string) => (await consentView(network.doctor, consultId)).may.withdraw
const asEmergency = { dataBasis: 'emergency', basisRelation: '', basisReason: 'Hôn mê, chưa liên lạc được người nhà.' }
const signed = { form: 'paper', relation: 'child', personName: 'Phùng Văn Hải', childAgreed: '', reason: 'Người bệnh hôn mê.' } as const

test.each([
  ['closed', async (network: Network) => {
    const { consultId } = await aFollowedConsult(network)
    await closeNotFollowed(network.juniorCoordinator, { consultId, note: 'Mất liên lạc với gia đình.' })
    return consultId
  }],
  ['withdrawn', async (network: Network) => {
    const consultId = await anAcceptedConsult(network)
    await withdrawConsult(network.doctor, { consultId, note: 'Đã chuyển viện.' })
    return consultId
  }],
  ['declined', async (network: Network) => {
    const consultId = await aSentConsult(network)
    await declineConsult(network.seniorCoordinator, { consultId, note: 'Không có chuyên gia.' })
    return consultId
  }],
] as const)('a consent is taken back from a %s consult too: the other side is shut out at once, the state and its time stay, and only once', async (state, before) => {
  const network = await aNetwork()
  const consultId = await before(network)
  const { closedAt } = await db.consult.findUniqueOrThrow({ where: { id: consultId } })
  expect([await canSee(network.seniorCoordinator, consultId), await mayWithdraw(network, consultId)]).toEqual([true, true])
  await withdrawConsent(network.doctor, { consultId, ...said })
  for (const actor of [network.seniorCoordinator, network.specialist]) await expect(consultRecord(actor, consultId)).rejects.toMatchObject({ status: 404 })
  expect(await db.consult.findUniqueOrThrow({ where: { id: consultId } })).toMatchObject({ state, closedAt })
  expect(await consentLine(network.doctor, consultId)).toMatchObject({ standing: 'withdrawn' })
  expect(await mayWithdraw(network, consultId)).toBe(false)
  await expect(withdrawConsent(network.juniorCoordinator, { consultId, ...said })).rejects.toMatchObject({ key: 'consent:problem.nobodyOutside' })
})

test('after a referral the hospital that has the patient is shut out as well; the papers stay; nobody reopens what the patient took back', async () => {
  const network = await aNetwork()
  const { consultId } = await aFollowedConsult(network)
  await referConsult(network.doctor, { consultId, receivingId: network.other, place: '', reason: 'Gần nhà.', transport: 'ambulance' })
  await closeNotFollowed(network.juniorCoordinator, { consultId, note: 'Mất liên lạc với gia đình.' })
  await withdrawConsent(network.juniorCoordinator, { consultId, ...said })
  expect([await canSee(network.otherDoctor, consultId), await canSee(network.seniorCoordinator, consultId)]).toEqual([false, false])
  const { papers, consult } = await consultRecord(network.doctor, consultId)
  expect([papers.length, consult.opinions.length]).toEqual([1, 1])
  await expect(reopenConsult(network.juniorCoordinator, { consultId, note: 'Người bệnh vào lại viện.' })).rejects.toMatchObject({ key: 'consults:problem.consentWithdrawn' })
  expect(await stateOf(consultId)).toBe('closed')
})

test('two at once after the end: one takes it back, the other is told', async () => {
  const network = await aNetwork()
  const consultId = await anAcceptedConsult(network)
  await withdrawConsult(network.doctor, { consultId, note: 'Đã chuyển viện.' })
  const ends = await Promise.allSettled([withdrawConsent(network.doctor, { consultId, ...said }), withdrawConsent(network.juniorCoordinator, { consultId, ...said })])
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await db.consent.count({ where: { consultId, kind: 'withdrawn' } })).toBe(1)
})

test('an owed consent is recorded by whoever looks after the patient now', async () => {
  const network = await aNetwork()
  const night = await anActor(network.junior, ['treatingDoctor'], { fullName: 'Lý Trực Đêm' })
  const shift = { kind: 'doctor' as const, specialtyCode: null, departmentId: network.departmentId, personId: night.personId, rank: 1, startsAt: new Date(Date.now() - 60_000), endsAt: new Date(Date.now() + 3_600_000), telephone: '' }
  for (const who of ['colleague', 'head', 'night'] as const) {
    const consultId = await aSentConsult(network, asEmergency)
    const actor = who === 'colleague' ? network.secondDoctor : who === 'head' ? network.head : night
    if (who === 'night') {
      await enterShifts(null, network.junior, [shift])
      await takeOver(night, { consultId, note: '' })
    }
    expect(await consentLine(actor, consultId), who).toEqual({ standing: 'emergency', owed: true })
    await collectConsent(actor, { consultId, ...signed })
    expect(await db.consent.findFirst({ where: { consultId, kind: 'given' } }), who).toMatchObject({ recordedById: actor.personId })
  }
})

test('who is known by a year of birth and may be 17 is sent with a representative only', async () => {
  const network = await aNetwork()
  const consultId = await aDraft(network)
  const born = String(Number(todayInVietnam(new Date()).slice(0, 4)) - 18)
  await expect(sendConsult(network.doctor, { ...aRequest(network, { ageValue: born }), consultId, version: 0 })).rejects.toMatchObject({ key: 'consults:problem.minorRepresentative' })
  await sendConsult(network.doctor, { ...aRequest(network, { ageValue: born, basisRelation: 'parent', basisPerson: 'Phùng Văn Hải' }), consultId, version: 0 })
  await acceptConsult(network.seniorCoordinator, { consultId })
  await expect(collectConsent(network.doctor, { consultId, ...signed, relation: 'self' })).rejects.toMatchObject({ list: [{ key: 'consent:problem.minor' }] })
})
