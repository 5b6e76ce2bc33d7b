import { afterAll, expect, test } from 'vitest'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { openQueues, sendJob, startJobs, stopJobs } from '~/platform/jobs/jobs.server'
import { queueList } from '~/platform/jobs/queues'

const done: string[] = []
const waiting = new Map<string, () => void>()
const worked = (id: string) => new Promise<void>((resolve) => (done.includes(id) ? resolve() : waiting.set(id, resolve)))
const work = async (id: string) => {
  done.push(id)
  waiting.get(id)?.()
}
const jobs = { mail: work, 'render-paper': work, 'take-in': work, sweep: async () => undefined }
const stateOf = async (id: string) => (await db.$queryRaw<{ state: string }[]>`select state::text from pgboss.job where data->>'id' = ${id}`)[0]?.state

afterAll(() => stopJobs(1_000))

test('several processes may start at once on an empty database', async () => {
  const { DATABASE_URL: url = '' } = process.env
  const bosses = await Promise.all([openQueues(url), openQueues(url), openQueues(url)])
  const names = await bosses[0]?.getQueues()
  expect(names?.map(({ name }) => name)).toEqual(expect.arrayContaining(queueList.map(([name]) => name)))
  expect(await bosses[1]?.getSchedules()).toMatchObject([{ name: 'sweep', cron: '* * * * *' }])
  await Promise.all(bosses.map((boss) => boss.stop({ graceful: false })))
})

test('a job exists when its transaction does', async () => {
  await startJobs(jobs)
  await startJobs(jobs)
  const [kept, lost] = [newId(), newId()]
  await db.$transaction((tx) => sendJob(tx, 'mail', kept))
  await expect(db.$transaction(async (tx) => {
    await sendJob(tx, 'mail', lost)
    throw new Error('no')
  })).rejects.toThrow('no')
  await worked(kept)
  expect(await stateOf(lost)).toBeUndefined()
  expect(done.filter((id) => id === kept)).toHaveLength(1)
})

test('a payload holds an id and nothing else', async () => {
  const id = newId()
  await db.$transaction((tx) => sendJob(tx, 'render-paper', id))
  await worked(id)
  const [row] = await db.$queryRaw<{ data: unknown }[]>`select data from pgboss.job where data->>'id' = ${id}`
  expect(row?.data).toEqual({ id })
})

test('the job of a killed worker is run again by another', async () => {
  await stopJobs(1_000)
  const boss = await openQueues(process.env.DATABASE_URL ?? '')
  const id = newId()
  await boss.send('mail', { id })
  expect(await boss.fetch('mail')).toMatchObject([{ data: { id } }])
  // The worker that fetched it dies here; a minute later maintenance finds the job overdue.
  await db.$executeRaw`update pgboss.job set started_on = now() - interval '2 minutes' where data->>'id' = ${id}`
  await boss.maintain()
  expect(await stateOf(id)).toBe('retry')
  await boss.stop({ graceful: false })
  await db.$executeRaw`update pgboss.job set start_after = now() where data->>'id' = ${id}`
  await startJobs(jobs)
  await worked(id)
})

test('what went wrong in a job is kept without its message', async () => {
  await stopJobs(1_000)
  await startJobs({ ...jobs, mail: async () => { throw new TypeError('Phùng Văn Định') } })
  const id = newId()
  await db.$transaction((tx) => sendJob(tx, 'mail', id))
  await expect.poll(() => stateOf(id), { timeout: 5_000 }).toBe('retry')
  const [row] = await db.$queryRaw<{ output: unknown }[]>`select output from pgboss.job where data->>'id' = ${id}`
  expect(JSON.stringify(row?.output)).toContain('TypeError')
  expect(JSON.stringify(row?.output)).not.toContain('Phùng')
})
