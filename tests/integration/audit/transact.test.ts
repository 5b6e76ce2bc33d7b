import { expect, test, vi } from 'vitest'
import { onEvent, settled, sweepEvents } from '~/domain/audit/relay.server'
import { transact } from '~/domain/audit/transact.server'
import { recordAccess } from '~/domain/audit/access.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { moveClock, resetClock } from '~/platform/clock.server'
import { anActor, aNetwork, withCommand } from '../../support/network'

const change = (name: string) => ({ name, subject: 'setting', subjectId: newId(), audience: ['person:x'] })
const countEvents = (name: string) => db.event.count({ where: { name } })

test('rows and event stand or fall together', async () => {
  const { doctor } = await aNetwork()
  await expect(transact(doctor, async (tx, record) => {
    await tx.setting.create({ data: { key: 'fell', value: 1 } })
    record(change('setting.fell'))
    throw new Error('no')
  })).rejects.toThrow('no')
  expect(await db.setting.count({ where: { key: 'fell' } })).toBe(0)
  expect(await countEvents('setting.fell')).toBe(0)
})

test('a command carried out twice, one after the other or at once, happens once and answers the same', async () => {
  const { doctor } = await aNetwork()
  const acting = withCommand(doctor)
  let runs = 0
  const act = () => transact(acting, async (tx, record) => {
    runs += 1
    await tx.$queryRaw`select pg_sleep(0.05)::text`
    record(change('setting.once'))
    return { number: runs }
  })
  const answers = await Promise.all([act(), act(), act()])
  expect(await act()).toEqual({ number: 1 })
  expect(answers).toEqual([{ number: 1 }, { number: 1 }, { number: 1 }])
  expect(runs).toBe(1)
  expect(await countEvents('setting.once')).toBe(1)
})

test('a command that failed may be tried again', async () => {
  const { doctor } = await aNetwork()
  const acting = withCommand(doctor)
  await expect(transact(acting, async () => { throw new Error('first') })).rejects.toThrow('first')
  expect(await transact(acting, async () => 'second')).toBe('second')
})

test('two people may use the same command id', async () => {
  const network = await aNetwork()
  const id = newId()
  expect(await transact(withCommand(network.doctor, id), async () => 'doctor')).toBe('doctor')
  expect(await transact(withCommand(network.head, id), async () => 'head')).toBe('head')
})

test('an event whose listener failed is delivered by the sweep, and marked', async () => {
  const { doctor } = await aNetwork()
  const heard: string[] = []
  let broken = true
  onEvent('setting.relayed', 'test relay', async (event) => {
    if (broken) throw new Error('the receiver is away')
    heard.push(event.id)
  })
  const subjectId = newId()
  await transact(doctor, async (_tx, record) => record({ name: 'setting.relayed', subject: 'setting', subjectId, audience: [] }))
  await settled()
  expect(await db.event.findFirst({ where: { subjectId } })).toMatchObject({ deliveredAt: null })
  broken = false
  await vi.waitFor(async () => {
    await sweepEvents()
    expect(heard).toHaveLength(1)
  }, { timeout: 15_000, interval: 500 })
  expect((await db.event.findFirst({ where: { subjectId } }))?.deliveredAt).not.toBeNull()
})

test('events that fail for good keep no younger one from being delivered, and come back ever later', async () => {
  const heard: string[] = []
  onEvent('setting.poisoned', 'test poison', async () => { throw new Error('never') })
  onEvent('setting.good', 'test good', async ({ id }) => void heard.push(id))
  const anEvent = (name: string, secondsAgo: number) => ({ id: newId(), at: new Date(Date.now() - secondsAgo * 1000), name, subject: 'setting', subjectId: newId(), audience: [] })
  await db.event.createMany({ data: Array.from({ length: 250 }, (_, index) => anEvent('setting.poisoned', 3_600 - index)) })
  const good = anEvent('setting.good', 10)
  await db.event.create({ data: good })
  await sweepEvents()
  expect(heard).toEqual([good.id])
  const poisoned = await db.event.findMany({ where: { name: 'setting.poisoned' }, select: { deliveredAt: true, attempts: true, tryAgainAt: true } })
  expect(poisoned.every(({ deliveredAt, attempts, tryAgainAt }) => deliveredAt === null && attempts === 1 && tryAgainAt !== null && tryAgainAt.getTime() > Date.now())).toBe(true)
  // They are not due: nothing is tried, and a younger one has the turn for itself.
  const [second, third] = [anEvent('setting.good', 9), anEvent('setting.good', 8)]
  await db.event.createMany({ data: [second, third] })
  expect(await sweepEvents()).toBe(2)
  expect(heard).toEqual([good.id, second.id, third.id])
})

test('events and access rows cannot be changed afterwards', async () => {
  const { doctor } = await aNetwork()
  const subjectId = newId()
  await transact(doctor, async (_tx, record) => record({ name: 'setting.fixed', subject: 'setting', subjectId, audience: [] }))
  await expect(db.event.updateMany({ where: { subjectId }, data: { name: 'other' } })).rejects.toThrow()
  await expect(db.event.deleteMany({ where: { subjectId } })).rejects.toThrow()
  await recordAccess(doctor, { subject: 'consult', subjectId, part: 'record', basis: 'treating' })
  await expect(db.access.deleteMany({ where: { subjectId } })).rejects.toThrow()
})

test('opening a record leaves one row per person and quarter of an hour', async () => {
  const { junior } = await aNetwork()
  const doctor = await anActor(junior, ['treatingDoctor'])
  const subjectId = newId()
  const open = () => recordAccess(doctor, { subject: 'consult', subjectId, part: 'record', basis: 'treating' })
  await Promise.all([open(), open()])
  expect(await db.access.count({ where: { subjectId } })).toBe(1)
  moveClock(16 * 60_000)
  await open()
  resetClock()
  expect(await db.access.count({ where: { subjectId } })).toBe(2)
})

type Tx = Parameters<Parameters<typeof transact>[1]>[0]
test.each([
  ['changes', (tx: Tx, key: string, value: string): Promise<unknown> => tx.setting.update({ where: { key }, data: { value } })],
  ['holds', (tx: Tx, key: string): Promise<unknown> => tx.$executeRaw`select 1 from "Setting" where "key" = ${key} for update`],
])('of two that wait for each other’s %s both get through, and the one that tried again tells its event once', async (_, take) => {
  const { doctor, head } = await aNetwork()
  await db.setting.createMany({ data: [{ key: 'left', value: 0 }, { key: 'right', value: 0 }], skipDuplicates: true })
  const name = `setting.crossed.${newId()}`
  let arrived = 0
  let both = () => undefined as void
  const meeting = new Promise<void>((resolve) => { both = resolve })
  const cross = (actor: typeof doctor, first: string, second: string) => transact(actor, async (tx, record) => {
    await take(tx, first, actor.personId)
    arrived += 1
    if (arrived === 2) both()
    await meeting
    await take(tx, second, actor.personId)
    record(change(name))
    return first
  })
  expect(await Promise.all([cross(doctor, 'left', 'right'), cross(head, 'right', 'left')])).toEqual(['left', 'right'])
  expect(await countEvents(name)).toBe(2)
})
