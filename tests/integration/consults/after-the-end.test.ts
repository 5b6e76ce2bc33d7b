import { expect, test } from 'vitest'
import { askAgain } from '~/domain/consults/ask-again.server'
import { closeConsult, closeNotFollowed, evaluateConsult } from '~/domain/consults/close-consult.server'
import { decideConsult } from '~/domain/consults/decide-consult.server'
import { addFollowUp, endEpisode } from '~/domain/consults/follow-up.server'
import { openConsults } from '~/domain/consults/list.server'
import { enterReadmission } from '~/domain/consults/readmission.server'
import { consultRecord } from '~/domain/consults/record.server'
import { reopenConsult } from '~/domain/consults/reopen-consult.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { todayInVietnam } from '~/platform/dates'
import { recordView } from '~/ui/record/view.server'
import { aFollowedConsult, aNetwork, anEndedEpisode, type Network } from '../../support/network'
import { guards } from './guards'

const today = todayInVietnam(new Date())
const day = 24 * 60 * 60_000
const outcome = { result: 'improved', treatedOnSite: 'yes', diagnosisChange: 'added', usefulness: '5', remark: 'Đỡ đau ngực.' } as const

async function aClosedConsult(network: Network) {
  const ended = await anEndedEpisode(network)
  await evaluateConsult(network.doctor, { consultId: ended.consultId, ...outcome })
  await closeConsult(network.doctor, { consultId: ended.consultId })
  return ended
}

/** Thirty days on; the clock goes back afterwards. */
async function afterDays(days: number, run: () => Promise<void>) {
  try {
    moveClock(days * day)
    await run()
  } finally {
    resetClock()
  }
}

guards([
  {
    verb: 'askAgain', by: ['doctor'], before: aFollowedConsult, to: 'accepted', step: 'askAgain', private: 'sốt lại',
    act: (actor, { consultId }) => askAgain(actor, { consultId, text: 'Ngày thứ ba sốt lại 39 độ.', questions: ['Có đổi kháng sinh không?'] }),
  },
])

test('the second round: new questions, a new version, the specialist suggested, the earlier answer in place', async () => {
  const network = await aNetwork()
  const { consultId, opinionId } = await aFollowedConsult(network)
  await askAgain(network.doctor, { consultId, text: 'Sốt lại.', questions: ['', 'Có đổi kháng sinh không?'] })
  const { consult } = await consultRecord(network.doctor, consultId)
  expect(consult).toMatchObject({ round: 2, requestVersion: 2, specialistId: network.specialist.personId, answerId: opinionId, answeredAt: null })
  expect(consult.dueAt && consult.dueAt > new Date()).toBe(true)
  expect(await db.question.findMany({ where: { consultId }, orderBy: { number: 'asc' }, select: { number: true, round: true, sinceVersion: true } })).toEqual([
    { number: 1, round: 1, sinceVersion: 1 }, { number: 2, round: 1, sinceVersion: 1 }, { number: 3, round: 2, sinceVersion: 2 },
  ])
  await expect(decideConsult(network.doctor, { consultId, answerId: opinionId, kind: 'apply', reason: '' })).rejects.toMatchObject({ key: 'consults:problem.notNow' })
})

test('a second round asks something', async () => {
  const network = await aNetwork()
  const { consultId } = await aFollowedConsult(network)
  await expect(askAgain(network.doctor, { consultId, text: 'Sốt lại.', questions: ['', ''] })).rejects.toMatchObject({ key: 'consults:problem.askAgainQuestion' })
})

test.each(['juniorCoordinator', 'seniorCoordinator'] as const)('%s reopens a closed consult; the outcome is kept and a new one possible', async (who) => {
  const network = await aNetwork()
  const { consultId } = await aClosedConsult(network)
  await reopenConsult(network[who], { consultId, note: 'Người bệnh nhập viện lại cùng đợt.' })
  const { consult } = await consultRecord(network.doctor, consultId)
  expect(consult).toMatchObject({ state: 'following', closedAt: null, notFollowed: false, outcome: null, earlierOutcomes: [{ result: 'improved', usefulness: 5, endKind: 'discharge' }] })
  await addFollowUp(network.doctor, { consultId, condition: 'worse', note: 'Khó thở.' })
  await endEpisode(network.doctor, { consultId, endKind: 'death', endedOn: today })
  await evaluateConsult(network.doctor, { consultId, ...outcome, result: 'died' })
  await closeConsult(network.doctor, { consultId })
  const again = (await consultRecord(network.doctor, consultId)).consult
  expect([again.outcome?.result, again.earlierOutcomes[0]?.result]).toEqual(['died', 'improved'])
})

test('an entry from before the reopening does not ask for the end again', async () => {
  const network = await aNetwork()
  const { consultId } = await aFollowedConsult(network)
  await addFollowUp(network.doctor, { consultId, condition: 'discharged', note: 'Ra viện.' })
  const announced = async () => (await recordView(network.doctor, consultId, 'vi')).endAnnounced
  expect(await announced()).toBe('discharge')
  await closeNotFollowed(network.seniorCoordinator, { consultId, note: 'Mất liên lạc.' })
  await reopenConsult(network.juniorCoordinator, { consultId, note: 'Nhập viện lại.' })
  expect(await announced()).toBeNull()
  await addFollowUp(network.doctor, { consultId, condition: 'died', note: 'Ngừng tuần hoàn.' })
  expect(await announced()).toBe('death')
})

