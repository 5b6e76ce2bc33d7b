import { expect, test } from 'vitest'
import { assignSpecialist } from '~/domain/consults/assign-specialist.server'
import { completeDetails } from '~/domain/consults/complete-details.server'
import { saveOpinion } from '~/domain/consults/save-opinion.server'
import { acceptConsult, askForMore, declineConsult } from '~/domain/consults/receive.server'
import { consultRecord, opinionDraft } from '~/domain/consults/record.server'
import { supplementConsult } from '~/domain/consults/supplement.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { newId } from '~/platform/id'
import { actingFor, aNetwork, anAcceptedConsult, anAssignedConsult, aSentConsult, type Network } from '../../support/network'
import { guards, stepsOf } from './guards'

const asked = 'Xin gửi thêm men tim.'
const sent = async (network: Network) => ({ consultId: await aSentConsult(network) })
const accepted = async (network: Network) => ({ consultId: await anAcceptedConsult(network) })
const details = { recordNumber: 'BA-1', admissionNumber: '', department: '', room: '304', bed: '', admittedOn: undefined, diagnosis: 'Nhồi máu cơ tim', patientName: '' }

async function sentBack(network: Network) {
  const consultId = await aSentConsult(network)
  await askForMore(network.seniorCoordinator, { consultId, note: asked })
  return { consultId }
}

guards([
  { verb: 'acceptConsult', by: ['seniorCoordinator'], before: sent, act: (actor, { consultId }) => acceptConsult(actor, { consultId }), to: 'accepted', step: 'accept' },
  { verb: 'askForMore', by: ['seniorCoordinator'], before: sent, act: (actor, { consultId }) => askForMore(actor, { consultId, note: asked }), to: 'awaitingSupplement', step: 'askForMore', private: asked },
  { verb: 'declineConsult', by: ['seniorCoordinator'], before: sent, act: (actor, { consultId }) => declineConsult(actor, { consultId, note: asked }), to: 'declined', step: 'decline', private: asked },
  { verb: 'supplementConsult', by: ['doctor', 'secondDoctor'], before: sentBack, act: (actor, { consultId }) => supplementConsult(actor, { consultId, text: 'Troponin 2,1 ng/ml.', questions: ['Liều heparin?'] }), to: 'sent', step: 'supplement', once: false, private: 'Troponin' },
  { verb: 'assignSpecialist', by: ['seniorCoordinator'], before: accepted, act: (actor, { consultId }, { specialist }) => assignSpecialist(actor, { consultId, specialistId: specialist.personId }), to: 'withSpecialists', step: 'assign', once: false },
  { verb: 'withdrawConsult', by: ['doctor', 'juniorCoordinator'], before: accepted, act: (actor, { consultId }) => withdrawConsult(actor, { consultId, note: asked }), to: 'withdrawn', step: 'withdraw', private: asked },
  { verb: 'completeDetails', by: ['doctor'], before: sent, act: (actor, { consultId }) => completeDetails(actor, { consultId, ...details }), to: 'sent', step: 'completeDetails', once: false, private: 'Nhồi máu' },
])

test('a supplement is a new numbered version with its own question; the first stays as it was sent', async () => {
  const network = await aNetwork()
  const { consultId } = await sentBack(network)
  await supplementConsult(network.doctor, { consultId, text: 'Troponin 2,1 ng/ml.', questions: ['Liều heparin?', ''] })
  const { consult } = await consultRecord(network.doctor, consultId)
  expect(consult.requestVersion).toBe(2)
  expect(consult.questions.map(({ number, sinceVersion }) => [number, sinceVersion])).toEqual([[1, 1], [2, 1], [3, 2]])
  expect(consult.versions.map(({ version }) => version)).toEqual([1, 2])
  expect(consult.versions[1]?.content).toMatchObject({ supplement: 'Troponin 2,1 ng/ml.', questions: ['Liều heparin?'] })
  expect(consult.dueAt).not.toBeNull()
})

