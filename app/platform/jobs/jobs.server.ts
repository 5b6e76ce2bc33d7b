import pg from 'pg'
import PgBoss from 'pg-boss'
import type { Tx } from '~/platform/database/database.server'
import { env } from '~/platform/env.server'
import { log } from '~/platform/log.server'
import { z } from '~/platform/zod'
import { queueList, type QueueName, type RowQueue } from './queues'

/** What each queue's jobs do. Run at least once: the second time must be harmless. */
export type Work = Record<RowQueue, (id: string) => Promise<void>> & { sweep: () => Promise<void> }

const held = globalThis as typeof globalThis & { chiEmJobs?: PgBoss }
const setUpLock = 74_110_003
const payload = z.object({ id: z.uuid() })

/**
 * Opens the queues on the app's own database. Several processes starting at once take turns: creating queues in parallel
 * deadlocks in pg-boss 10. `start` never runs before the migrations.
 */
export async function openQueues(url: string): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: url, application_name: 'chi-em jobs', max: 4, maintenanceIntervalSeconds: 15, archiveCompletedAfterSeconds: 3_600, deleteAfterDays: 7 })
  boss.on('error', (err) => log.error({ err }, 'jobs'))
  await alone(url, async () => {
    await boss.start()
    for (const [name, { cron, retryLimit, retryDelay, expireInSeconds }] of queueList) {
      const options = { name, retryLimit, retryDelay, retryBackoff: retryDelay > 0, expireInSeconds, policy: cron ? 'short' : 'standard' } as const
      await boss.createQueue(name, options)
      await boss.updateQueue(name, options)
      if (cron) await boss.schedule(name, cron)
    }
  })
  return boss
}

async function alone(url: string, work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'chi-em jobs' })
  client.on('error', (err) => log.error({ err }, 'jobs'))
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [setUpLock])
    await work()
  } finally {
    await client.end()
  }
}

/** Opens the queues and begins to work on them; once per process. */
export async function startJobs(work: Work): Promise<void> {
  if (held.chiEmJobs) return
  const boss = await openQueues(env().DATABASE_URL)
  held.chiEmJobs = boss
  for (const [name, { every, workers }] of queueList) {
    for (let count = 0; count < workers; count += 1) await employ(boss, name, every, work)
  }
}

async function employ(boss: PgBoss, name: QueueName, every: number, work: Work): Promise<void> {
  const worker: string = await boss.work(name, { batchSize: 1, pollingIntervalSeconds: every }, async (jobs) => {
    for (const job of jobs) await carryOut(name, job, work)
    // Where one was, there may be more: without this a worker does one job per interval.
    boss.notifyWorker(worker)
  })
}

async function carryOut(name: QueueName, job: PgBoss.Job<unknown>, work: Work): Promise<void> {
  try {
    if (name === 'sweep') await work.sweep()
    else await work[name](payload.parse(job.data).id)
  } catch (err) {
    log.warn({ err, queue: name, job: job.id }, 'a job failed')
    // pg-boss keeps the error it is given; a database error's message would carry the values of the query.
    throw new Error(err instanceof Error ? err.name : 'Error')
  }
}

/** Step: queues a job about one row; it exists when the transaction does. */
export async function sendJob(tx: Tx, name: RowQueue, id: string): Promise<void> {
  const { chiEmJobs: boss } = held
  if (!boss) throw new Error('The jobs have not been started')
  await boss.send(name, { id }, { db: inTx(tx) })
}

const inTx = (tx: Tx): PgBoss.Db => ({
  executeSql: async (sql: string, values: unknown[]) => ({ rows: await tx.$queryRawUnsafe<unknown[]>(sql, ...(values ?? [])) }),
})

/** Which of these rows a queue still has a job for: waiting, running or to be tried again. */
export async function stillQueued(tx: Pick<Tx, '$queryRaw'>, name: RowQueue, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx.$queryRaw<{ id: string }[]>`select "data"->>'id' as "id" from pgboss.job where "name" = ${name} and "state" in ('created', 'retry', 'active') and "data"->>'id' = any(${ids})`
  return new Set(rows.map(({ id }) => id))
}

/** No new jobs; those that run get `ms` to finish, then they are given back to be run again. */
export async function stopJobs(ms = 8_000): Promise<void> {
  const { chiEmJobs: boss } = held
  delete held.chiEmJobs
  await boss?.stop({ graceful: true, wait: true, timeout: ms })
}
