import { expect, test } from 'vitest'
import { acknowledgeCorrection, confirmOpinion, correctOpinion } from '~/domain/consults/confirm-opinion.server'
import { decideConsult } from '~/domain/consults/decide-consult.server'
import { consultRecord, opinionDraft } from '~/domain/consults/record.server'
import { saveOpinion } from '~/domain/consults/save-opinion.server'
import { supplementConsult } from '~/domain/consults/supplement.server'
import { papersOf } from '~/domain/documents/queries.server'
import { db } from '~/platform/database/database.server'
import { aFollowedConsult, aNetwork, anAnsweredConsult, anAssignedConsult, password, type Network } from '../../support/network'
import { guards } from './guards'

const written = { answers: ['Có, nếu không chống chỉ định.', 'Chuyển sau đó.'], unanswered: [], general: '' }
const assigned = async (network: Network) => ({ consultId: await anAssignedConsult(network) })

async function correctedAfterDecision(network: Network) {
  const { consultId } = await aFollowedConsult(network)
  const { opinionId } = await correctOpinion(network.specialist, { consultId, ...written, reason: 'Nhầm liều', password })
  return { consultId, opinionId }
}

guards([
  { verb: 'saveOpinion', by: ['specialist'], before: assigned, act: (actor, { consultId }) => saveOpinion(actor, { consultId, version: 0, ...written }), to: 'withSpecialists', step: null },
  { verb: 'confirmOpinion', by: ['specialist'], before: assigned, act: (actor, { consultId }) => confirmOpinion(actor, { consultId, version: 0, ...written, password }), to: 'answered', step: 'answer', private: 'chống chỉ định' },
  { verb: 'correctOpinion', by: ['specialist'], before: anAnsweredConsult, act: (actor, { consultId }) => correctOpinion(actor, { consultId, ...written, reason: 'Nhầm liều', password }), to: 'answered', step: 'correct', once: false, private: 'Nhầm liều' },
  { verb: 'acknowledgeCorrection', by: ['doctor'], before: correctedAfterDecision, act: (actor, { consultId, opinionId = '' }) => acknowledgeCorrection(actor, { consultId, opinionId }), to: 'following', step: 'acknowledge' },
  { verb: 'decideConsult', by: ['doctor'], before: anAnsweredConsult, act: (actor, { consultId, opinionId = '' }) => decideConsult(actor, { consultId, answerId: opinionId, kind: 'partly', reason: 'Không có thuốc.' }), to: 'following', step: 'decide', private: 'Không có thuốc' },
])

test('a half-written answer keeps a version; a stale one is refused and changes nothing', async () => {
  const network = await aNetwork()
  const consultId = await anAssignedConsult(network)
  expect(await saveOpinion(network.specialist, { consultId, version: 0, ...written, general: 'một' })).toMatchObject({ version: 1 })
  expect(await saveOpinion(network.specialist, { consultId, version: 1, ...written, general: 'hai' })).toMatchObject({ version: 2 })
  for (const version of [0, 1, 7]) await expect(saveOpinion(network.specialist, { consultId, version, ...written, general: 'ba' })).rejects.toMatchObject({ key: 'consults:problem.staleDraft' })
  await expect(confirmOpinion(network.specialist, { consultId, version: 1, ...written, password })).rejects.toMatchObject({ key: 'consults:problem.staleDraft' })
  expect(await opinionDraft(network.specialist, consultId)).toMatchObject({ draftVersion: 2, draft: { general: 'hai' } })
  expect(await opinionDraft(network.seniorCoordinator, consultId)).toBeNull()
})

test('nothing is confirmed without the password', async () => {
  const network = await aNetwork()
  const consultId = await anAssignedConsult(network)
  await expect(confirmOpinion(network.specialist, { consultId, version: 0, ...written, password: 'sai' })).rejects.toMatchObject({ field: 'password' })
  expect(await papersOf(consultId)).toEqual([])
})

test('every question wants an answer or a reason, by its own field', async () => {
  const network = await aNetwork()
  const consultId = await anAssignedConsult(network)
  const missing = await confirmOpinion(network.specialist, { consultId, version: 0, answers: ['', ''], unanswered: ['2'], general: '', password }).catch((error: { list: { key: string; field: string }[] }) => error)
  expect('list' in missing && missing.list.map(({ key, field }) => [key, field])).toEqual([['consults:problem.answer', 'answers.0'], ['consults:problem.answerReason', 'answers.1']])
  const { opinionId } = await confirmOpinion(network.specialist, { consultId, version: 0, answers: ['Có.', 'Thiếu phim chụp.'], unanswered: ['2'], general: '', password })
  expect(await db.opinionAnswer.findMany({ where: { opinionId }, orderBy: { number: 'asc' } })).toMatchObject([{ number: 1, answered: true }, { number: 2, answered: false, text: 'Thiếu phim chụp.' }])
})

test('a confirmed answer cannot be changed in the database, not even by hand', async () => {
  const network = await aNetwork()
  const { opinionId } = await anAnsweredConsult(network)
  await expect(db.opinion.update({ where: { id: opinionId }, data: { general: 'khác' } })).rejects.toThrow()
  await expect(db.opinionAnswer.updateMany({ where: { opinionId }, data: { text: 'khác' } })).rejects.toThrow()
})

test('a correction replaces the paper and keeps the old one, marked', async () => {
  const network = await aNetwork()
  const { consultId } = await correctedAfterDecision(network)
  const papers = await papersOf(consultId)
  expect(papers.map(({ version, supersededAt }) => [version, supersededAt === null])).toEqual([[2, true], [1, false]])
  const { consult } = await consultRecord(network.doctor, consultId)
  expect(consult.opinions.map(({ version, reason }) => [version, reason])).toEqual([[2, 'Nhầm liều'], [1, '']])
})

test('a correction names the request that was seen: a supplement of these seconds is read first', async () => {
  const network = await aNetwork()
  const { consultId } = await anAnsweredConsult(network)
  const { requestVersion: seen } = await db.consult.findUniqueOrThrow({ where: { id: consultId } })
  await supplementConsult(network.doctor, { consultId, text: 'Lactat giảm còn 3,1.', questions: [] })
  const correction = { consultId, ...written, reason: 'Nhầm liều', password }
  await expect(correctOpinion(network.specialist, { ...correction, requestVersion: seen })).rejects.toMatchObject({ key: 'consults:problem.supplementedMeanwhile', params: { version: seen + 1 } })
  expect(await db.opinion.count({ where: { consultId } })).toBe(1)
  const { opinionId } = await correctOpinion(network.specialist, { ...correction, requestVersion: seen + 1 })
  expect(await db.opinion.findUniqueOrThrow({ where: { id: opinionId } })).toMatchObject({ requestVersion: seen + 1 })
})

test('a decision less than all of it needs a reason, and names the answer it saw', async () => {
  const network = await aNetwork()
  const { consultId, opinionId } = await anAnsweredConsult(network)
  for (const kind of ['partly', 'not'] as const) await expect(decideConsult(network.doctor, { consultId, answerId: opinionId, kind, reason: '' })).rejects.toMatchObject({ key: 'consults:problem.decisionReason', field: 'reason' })
  await correctOpinion(network.specialist, { consultId, ...written, reason: 'Nhầm liều', password })
  await expect(decideConsult(network.doctor, { consultId, answerId: opinionId, kind: 'apply', reason: '' })).rejects.toMatchObject({ key: 'consults:problem.answerChanged' })
  const { consult, unacknowledged } = await consultRecord(network.doctor, consultId)
  expect([consult.state, consult.decisions, unacknowledged]).toEqual(['answered', [], false])
})