test('of two coordinators only one accepts, and both have a name in the record', async () => {
  const network = await aNetwork()
  const consultId = await aSentConsult(network)
  const ends = await Promise.allSettled([acceptConsult(network.seniorCoordinator, { consultId }), declineConsult(network.seniorCoordinator, { consultId, note: asked })])
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await stepsOf(consultId)).toHaveLength(2)
})

test('only a specialist of the supporting hospital is assigned', async () => {
  const network = await aNetwork()
  const consultId = await anAcceptedConsult(network)
  for (const specialistId of [network.seniorCoordinator.personId, network.otherDoctor.personId, network.doctor.personId, newId()])
    await expect(assignSpecialist(network.seniorCoordinator, { consultId, specialistId })).rejects.toMatchObject({ key: 'problems:unknownChoice', field: 'specialistId' })
})

test('another specialist instead: the first one loses the right; what was half written stays that one’s own', async () => {
  const network = await aNetwork()
  const consultId = await anAssignedConsult(network)
  await saveOpinion(network.specialist, { consultId, version: 0, answers: ['Đang viết'], unanswered: [], general: '' })
  await assignSpecialist(network.seniorCoordinator, { consultId, specialistId: network.secondSpecialist.personId })
  await expect(consultRecord(network.specialist, consultId)).rejects.toMatchObject({ status: 404 })
  expect((await consultRecord(network.secondSpecialist, consultId)).may.answer).toBe(true)
  expect(await opinionDraft(network.secondSpecialist, consultId)).toBeNull()
  expect(await opinionDraft(network.specialist, consultId).catch((error: unknown) => error)).toMatchObject({ status: 404 })
  await assignSpecialist(network.seniorCoordinator, { consultId, specialistId: network.specialist.personId })
  expect(await opinionDraft(network.specialist, consultId)).toMatchObject({ draft: { answers: ['Đang viết'] } })
})

test('nobody acts on both sides of one consult', async () => {
  const network = await aNetwork()
  const consultId = await aSentConsult(network)
  const doctorAsCoordinator = await actingFor(network.doctor.personId, network.senior, ['coordinator', 'specialist'])
  await expect(acceptConsult(doctorAsCoordinator, { consultId })).rejects.toMatchObject({ key: 'consults:problem.bothSides' })
  // Reading is no acting: the page shows the request as that side sees it.
  expect(await consultRecord(doctorAsCoordinator, consultId)).toMatchObject({ identity: null, identified: false })
  await acceptConsult(network.seniorCoordinator, { consultId })
  await expect(assignSpecialist(network.seniorCoordinator, { consultId, specialistId: network.doctor.personId })).rejects.toMatchObject({ key: 'consults:problem.specialistBothSides' })
})

test('a name that was sent stays; somebody who came without one gets it later', async () => {
  const network = await aNetwork()
  const named = await aSentConsult(network)
  await completeDetails(network.doctor, { consultId: named, ...details, patientName: 'Người Khác' })
  expect((await consultRecord(network.doctor, named)).identity?.patientName).toBe('Phùng Văn Định')
  const unnamed = await aSentConsult(network, { unidentified: 'on', patientName: '' })
  await completeDetails(network.doctor, { consultId: unnamed, ...details, patientName: 'Lò Thị Pành' })
  expect((await consultRecord(network.doctor, unnamed)).identity).toMatchObject({ patientName: 'Lò Thị Pành', unidentified: false })
})

test.each([['2999-01-01', 'problems:futureDate'], ['1899-12-31', 'problems:badDate']])('a day of admission of %s is refused', async (admittedOn, key) => {
  const network = await aNetwork()
  const consultId = await aSentConsult(network)
  await expect(completeDetails(network.doctor, { consultId, ...details, admittedOn })).rejects.toMatchObject({ key, field: 'admittedOn' })
})
