import { expect, test } from 'vitest'
import { addRemark, closeConsult, closeNotFollowed, evaluateConsult } from '~/domain/consults/close-consult.server'
import { addFollowUp, endEpisode } from '~/domain/consults/follow-up.server'
import { consultRecord } from '~/domain/consults/record.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { todayInVietnam } from '~/platform/dates'
import { aFollowedConsult, aNetwork, anEndedEpisode, type Network } from '../../support/network'
import { guards } from './guards'

const today = todayInVietnam(new Date())
const outcome = { result: 'improved', treatedOnSite: 'yes', diagnosisChange: 'added', usefulness: '5', remark: 'Đỡ đau ngực.' } as const

async function anEvaluatedConsult(network: Network) {
  const ended = await anEndedEpisode(network)
  await evaluateConsult(network.doctor, { consultId: ended.consultId, ...outcome })
  return ended
}

guards([
  { verb: 'addFollowUp', by: ['doctor', 'secondDoctor'], before: aFollowedConsult, act: (actor, { consultId }) => addFollowUp(actor, { consultId, condition: 'better', note: 'Hết đau ngực.' }), to: 'following', step: 'followUp', once: false, private: 'Hết đau' },
  { verb: 'endEpisode', by: ['doctor'], before: aFollowedConsult, act: (actor, { consultId }) => endEpisode(actor, { consultId, endKind: 'discharge', endedOn: today }), to: 'awaitingSummary', step: 'endEpisode' },
  { verb: 'evaluateConsult', by: ['doctor'], before: anEndedEpisode, act: (actor, { consultId }) => evaluateConsult(actor, { consultId, ...outcome }), to: 'awaitingSummary', step: 'evaluate', once: false, private: 'Đỡ đau' },
  { verb: 'addRemark', by: ['specialist'], before: anEvaluatedConsult, act: (actor, { consultId }) => addRemark(actor, { consultId, text: 'Kíp trực xử trí tốt.' }), to: 'awaitingSummary', step: 'remark', once: false, private: 'Kíp trực' },
  { verb: 'closeConsult', by: ['doctor'], before: anEvaluatedConsult, act: (actor, { consultId }) => closeConsult(actor, { consultId }), to: 'closed', step: 'close' },
  { verb: 'closeNotFollowed', by: ['seniorCoordinator', 'juniorCoordinator'], before: aFollowedConsult, act: (actor, { consultId }) => closeNotFollowed(actor, { consultId, note: 'Mất liên lạc với gia đình.' }), to: 'closed', step: 'closeNotFollowed', private: 'Mất liên lạc' },
])

test.each([['2999-01-01', 'problems:futureDate'], ['2001-01-01', 'consults:problem.endedBeforeSent']])('an episode does not end on %s', async (endedOn, key) => {
  const network = await aNetwork()
  const { consultId } = await aFollowedConsult(network)
  await expect(endEpisode(network.doctor, { consultId, endKind: 'death', endedOn })).rejects.toMatchObject({ key, field: 'endedOn' })
})

test('nothing is closed before it is evaluated', async () => {
  const network = await aNetwork()
  const { consultId } = await anEndedEpisode(network)
  await expect(closeConsult(network.doctor, { consultId })).rejects.toMatchObject({ key: 'consults:problem.evaluateFirst' })
})

test('an evaluation may be put right until the consult is closed; the specialist may remark afterwards', async () => {
  const network = await aNetwork()
  const { consultId } = await anEvaluatedConsult(network)
  await evaluateConsult(network.doctor, { consultId, ...outcome, usefulness: '3', treatedOnSite: 'no' })
  await closeConsult(network.doctor, { consultId })
  await expect(evaluateConsult(network.doctor, { consultId, ...outcome })).rejects.toMatchObject({ key: 'consults:problem.notNow' })
  await addRemark(network.specialist, { consultId, text: 'Cảm ơn kíp trực.' })
  const { consult } = await consultRecord(network.doctor, consultId)
  expect(consult.outcome).toMatchObject({ usefulness: 3, treatedOnSite: false })
  expect(consult.remarks).toHaveLength(1)
})

test('what a coordinator closes counts as not followed', async () => {
  const network = await aNetwork()
  const { consultId } = await aFollowedConsult(network)
  await closeNotFollowed(network.seniorCoordinator, { consultId, note: 'Mất liên lạc.' })
  expect((await consultRecord(network.doctor, consultId)).consult).toMatchObject({ state: 'closed', notFollowed: true })
})

test('the answering side reads for 30 days after closing, the own side goes on', async () => {
  const network = await aNetwork()
  const { consultId } = await anEvaluatedConsult(network)
  await closeConsult(network.doctor, { consultId })
  const day = 24 * 60 * 60_000
  try {
    moveClock(29 * day)
    expect((await consultRecord(network.specialist, consultId)).identified).toBe(true)
    moveClock(2 * day)
    for (const gone of [network.specialist, network.seniorCoordinator]) await expect(consultRecord(gone, consultId)).rejects.toMatchObject({ status: 404 })
    expect((await consultRecord(network.doctor, consultId)).consult.state).toBe('closed')
  } finally {
    resetClock()
  }
})
