import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startEmbedded } from '~/platform/postgres/embedded.server'
import { migrate } from '../../prisma/migrate'
import { ask, endAll, start, type Child } from './rooms/child'
import { furnish, talkIn } from './rooms/furnish'
import { lastReceiver, resume } from './rooms/latency'
import type { Place } from './rooms/place'

/*
 * npm run bench rooms: 50 rooms of 20 people and one of 200, on a real database that writes to disk; and how long the people of one
 * room wait: 200 who come back at once, and the last of 60 and of 200 who hears a line. Each figure stands beside a bare
 * reference of the same run: `ws` sending the same bytes to the same clients, and pg transactions writing the same rows at the
 * same concurrency. Servers, clients and database are processes of their own; CPU is that of the server's process alone.
 */
const seconds = Number(process.argv[2] ?? 8)
const logOfCrowd = 1_200
const say = (text: string) => process.stderr.write(`${text}\n`)

const data = fs.mkdtempSync(path.join(os.tmpdir(), 'chi-em-bench-'))
fs.chmodSync(data, 0o711)
const database = await startEmbedded(data, [])
try {
  const { rooms, sixty, crowd } = await openDatabase(database.url)
  say(`${rooms.length} rooms, ${rooms.reduce((sum, room) => sum + room.people.length, 0)} people`)

  const latencies = [...await resume(crowd, logOfCrowd), await lastReceiver(sixty, seconds), await lastReceiver(crowd, seconds)]

  // One after the other and interleaved, so that a busy machine is busy for both.
  const ours: Measured[] = []
  const bare: Measured[] = []
  const server = await start('server', { DATABASE_URL: process.env.DATABASE_URL ?? '' })
  const plain = await start('ws-server')
  for (let round = 0; round < 2; round++) {
    ours.push(await pointers(server, 'socket.io', rooms))
    bare.push(await pointers(plain, 'ws', rooms))
  }
  const perCpu = (all: Measured[]) => all.reduce((sum, one) => sum + one.count, 0) / all.reduce((sum, one) => sum + one.cpu, 0)
  const [delivered, reference] = [perCpu(ours), perCpu(bare)]

  const commands: number[] = []
  const transactions: number[] = []
  for (let round = 0; round < 2; round++) {
    commands.push(await durable(server, rooms))
    transactions.push(await bareTransactions(rooms))
  }
  const rate = (all: number[]) => all.reduce((sum, one) => sum + one, 0) / all.length
  const figures = [
    figure('volatile deliveries', delivered, 'per CPU second', reference),
    figure('durable commands', rate(commands), 'per second', rate(transactions)),
    ...latencies,
  ]
  process.stdout.write(`${JSON.stringify({ bench: 'rooms', figures })}\n`)
  process.exitCode = figures.every(({ ok }) => ok) ? 0 : 1
} finally {
  endAll()
  await database.stop()
  fs.rmSync(data, { recursive: true, force: true })
}

interface Measured { count: number; cpu: number }
function figure(name: string, value: number, unit: string, reference: number) {
  return { name, value: Math.round(value), unit, reference: Math.round(reference), wanted: '>= 0.5 of reference', ok: value >= reference * 0.5 }
}

async function openDatabase(url: string): Promise<{ rooms: Place[]; sixty: Place; crowd: Place }> {
  const admin = new pg.Client({ connectionString: Object.assign(new URL(url), { pathname: '/postgres' }).href })
  await admin.connect()
  await admin.query('CREATE DATABASE bench')
  await admin.end()
  process.env.DATABASE_URL = Object.assign(new URL(url), { pathname: '/bench' }).href
  await migrate(process.env.DATABASE_URL, { allowed: true })
  const rooms = await furnish(process.env.DATABASE_URL, [...Array.from({ length: 50 }, () => 20), 200])
  const [sixty, crowd] = await furnish(process.env.DATABASE_URL, [60, 200])
  if (!sixty || !crowd) throw new Error('No rooms')
  await talkIn(process.env.DATABASE_URL, crowd, logOfCrowd)
  return { rooms, sixty, crowd }
}

async function cpuOf(server: Child): Promise<number> {
  return (await ask<{ cpu: number }>(server, { ask: 'cpu' })).cpu
}

/** Everybody sits in their room; one in each points 15 times a second. Counts what arrived, and the server's CPU meanwhile. */
async function pointers(server: Child, protocol: 'ws' | 'socket.io', rooms: Place[]): Promise<Measured> {
  const clients = await start('clients')
  await ask(clients, { ask: 'connect', port: server.port, protocol, rooms })
  const before = await cpuOf(server)
  const { count } = await ask<{ count: number }>(clients, { ask: 'point', seconds, perSecond: 15 })
  const cpu = (await cpuOf(server)) - before
  clients.process.kill('SIGKILL')
  say(`${protocol}: ${count} pointer deliveries in ${seconds} s with ${cpu.toFixed(2)} s of CPU`)
  return { count, cpu }
}

/** Everybody says something, waits for the answer, and says the next thing; all of it is also shown to all in the room. */
async function durable(server: Child, rooms: Place[]): Promise<number> {
  const clients = await start('clients')
  await ask(clients, { ask: 'connect', port: server.port, protocol: 'socket.io', rooms })
  const { count, heard } = await ask<{ count: number; heard: number }>(clients, { ask: 'say', seconds })
  clients.process.kill('SIGKILL')
  say(`durable: ${count} commands in ${seconds} s, ${heard} entries delivered`)
  return count / seconds
}

/** The same rows with the same number of writers, each its own transaction: the room's row, then the entry. */
async function bareTransactions(rooms: Place[]): Promise<number> {
  const writer = await start('transactions', { DATABASE_URL: process.env.DATABASE_URL ?? '' })
  const { count } = await ask<{ count: number }>(writer, { ask: 'write', rooms, seconds })
  writer.process.kill('SIGKILL')
  say(`bare transactions: ${count} in ${seconds} s`)
  return count / seconds
}
