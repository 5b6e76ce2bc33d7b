import { afterEach, expect, test } from 'vitest'
import { endAlert, joinAlert, raiseAlert } from '~/domain/rooms/alert-room.server'
import { quickCall } from '~/domain/rooms/quick-call.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { consultRecord } from '~/domain/consults/record.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db, type Tx } from '~/platform/database/database.server'
import { aNetwork, anAssignedConsult, type Network } from '../../support/network'
import { until } from '../sockets/a-server'

afterEach(resetClock)

/** The other transaction commits once `act` waits for it, or has gone past it. */
async function comesSecond(first: (tx: Tx) => Promise<unknown>, act: () => Promise<unknown>): Promise<unknown> {
  let past = false
  let outcome: Promise<unknown> = Promise.resolve()
  await db.$transaction(async (tx) => {
    await first(tx)
    outcome = act().catch((error: unknown) => error).finally(() => { past = true })
    await until(async () => {
      const [row] = await db.$queryRaw<{ waiting: number }[]>`select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      return past || (row?.waiting ?? 0) > 0
    }, Boolean)
  }, { timeout: 10_000 })
  return outcome
}

const withdrawn = ({ senior }: Network, consultId: string) => async (tx: Tx) => {
  await tx.consult.update({ where: { id: consultId }, data: { state: 'withdrawn', closedAt: new Date() } })
  await tx.consultAccess.updateMany({ where: { consultId, hospitalId: senior }, data: { validUntil: new Date() } })
}
const input = ({ senior }: Network) => ({ supportingId: senior, specialtyCode: 'tim-mach', line: '', overrideReason: '' })
const identified = ({ senior }: Network, consultId: string) => db.consultAccess.findMany({ where: { consultId, hospitalId: senior, deidentified: false }, select: { validUntil: true } })

test('who comes into the room of an alert while its consent is withdrawn gains no right by it', async () => {
  const network = await aNetwork()
  const { consultId } = await raiseAlert(network.doctor, input(network))
  const outcome = await comesSecond(withdrawn(network, consultId), () => joinAlert(network.seniorCoordinator, { consultId }))
  expect(outcome instanceof Response || outcome instanceof Error).toBe(true)
  expect(await identified(network, consultId)).toEqual([])
})

test('who is called while the consent is withdrawn gains no right by it', async () => {
  const network = await aNetwork()
  const consultId = await anAssignedConsult(network)
  const outcome = await comesSecond(withdrawn(network, consultId), () => quickCall(network.doctor, { consultId, personId: network.seniorCoordinator.personId }))
  expect(outcome instanceof Response || outcome instanceof Error).toBe(true)
  expect(await db.consultAccess.count({ where: { consultId, validUntil: { gt: new Date() }, hospitalId: network.senior } })).toBe(0)
})

test('an alert is joined though somebody receives its consult in the same moment', async () => {
  const network = await aNetwork()
  const { consultId } = await raiseAlert(network.doctor, input(network))
  const outcome = await comesSecond((tx) => tx.consult.update({ where: { id: consultId }, data: { state: 'accepted' } }), () => joinAlert(network.seniorCoordinator, { consultId }))
  expect(outcome).toMatchObject({ conferenceId: expect.any(String) })
})

const day = 24 * 60 * 60_000

test('the right of those who came into an alert ends a day after it, or after its consult', async () => {
  const network = await aNetwork()
  const { consultId } = await raiseAlert(network.doctor, input(network))
  await joinAlert(network.seniorCoordinator, { consultId })
  expect(await identified(network, consultId)).toEqual([{ validUntil: null }])
  await endAlert(network.doctor, { consultId, summary: 'Có mạch lại.' })
  expect((await consultRecord(network.seniorCoordinator, consultId)).identity).not.toBeNull()
  moveClock(day + 1)
  expect((await consultRecord(network.seniorCoordinator, consultId)).identity).toBeNull()
  resetClock()

  const { consultId: other } = await raiseAlert(network.secondDoctor, input(network))
  await joinAlert(network.seniorCoordinator, { consultId: other })
  await withdrawConsult(network.secondDoctor, { consultId: other, note: 'Người bệnh đã chuyển viện.' })
  const [row] = await identified(network, other)
  expect((row?.validUntil?.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(day)
})
