import { beforeAll, expect, test } from 'vitest'
import { askAgain } from '~/domain/consults/ask-again.server'
import { assignSpecialist } from '~/domain/consults/assign-specialist.server'
import { confirmOpinion, correctOpinion } from '~/domain/consults/confirm-opinion.server'
import { decideConsult } from '~/domain/consults/decide-consult.server'
import { giveOpinion } from '~/domain/consults/give-opinion.server'
import { keepDissent } from '~/domain/consults/keep-dissent.server'
import { openConsults } from '~/domain/consults/list.server'
import { consultRecord, opinionDraft } from '~/domain/consults/record.server'
import { saveOpinion } from '~/domain/consults/save-opinion.server'
import { supplementConsult } from '~/domain/consults/supplement.server'
import { opinionContent as opinionPaper } from '~/domain/documents/paper-content'
import { papersOf } from '~/domain/documents/queries.server'
import { db } from '~/platform/database/database.server'
import { anAcceptedConsult, anAnsweredConsult, anAssignedConsult, password } from '../../support/network'
import { guards, stateOf, stepsOf } from './guards'
import { askedOfThree, concludedByThree, opines, opinionIds, opinionWords, severalPeople, type Several } from './several-people'

let network: Several
beforeAll(async () => { network = await severalPeople() })

const asked = async (given: unknown) => {
  const { specialist, secondSpecialist, seniorCoordinator } = given as Several
  const consultId = await anAcceptedConsult(given as Several)
  await assignSpecialist(seniorCoordinator, { consultId, specialistId: specialist.personId, otherIds: [secondSpecialist.personId] })
  return { consultId }
}
const concluded = async (given: unknown) => {
  const { specialist } = given as Several
  const { consultId } = await asked(given)
  return confirmOpinion(specialist, { consultId, version: 0, ...opinionWords('Kết luận'), missing: 'Đang mổ.', password })
}
guards([
  { verb: 'giveOpinion', by: ['secondSpecialist', 'specialist'], before: asked, act: (actor, { consultId }) => opines(actor, consultId, 'Chuyển'), to: 'withSpecialists', step: 'opine', once: false, private: 'Chuyển' },
  { verb: 'keepDissent', by: ['secondSpecialist'], before: concluded, act: (actor, { consultId }) => keepDissent(actor, { consultId, number: 1, text: 'Nên chuyển ngay.' }), to: 'answered', step: 'dissent', private: 'Nên chuyển' },
])

test('two confirm at once, and both opinions are there', async () => {
  const { consultId } = await askedOfThree(network)
  await Promise.all([opines(network.secondSpecialist, consultId, 'Chuyển'), opines(network.third, consultId, 'Giữ lại')])
  expect(await opinionIds(consultId)).toHaveLength(2)
  expect(await stateOf(consultId)).toBe('withSpecialists')
})

test('one reads the others after confirming, not before; who concludes and who asked read at once', async () => {
  const { consultId } = await askedOfThree(network)
  await opines(network.secondSpecialist, consultId, 'Chuyển')
  const seen = async (actor: typeof network.third) => (await consultRecord(actor, consultId)).consult.opinions.length
  expect([await seen(network.third), await seen(network.specialist), await seen(network.doctor), await seen(network.seniorCoordinator)]).toEqual([0, 1, 1, 1])
  await opines(network.third, consultId, 'Giữ lại')
  expect(await seen(network.third)).toBe(2)
})

test('concluding while another confirms: an opinion nobody read is not passed over', async () => {
  const { consultId } = await askedOfThree(network)
  await opines(network.secondSpecialist, consultId, 'Chuyển')
  const seen = await opinionIds(consultId)
  const conclude = (ids: string[], missing = '') => confirmOpinion(network.specialist, { consultId, version: 0, ...opinionWords('Kết luận'), seen: ids, missing, password })
  await expect(conclude(seen)).rejects.toMatchObject({ key: 'consults:problem.missingReason', field: 'missing' })
  const ends = await Promise.allSettled([conclude(seen, 'Đang mổ.'), opines(network.third, consultId, 'Giữ lại')])
  const failed = ends.flatMap((end) => (end.status === 'rejected' ? [(end.reason as { key: string }).key] : []))
  expect(failed).toHaveLength(1)
  expect(['consults:problem.newOpinion', 'consults:problem.changedMeanwhile', 'consults:problem.notNow']).toContain(failed[0])
  if (failed[0] === 'consults:problem.newOpinion') await conclude(await opinionIds(consultId))
  expect(await stateOf(consultId)).toBe('answered')
})

