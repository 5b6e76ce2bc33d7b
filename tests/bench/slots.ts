import { fork, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startEmbedded } from '~/platform/postgres/embedded.server'
import { migrate } from '../../prisma/migrate'
import { furnish, type Furnished } from './slots/furnish'

/*
 * npm run bench slots [bookings] [rounds]: the first ten slots of 45 minutes for five people and two rooms within 60 days, among 1,000,000
 * bookings and, in the same run and in turns, among 10,000. Everybody has a conference a day in both, so that only the number of
 * others differs. The finder and the database are processes of their own; each round asks about other people.
 */
const most = Number(process.argv[2] ?? 1_000_000)
const rounds = Number(process.argv[3] ?? 1_000)
const few = 10_000
const here = path.dirname(new URL(import.meta.url).pathname)
const say = (text: string) => process.stderr.write(`${text}\n`)

const data = fs.mkdtempSync(path.join(os.tmpdir(), 'chi-em-bench-'))
fs.chmodSync(data, 0o711)
const database = await startEmbedded(data, [])
const children: ChildProcess[] = []
try {
  const [small, large] = [await finderAmong('few', few), await finderAmong('most', most)]
  const [reference, measured]: [number[], number[]] = [[], []]
  // The first ones fill caches and let the code be compiled; then one after the other, so that a busy machine is busy for both.
  for (const finder of [small, large]) await ask(finder, 100)
  for (let block = 0; block < rounds / 50; block++) {
    reference.push(...await ask(small, 50))
    measured.push(...await ask(large, 50))
  }
  const [p95, p95Few] = [quantile(measured, 0.95), quantile(reference, 0.95)]
  const figures = [
    { name: 'first ten slots, p95', value: p95, p50: quantile(measured, 0.5), unit: 'ms', wanted: '<= 15', ok: p95 <= 15 },
    { name: `p95 against ${few} bookings`, value: Number((p95 / p95Few).toFixed(2)), reference: p95Few, p50: quantile(reference, 0.5), unit: 'times', wanted: '<= 1.5', ok: p95 <= 1.5 * p95Few },
  ]
  process.stdout.write(`${JSON.stringify({ bench: 'slots', bookings: most, rounds: measured.length, figures })}\n`)
  process.exitCode = figures.every(({ ok }) => ok) ? 0 : 1
} finally {
  for (const child of children) child.kill('SIGKILL')
  await database.stop()
  fs.rmSync(data, { recursive: true, force: true })
}

function quantile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return Number((sorted[Math.ceil(sorted.length * part) - 1] ?? Infinity).toFixed(2))
}

/** A database of that many bookings, and a process that finds slots in it. */
async function finderAmong(name: string, bookings: number): Promise<ChildProcess> {
  const admin = new pg.Client({ connectionString: Object.assign(new URL(database.url), { pathname: '/postgres' }).href })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  await admin.end()
  const url = Object.assign(new URL(database.url), { pathname: `/${name}` }).href
  await migrate(url, { allowed: true })
  const furnished: Furnished = await furnish(url, bookings)
  say(`${furnished.bookings} bookings of ${furnished.people.length} people and ${furnished.sites.length} rooms`)
  const child = fork(path.join(here, 'slots', 'finder.ts'), { execArgv: ['--import', 'tsx'], env: { ...process.env, DATABASE_URL: url, LOG_LEVEL: 'warn' }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' })
  children.push(child)
  child.send(furnished)
  await told(child)
  return child
}

/** How long each of so many searches took, in milliseconds. */
async function ask(child: ChildProcess, searches: number): Promise<number[]> {
  const answer = told<number[]>(child)
  child.send(searches)
  return answer
}

function told<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the finder ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message as T)
    })
  })
}
