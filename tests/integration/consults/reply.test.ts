import { beforeAll, expect, test } from 'vitest'
import { confirmOpinion } from '~/domain/consults/confirm-opinion.server'
import { opinionDraft } from '~/domain/consults/record.server'
import { replyToConsult } from '~/domain/consults/reply.server'
import { saveOpinion, saveReply } from '~/domain/consults/save-opinion.server'
import { settleConsult } from '~/domain/consults/settle-consult.server'
import { supplementConsult } from '~/domain/consults/supplement.server'
import { tellConsult } from '~/domain/consults/tell-consult.server'
import { telephoneOfDoctor } from '~/domain/consults/who-asks.server'
import { db } from '~/platform/database/database.server'
import { anAssignedConsult, password, type Network } from '../../support/network'
import { guards, stateOf, stepsOf } from './guards'
import { askedOfThree, opinionIds, opinionWords, severalPeople, type Several } from './several-people'

let network: Several
beforeAll(async () => { network = await severalPeople() })

const assigned = async (given: Network) => ({ consultId: await anAssignedConsult(given) })
const short = { version: 0, disposition: 'keep' as const, text: 'Giữ lại, tiêu sợi huyết ngay.', password }
guards([
  { verb: 'replyToConsult', by: ['specialist'], before: assigned, act: (actor, { consultId }) => replyToConsult(actor, { consultId, ...short }), to: 'answered', step: 'answer', private: 'tiêu sợi huyết' },
  { verb: 'more is needed', by: ['specialist'], before: assigned, act: (actor, { consultId }) => replyToConsult(actor, { consultId, ...short, disposition: 'needMore', text: 'Xin điện tâm đồ.', password: '' }), to: 'withSpecialists', step: 'needMore', once: false, private: 'điện tâm đồ' },
])

test('one text answers every question, is marked so, and is printed once', async () => {
  const consultId = await anAssignedConsult(network)
  const { opinionId } = await replyToConsult(network.specialist, { consultId, ...short, disposition: 'transferNow' })
  expect(await db.opinion.findUniqueOrThrow({ where: { id: opinionId ?? '' }, include: { answers: true } })).toMatchObject({ kind: 'conclusion', together: true, disposition: 'transferNow', answers: [{ text: short.text }, { text: short.text }] })
  const paper = await db.paper.findFirstOrThrow({ where: { consultId } })
  expect(paper.content).toMatchObject({ together: true, disposition: 'transferNow' })
})

test('of several it is one opinion: the consult waits for the conclusion', async () => {
  const { consultId } = await askedOfThree(network)
  await replyToConsult(network.third, { consultId, ...short })
  expect([await stateOf(consultId), (await stepsOf(consultId)).at(-1), (await opinionIds(consultId)).length]).toEqual(['withSpecialists', 'opine', 1])
})

test('more is needed: the supplement goes on to the specialist, and what was typed is still there', async () => {
  const consultId = await anAssignedConsult(network)
  await saveReply(network.specialist, { consultId, version: 0, disposition: 'needMore', text: 'Xin điện tâm đồ.' })
  await replyToConsult(network.specialist, { consultId, ...short, version: 1, disposition: 'needMore', text: 'Xin điện tâm đồ.', password: '' })
  await supplementConsult(network.doctor, { consultId, text: 'ST chênh lên ở V1–V4.', questions: [] })
  expect(await stateOf(consultId)).toBe('withSpecialists')
  expect(await opinionDraft(network.specialist, consultId)).toMatchObject({ draft: { text: 'Xin điện tâm đồ.', disposition: 'needMore' } })
  await expect(replyToConsult(network.specialist, { consultId, ...short, version: 1, requestVersion: 1 })).rejects.toMatchObject({ key: 'consults:problem.supplementedMeanwhile' })
  await replyToConsult(network.specialist, { consultId, ...short, version: 1, requestVersion: 2 })
  expect(await stateOf(consultId)).toBe('answered')
})

test('phone and desk keep one draft, each its part; a stale one is refused', async () => {
  const consultId = await anAssignedConsult(network)
  await saveReply(network.specialist, { consultId, version: 0, disposition: 'keep', text: 'Giữ lại.' })
  await saveOpinion(network.specialist, { consultId, version: 1, ...opinionWords('Bàn') })
  expect(await opinionDraft(network.specialist, consultId)).toMatchObject({ draftVersion: 2, draft: { text: 'Giữ lại.', answers: ['Bàn câu một.', 'Bàn câu hai.'] } })
  await expect(saveReply(network.specialist, { consultId, version: 1, text: 'Cũ' })).rejects.toMatchObject({ key: 'consults:problem.staleDraft' })
  await expect(replyToConsult(network.specialist, { consultId, ...short, version: 1 })).rejects.toMatchObject({ key: 'consults:problem.staleDraft' })
})

test('without the right password nothing is confirmed; two phones confirm once', async () => {
  const consultId = await anAssignedConsult(network)
  for (const typed of ['', 'sai']) await expect(replyToConsult(network.specialist, { consultId, ...short, password: typed })).rejects.toMatchObject({ field: 'password' })
  const ends = await Promise.allSettled([replyToConsult(network.specialist, { consultId, ...short }), confirmOpinion(network.specialist, { consultId, version: 0, ...opinionWords('Bàn'), password })])
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await db.opinion.count({ where: { consultId, confirmedAt: { not: null } } })).toBe(1)
})

test('the treating doctor\'s telephone is for whoever is to answer', async () => {
  const consultId = await anAssignedConsult(network)
  expect(await telephoneOfDoctor(network.specialist, consultId)).toMatch(/^0/)
  expect(await telephoneOfDoctor(network.juniorCoordinator, consultId)).toBe('')
  await expect(telephoneOfDoctor(network.otherDoctor, consultId)).rejects.toMatchObject({ status: 404 })
})

test('what was asked of somebody is settled by doing it, though the consult stays where it is', async () => {
  const { consultId } = await askedOfThree(network)
  const happened = async (name: string) => {
    const event = await db.event.findFirstOrThrow({ where: { subjectId: consultId, name }, orderBy: { id: 'desc' } })
    await settleConsult(event)
    await tellConsult(event)
  }
  const open = async (kind: string) => (await db.notice.findMany({ where: { href: { startsWith: `/consults/${consultId}` }, kind, settledAt: null }, select: { personId: true } })).map(({ personId }) => personId).sort()
  await happened('consult.assign')
  await replyToConsult(network.third, { consultId, ...short })
  await happened('consult.opine')
  expect(await open('assignedToYou')).toEqual([network.specialist.personId, network.secondSpecialist.personId].sort())
  await replyToConsult(network.secondSpecialist, { consultId, ...short, disposition: 'needMore', text: 'Xin điện tâm đồ.', password: '' })
  await happened('consult.needMore')
  expect(await open('needsMore')).toContain(network.doctor.personId)
  await supplementConsult(network.doctor, { consultId, text: 'ST chênh lên.', questions: [] })
  await happened('consult.supplement')
  expect(await open('needsMore')).toEqual([])
})