test('dissent keeps the other\'s own words, on the record and on the paper, also in a correction', async () => {
  const { consultId, opinionId } = await concludedByThree(network)
  expect(await db.dissent.findMany({ where: { opinionId } })).toMatchObject([{ number: 2, personId: network.secondSpecialist.personId, text: 'Chuyển câu hai.', afterwards: false }])
  await keepDissent(network.third, { consultId, number: 1, text: 'Nên giữ lại thêm 24 giờ.' })
  await expect(keepDissent(network.third, { consultId, number: 1, text: 'Lần nữa.' })).rejects.toMatchObject({ key: 'consults:problem.alreadyDissents' })
  const corrected = await correctOpinion(network.specialist, { consultId, ...opinionWords('Đính chính'), dissents: [], reason: 'Nhầm liều', password })
  expect(await db.dissent.findMany({ where: { opinionId: corrected.opinionId } })).toMatchObject([{ number: 1, personId: network.third.personId, text: 'Nên giữ lại thêm 24 giờ.', afterwards: true }])
  const papers = await db.paper.findMany({ where: { consultId }, orderBy: { version: 'asc' } })
  expect(papers.map(({ version, supersededAt }) => [version, supersededAt === null])).toEqual([[1, false], [2, false], [3, true]])
  expect(papers[1]?.content).toMatchObject({ change: 'dissent', questions: [{ dissents: [{ text: 'Nên giữ lại thêm 24 giờ.' }] }, { dissents: [{ text: 'Chuyển câu hai.' }] }], opinions: [{ name: 'Tạ Thị Bích Liên' }, { name: 'Kiều Thị Hòa' }] })
  await expect(db.dissent.updateMany({ where: { opinionId }, data: { text: 'khác' } })).rejects.toThrow()
})

test('a mark for nobody\'s opinion, or for a question that is not there, is refused', async () => {
  const { consultId } = await askedOfThree(network)
  for (const mark of [`1:${network.third.personId}`, `9:${network.secondSpecialist.personId}`, `1:${network.doctor.personId}`]) {
    await expect(confirmOpinion(network.specialist, { consultId, version: 0, ...opinionWords('Kết luận'), missing: 'Đang mổ.', dissents: [mark], password })).rejects.toMatchObject({ field: 'dissents' })
  }
})

test('alone there is no opinion beside the answer, and a guest of the consult gives none', async () => {
  const consultId = await anAssignedConsult(network)
  await expect(opines(network.specialist, consultId, 'Riêng')).rejects.toMatchObject({ key: 'consults:problem.nobodyElse' })
  await expect(opines(network.third, consultId, 'Khách')).rejects.toMatchObject({ status: 404 })
})

test('an opinion is replaced by its writer with a reason, and counts once', async () => {
  const { consultId } = await askedOfThree(network)
  await opines(network.secondSpecialist, consultId, 'Chuyển')
  await expect(opines(network.secondSpecialist, consultId, 'Giữ')).rejects.toMatchObject({ field: 'reason' })
  await giveOpinion(network.secondSpecialist, { consultId, version: 0, ...opinionWords('Giữ'), reason: 'Có thêm siêu âm.', password })
  const { opinionId } = await confirmOpinion(network.specialist, { consultId, version: 0, ...opinionWords('Kết luận'), seen: await opinionIds(consultId), missing: 'Đang mổ.', password })
  const paper = await db.paper.findFirstOrThrow({ where: { sourceId: opinionId } })
  expect(paper.content).toMatchObject({ opinions: [{ answers: [{ answer: 'Giữ câu một.' }, {}] }], missing: { people: [{ name: 'Kiều Thị Hòa' }], reason: 'Đang mổ.' } })
})

test('who has answered stays on the list; who has not loses the right but keeps the draft; one more may come', async () => {
  const { consultId } = await askedOfThree(network)
  await opines(network.secondSpecialist, consultId, 'Chuyển')
  await saveOpinion(network.third, { consultId, version: 0, ...opinionWords('Dở') })
  await assignSpecialist(network.seniorCoordinator, { consultId, specialistId: network.specialist.personId, otherIds: [] })
  await expect(consultRecord(network.third, consultId)).rejects.toMatchObject({ status: 404 })
  expect((await consultRecord(network.secondSpecialist, consultId)).identified).toBe(true)
  await assignSpecialist(network.seniorCoordinator, { consultId, specialistId: network.specialist.personId, otherIds: [network.third.personId] })
  expect(await opinionDraft(network.third, consultId)).toMatchObject({ draft: { answers: ['Dở câu một.', 'Dở câu hai.'] } })
  expect((await openConsults(network.third)).consults.find(({ id }) => id === consultId)?.task).toBe('answer')
  expect((await openConsults(network.secondSpecialist)).consults.find(({ id }) => id === consultId)?.task).toBe('watch')
})

test('of two lists sent at once one stands, not both together', async () => {
  const consultId = await anAssignedConsult(network)
  const { specialist, secondSpecialist, third, seniorCoordinator } = network
  await Promise.all([secondSpecialist, third].map(({ personId }) => assignSpecialist(seniorCoordinator, { consultId, specialistId: specialist.personId, otherIds: [personId] })))
  const rows = await db.consultSpecialist.findMany({ where: { consultId, endedAt: null }, select: { personId: true } })
  const others = rows.map(({ personId }) => personId).filter((id) => id !== specialist.personId)
  expect(others).toHaveLength(1)
  const left = others[0] === third.personId ? secondSpecialist : third
  await expect(consultRecord(left, consultId)).rejects.toMatchObject({ status: 404 })
})