test('nobody else reopens, nothing but what is closed, and of two at once one', async () => {
  const network = await aNetwork()
  const { consultId } = await aClosedConsult(network)
  for (const who of [network.doctor, network.specialist, network.head, network.otherDoctor]) await expect(reopenConsult(who, { consultId, note: 'x' })).rejects.toMatchObject({ status: 404 })
  const ends = await Promise.allSettled([reopenConsult(network.juniorCoordinator, { consultId, note: 'Một.' }), reopenConsult(network.seniorCoordinator, { consultId, note: 'Hai.' })])
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(reopenConsult(network.juniorCoordinator, { consultId, note: 'Lại.' })).rejects.toMatchObject({ key: 'consults:problem.notNow' })
})

test('reopening gives the answering side its rights again, also after they had run out', async () => {
  const network = await aNetwork()
  const { consultId } = await aClosedConsult(network)
  await afterDays(40, async () => {
    await expect(consultRecord(network.specialist, consultId)).rejects.toMatchObject({ status: 404 })
    await reopenConsult(network.juniorCoordinator, { consultId, note: 'Theo dõi tiếp.' })
    expect((await consultRecord(network.specialist, consultId)).identified).toBe(true)
  })
})

test('what was closed as not followed can be followed after all', async () => {
  const network = await aNetwork()
  const { consultId } = await aFollowedConsult(network)
  await closeNotFollowed(network.seniorCoordinator, { consultId, note: 'Mất liên lạc.' })
  await reopenConsult(network.juniorCoordinator, { consultId, note: 'Đã liên lạc được.' })
  expect((await consultRecord(network.doctor, consultId)).consult).toMatchObject({ state: 'following', notFollowed: false, earlierOutcomes: [] })
})

test('readmission: not before day 30, then once, by the treating doctor or a coordinator', async () => {
  const network = await aNetwork()
  const { consultId } = await aClosedConsult(network)
  await expect(enterReadmission(network.doctor, { consultId, readmitted: 'no', note: '' })).rejects.toMatchObject({ key: 'consults:problem.readmissionTooEarly' })
  const task = async (actor: Parameters<typeof openConsults>[0]) => (await openConsults(actor)).consults.find(({ id }) => id === consultId)?.task
  expect(await task(network.doctor)).toBeUndefined()
  await afterDays(31, async () => {
    expect([await task(network.doctor), await task(network.juniorCoordinator), await task(network.specialist)]).toEqual(['enterReadmission', 'enterReadmission', undefined])
    await expect(enterReadmission(network.doctor, { consultId, readmitted: 'yes', note: '' })).rejects.toMatchObject({ key: 'consults:problem.readmissionNote', field: 'note' })
    for (const who of [network.secondDoctor, network.head, network.otherDoctor]) await expect(enterReadmission(who, { consultId, readmitted: 'no', note: '' })).rejects.toMatchObject({ status: 404 })
    const ends = await Promise.allSettled([
      enterReadmission(network.doctor, { consultId, readmitted: 'yes', note: 'Suy tim.' }), enterReadmission(network.juniorCoordinator, { consultId, readmitted: 'no', note: '' }),
    ])
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await task(network.doctor)).toBeUndefined()
  })
})

test('nobody is asked whether the dead came back', async () => {
  const network = await aNetwork()
  const { consultId } = await aFollowedConsult(network)
  await endEpisode(network.doctor, { consultId, endKind: 'death', endedOn: today })
  await evaluateConsult(network.doctor, { consultId, ...outcome, result: 'died' })
  await closeConsult(network.doctor, { consultId })
  await afterDays(31, async () => {
    await expect(enterReadmission(network.doctor, { consultId, readmitted: 'no', note: '' })).rejects.toMatchObject({ key: 'consults:problem.noReadmission' })
  })
})

test.each([
  ['death', { result: 'recovered' }, 'deadRecovered', 'result'], ['discharge', { result: 'died' }, 'diedElsewise', 'result'], ['referral', { treatedOnSite: 'yes' }, 'referredOnSite', 'treatedOnSite'],
] as const)('after %s an evaluation of %o is refused', async (endKind, changes, key, field) => {
  const network = await aNetwork()
  const { consultId } = await aFollowedConsult(network)
  await endEpisode(network.doctor, { consultId, endKind, endedOn: today })
  await expect(evaluateConsult(network.doctor, { consultId, ...outcome, ...changes })).rejects.toMatchObject({ key: `consults:problem.${key}`, field })
})

test('a follow-up entry needs its line unless nothing changed', async () => {
  const network = await aNetwork()
  const { consultId } = await aFollowedConsult(network)
  await addFollowUp(network.doctor, { consultId, condition: 'same', note: '' })
  await expect(addFollowUp(network.doctor, { consultId, condition: 'worse', note: '' })).rejects.toMatchObject({ key: 'consults:problem.followUpNote', field: 'note' })
})
