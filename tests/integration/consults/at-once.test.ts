import { beforeAll, expect, test } from 'vitest'
import { confirmOpinion } from '~/domain/consults/confirm-opinion.server'
import { addFiles } from '~/domain/consults/consult-files.server'
import { askForMore } from '~/domain/consults/receive.server'
import { saveOpinion } from '~/domain/consults/save-opinion.server'
import { db, type Tx } from '~/platform/database/database.server'
import { aNetwork, anAssignedConsult, aSentConsult, password, type Network } from '../../support/network'

let network: Network
beforeAll(async () => { network = await aNetwork() })

/** What another transaction did is committed after `act` has begun: `act` comes second. */
async function comesSecond(first: (tx: Tx) => Promise<unknown>, act: () => Promise<unknown>, rest: (tx: Tx) => Promise<unknown> = () => Promise.resolve()): Promise<unknown> {
  let outcome: Promise<unknown> = Promise.resolve()
  await db.$transaction(async (tx) => {
    await first(tx)
    outcome = act().catch((error: unknown) => error)
    await new Promise((resolve) => setTimeout(resolve, 700))
    await rest(tx)
  })
  return outcome
}

const picture = { sha256: 'b'.repeat(64), mediaType: 'image/jpeg' as const, size: 1000, width: 10, height: 10, thumbnail: null, name: 'phim.jpg' }
const changed = { key: 'consults:problem.changedMeanwhile' }

test('a file that arrives while the supplement is sent is refused, not kept where nobody sees it', async () => {
  const consultId = await aSentConsult(network)
  await askForMore(network.seniorCoordinator, { consultId, note: 'Gửi thêm phim.' })
  const sending = (tx: Tx) => tx.consult.update({ where: { id: consultId }, data: { state: 'sent' } })
  expect(await comesSecond(sending, () => addFiles(network.doctor, { consultId, files: [picture] }))).toMatchObject(changed)
  expect(await db.consultFile.count({ where: { consultId } })).toBe(0)
})

const reassigning = (consultId: string) => (tx: Tx) => tx.consult.update({ where: { id: consultId }, data: { specialistId: network.secondSpecialist.personId } })

test('an answer that saves itself while the consult goes to another specialist does not stand in that one’s way', async () => {
  const consultId = await anAssignedConsult(network)
  const save = () => saveOpinion(network.specialist, { consultId, version: 0, answers: ['Đang viết'], unanswered: [], general: '' })
  expect(await comesSecond(reassigning(consultId), save)).toMatchObject(changed)
  expect(await db.opinion.count({ where: { consultId } })).toBe(0)
})

test('an answer confirmed while the consult goes to another specialist is refused in words', async () => {
  const consultId = await anAssignedConsult(network)
  await saveOpinion(network.specialist, { consultId, version: 0, answers: ['Đang viết'], unanswered: [], general: '' })
  const confirm = () => confirmOpinion(network.specialist, { consultId, version: 1, answers: ['Có.', 'Không.'], unanswered: [], general: '', password })
  const outcome = await comesSecond(reassigning(consultId), confirm, (tx) => tx.opinion.deleteMany({ where: { consultId, confirmedAt: null } }))
  expect(outcome).toMatchObject(changed)
  expect(await db.paper.count({ where: { consultId } })).toBe(0)
})