test('a supplement that came in while the specialist wrote is read before it is answered', async () => {
  const consultId = await anAssignedConsult(network)
  await supplementConsult(network.doctor, { consultId, text: 'Huyết áp tụt.', questions: ['Dùng vận mạch nào?'] })
  await expect(confirmOpinion(network.specialist, { consultId, version: 0, requestVersion: 1, ...opinionWords('Trả lời'), password })).rejects.toMatchObject({ key: 'consults:problem.supplementedMeanwhile' })
  await confirmOpinion(network.specialist, { consultId, version: 0, requestVersion: 2, answers: ['Có.', 'Chuyển.', 'Noradrenalin.'], unanswered: [], general: '', password })
  expect(await stateOf(consultId)).toBe('answered')
})

test('a second round asks and prints its own questions; the first paper stays in force for its round', async () => {
  const { consultId, opinionId } = await anAnsweredConsult(network)
  await decideConsult(network.doctor, { consultId, answerId: opinionId, kind: 'apply', reason: '' })
  await askAgain(network.doctor, { consultId, text: 'Sau 24 giờ.', questions: ['Bây giờ chuyển được chưa?'] })
  await assignSpecialist(network.seniorCoordinator, { consultId, specialistId: network.secondSpecialist.personId, otherIds: [network.specialist.personId] })
  await giveOpinion(network.specialist, { consultId, version: 0, answers: ['Chưa.'], unanswered: [], general: '', password })
  const second = await confirmOpinion(network.secondSpecialist, { consultId, version: 0, answers: ['Được.'], unanswered: [], general: '', seen: await opinionIds(consultId), dissents: [`3:${network.specialist.personId}`], password })
  const papers = await papersOf(consultId)
  expect(papers.map(({ version, supersededAt }) => [version, supersededAt])).toEqual([[1, null], [1, null]])
  const paper = await db.paper.findFirstOrThrow({ where: { sourceId: second.opinionId } })
  expect(paper.content).toMatchObject({ round: 2, questions: [{ number: 3, answer: 'Được.', dissents: [{ text: 'Chưa.' }] }] })
  expect((await stepsOf(consultId)).slice(-2)).toEqual(['opine', 'answer'])
})

test('who answered the first round goes on reading when another answers the second', async () => {
  const { consultId, opinionId } = await anAnsweredConsult(network)
  await decideConsult(network.doctor, { consultId, answerId: opinionId, kind: 'apply', reason: '' })
  await askAgain(network.doctor, { consultId, text: 'Sau 24 giờ.', questions: ['Bây giờ chuyển được chưa?'] })
  await assignSpecialist(network.seniorCoordinator, { consultId, specialistId: network.secondSpecialist.personId })
  const { consult } = await consultRecord(network.specialist, consultId)
  expect(consult.opinions.map(({ id }) => id)).toEqual([opinionId])
  await expect(opines(network.specialist, consultId, 'Thêm')).rejects.toMatchObject({ status: 404 })
})

test('a dissent prints the paper in force with one line more: nothing the conclusion did not see, and no opinion on a question nobody put', async () => {
  const { consultId } = await askedOfThree(network)
  await opines(network.secondSpecialist, consultId, 'Chuyển')
  await supplementConsult(network.doctor, { consultId, text: 'Huyết áp tụt.', questions: ['Dùng vận mạch nào?'] })
  await confirmOpinion(network.specialist, { consultId, version: 0, requestVersion: 2, answers: ['Có.', 'Chuyển.', 'Noradrenalin.'], unanswered: [], general: '', seen: await opinionIds(consultId), missing: 'Đang mổ.', password })
  const printed = async () => opinionPaper.parse((await db.paper.findFirstOrThrow({ where: { consultId, supersededAt: null } })).content)
  const before = await printed()
  expect(before.opinions.map(({ answers }) => answers.map(({ number }) => number))).toEqual([[1, 2]])
  await supplementConsult(network.doctor, { consultId, text: 'Đã tỉnh lại.', questions: ['Ăn uống thế nào?'] })
  await keepDissent(network.third, { consultId, number: 3, text: 'Nên dùng dobutamin.' })
  const after = await printed()
  expect(after).toMatchObject({ version: 2, change: 'dissent', requestVersion: 2, situation: before.situation, reason: 'Ghi ý kiến khác của BS Kiều Thị Hòa ở câu 3' })
  expect(after.questions.map(({ number, dissents }) => [number, dissents.map(({ text }) => text)])).toEqual([[1, []], [2, []], [3, ['Nên dùng dobutamin.']]])
  expect({ ...after, version: 1, change: before.change, reason: '', questions: before.questions }).toEqual(before)
})
