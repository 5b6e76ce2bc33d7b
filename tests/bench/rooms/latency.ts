import pg from 'pg'
import { ask, end, start } from './child'
import type { Place } from './place'

export interface Latency { name: string; value: number; unit: 'ms'; reference: number; ratio: number; wanted: string; ok: boolean }
interface Answer { times: number[]; bytes: number; cpu: number }

/** ms of each, and the CPU seconds of our server in each round: what a busy machine does not change */
interface Times { ours: number[]; bare: number[]; cpu: number[] }

const say = (text: string) => process.stderr.write(`${text}\n`)
const rank = (times: number[], share: number): number => [...times].sort((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? Infinity
const database = () => ({ DATABASE_URL: process.env.DATABASE_URL ?? '' })

/** The rounds before have written into the log, too: who came and went. */
async function lastSeqOf(conferenceId: string): Promise<number> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  const { rows: [room] } = await client.query<{ lastSeq: number }>('select "lastSeq" from "Room" where "conferenceId" = $1', [conferenceId])
  await client.end()
  return room?.lastSeq ?? 0
}

async function once(name: 'server' | 'state-server', question: object): Promise<Answer> {
  const server = await start(name, database())
  const people = await start('receivers')
  const cpu = async () => (name === 'server' ? (await ask<{ cpu: number }>(server, { ask: 'cpu' })).cpu : 0)
  const before = await cpu()
  const answer = await ask<Answer>(people, { port: server.port, protocol: name === 'server' ? 'socket.io' : 'ws', bytes: 0, lastSeq: 2_147_483_647, ...question })
  const used = (await cpu()) - before
  await end(people)
  await end(server)
  return { ...answer, cpu: used }
}

/** Ours and the bare one by turns, each time with processes that have just started. */
async function both({ behind, ...rest }: { place: Place; behind?: number } & Record<string, unknown>, rounds: number): Promise<Times> {
  const [ours, bare, cpu]: number[][] = [[], [], []]
  for (let round = 0; round < rounds; round++) {
    const question = behind === undefined ? rest : { ...rest, lastSeq: (await lastSeqOf(rest.place.conferenceId)) - behind }
    const { times, bytes, cpu: used } = await once('server', question)
    ours?.push(...times)
    cpu?.push(used)
    bare?.push(...(await once('state-server', { ...question, bytes })).times)
  }
  return { ours: ours ?? [], bare: bare ?? [], cpu: cpu ?? [] }
}

function figure(name: string, share: number, { ours, bare, cpu }: Times, limit: number): Latency {
  const [value, reference] = [rank(ours, share), rank(bare, share)]
  say(`${name}: p50 ${rank(ours, 0.5).toFixed(0)} ms, p95 ${rank(ours, 0.95).toFixed(0)} ms, p99 ${rank(ours, 0.99).toFixed(0)} ms; bare ${rank(bare, 0.5).toFixed(0)}, ${rank(bare, 0.95).toFixed(0)}, ${rank(bare, 0.99).toFixed(0)} ms; ours took ${cpu.map((one) => one.toFixed(2)).join(', ')} s of CPU`)
  return { name, value: Math.round(value), unit: 'ms', reference: Math.round(reference * 10) / 10, ratio: Math.round((value / reference) * 10) / 10, wanted: `<= ${limit} ms`, ok: value <= limit }
}

/** Everybody of a room comes back at the same moment to a server that has just started: with little missing, and with so much that it is the whole state. */
export async function resume(place: Place, log: number): Promise<Latency[]> {
  return [
    figure(`${place.people.length} come back at once, 30 entries behind, p95`, 0.95, await both({ ask: 'return', place, behind: 30 }, 3), 1_000),
    figure(`${place.people.length} come back at once, the whole state of ${log} entries, p95`, 0.95, await both({ ask: 'return', place, lastSeq: 0 }, 3), 1_000),
  ]
}

/** Until the last one in the room has heard a line that stands in the database; the bare one only passes it on. */
export async function lastReceiver(place: Place, seconds: number): Promise<Latency> {
  return figure(`last of ${place.people.length} hears a line, p99`, 0.99, await both({ ask: 'say', place, seconds, perSecond: 5 }, 2), 50)
}
