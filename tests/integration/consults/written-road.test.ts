import { expect, test } from 'vitest'
import { acknowledgeCorrection, correctOpinion } from '~/domain/consults/confirm-opinion.server'
import { addRemark, closeConsult, evaluateConsult } from '~/domain/consults/close-consult.server'
import { addFollowUp } from '~/domain/consults/follow-up.server'
import { consultRecord } from '~/domain/consults/record.server'
import { db } from '~/platform/database/database.server'
import { anEndedEpisode, aFollowedConsult, aNetwork, aSentConsult, password } from '../../support/network'

test('a request is answered in writing, applied, followed and closed', async () => {
  const network = await aNetwork()
  const { consultId } = await anEndedEpisode(network)
  await evaluateConsult(network.doctor, { consultId, result: 'improved', treatedOnSite: 'yes', diagnosisChange: 'added', usefulness: '5', remark: '' })
  await addRemark(network.specialist, { consultId, text: 'Kíp trực xử trí tốt.' })
  await closeConsult(network.doctor, { consultId })
  const record = await consultRecord(network.doctor, consultId)
  expect(record.consult.state).toBe('closed')
  expect(record.consult.steps.map((step) => step.action)).toEqual(['send', 'accept', 'assign', 'answer', 'decide', 'endEpisode', 'evaluate', 'remark', 'close'])
  expect(record.papers).toHaveLength(1)
  const events = await db.event.findMany({ where: { subjectId: consultId }, select: { name: true, facts: true, fields: true } })
  expect(JSON.stringify(events)).not.toContain('Phùng Văn Định')
})

test('before reception the coordinator sees the clinical part and no identity', async () => {
  const network = await aNetwork()
  const consultId = await aSentConsult(network)
  const record = await consultRecord(network.seniorCoordinator, consultId)
  expect(record.identified).toBe(false)
  expect(record.identity).toBeNull()
  expect(record.consult.situation).toContain('Đau ngực')
  expect(JSON.stringify(record)).not.toContain('Phùng Văn Định')
  await expect(consultRecord(network.otherDoctor, consultId)).rejects.toMatchObject({ status: 404 })
  await expect(consultRecord(network.specialist, consultId)).rejects.toMatchObject({ status: 404 })
})

test('a correction after the decision waits for the treating doctor, and the decision keeps what it saw', async () => {
  const network = await aNetwork()
  const { consultId, opinionId } = await aFollowedConsult(network)
  await addFollowUp(network.doctor, { consultId, condition: 'better', note: 'Hết đau ngực.' })
  const corrected = await correctOpinion(network.specialist, { consultId, answers: ['Có.', 'Không cần chuyển.'], unanswered: [], general: '', reason: 'Ghi nhầm câu 2', password })
  expect((await consultRecord(network.doctor, consultId)).unacknowledged).toBe(true)
  await acknowledgeCorrection(network.doctor, { consultId, opinionId: corrected.opinionId })
  const record = await consultRecord(network.doctor, consultId)
  expect(record.unacknowledged).toBe(false)
  expect(record.consult.decisions[0]).toMatchObject({ answerId: opinionId, answerVersion: 1 })
  expect(record.consult.answerVersion).toBe(2)
})
