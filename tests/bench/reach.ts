import { fork, type ChildProcess } from 'node:child_process'
import { createECDH } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startEmbedded } from '~/platform/postgres/embedded.server'
import { migrate } from '../../prisma/migrate'
import { opened } from '../support/push-receiver'
import { told } from '../support/told'

/*
 * npm run bench reach [consults] [seconds]: 500 urgent consults sent within a minute on a real database that writes to disk. Measured is
 * the time from a consult's commit to the arrival of its message at the SMS gateway and at the push service, for each of
 * two coordinators and the specialist on duty. The product, the other ends and the database are processes of their own. None may arrive twice, none may be missing.
 */
const count = Number(process.argv[2] ?? 500)
const withinMs = Number(process.argv[3] ?? 60) * 1000
const here = path.dirname(new URL(import.meta.url).pathname)
const say = (text: string) => process.stderr.write(`${text}\n`)

interface Browser { endpoint: string; p256dh: string; auth: string; privateKey: string }
interface Received { sms: { to: string; text: string; at: number }[]; push: { path: string; at: number; body: string }[] }

const data = fs.mkdtempSync(path.join(os.tmpdir(), 'chi-em-bench-'))
fs.chmodSync(data, 0o711)
const database = await startEmbedded(data, [])
const children: ChildProcess[] = []
try {
  const url = await openDatabase(database.url)
  const outside = start('outside', {})
  const { smsUrl, pushHost } = await told<{ smsUrl: string; pushHost: string }>(outside)
  const hospital = start('hospital', { DATABASE_URL: url, DATA_DIR: data, SMS_URL: smsUrl, SMS_BODY: '{"to":"{to}","text":"{text}"}', SMS_OK: '"code":0', PUSH_HOSTS: pushHost, DEMO: '0' })
  const { browsers, people } = await told<{ browsers: Browser[]; people: number }>(hospital)
  say(`${count} urgent consults in ${withinMs / 1000} s, ${people} people, each with a telephone and a browser`)

  hospital.send({ ask: 'send', count, withinMs })
  const { sent, cpu } = await told<{ sent: { code: string; at: number }[]; cpu: number }>(hospital)
  say(`sent with ${cpu.toFixed(1)} s of the product's CPU`)
  const received = await untilQuiet(outside, sent.length * people)
  hospital.send({ ask: 'stop' })
  await new Promise((resolve) => hospital.once('exit', resolve))

  const at = new Map(sent.map((consult) => [consult.code, consult.at]))
  const byCode = [...at.keys()]
  const sms = received.sms.map(({ to, text, at: arrived }) => ({ who: to, code: byCode.find((code) => text.includes(code)) ?? '', arrived }))
  const push = received.push.map(({ path: address, body, at: arrived }) => ({ who: address, code: codeOf(browsers, address, body), arrived }))
  const figures = [figure('sms', sms), figure('push', push)]
  process.stdout.write(`${JSON.stringify({ bench: 'reach', consults: sent.length, people, figures })}\n`)
  if (sent.length < count) say(`${count - sent.length} consults could not be sent: this machine is too busy to measure`)
  process.exitCode = sent.length === count && figures.every(({ ok }) => ok) ? 0 : 1

  function figure(name: string, messages: { who: string; code: string; arrived: number }[]) {
    const waits = messages.map(({ code, arrived }) => Math.max(0, arrived - (at.get(code) ?? arrived))).sort((a, b) => a - b)
    const p95 = waits[Math.ceil(waits.length * 0.95) - 1] ?? Infinity
    const twice = messages.length - new Set(messages.map(({ who, code }) => `${who} ${code}`)).size
    const missing = sent.length * people - (messages.length - twice)
    return { name, p50: waits[Math.floor(waits.length / 2)] ?? null, p95, most: waits.at(-1) ?? null, unit: 'ms', wanted: 'p95 <= 2000, none twice, none missing', arrived: messages.length, twice, missing, ok: p95 <= 2000 && twice === 0 && missing === 0 }
  }
} finally {
  for (const child of children) child.kill('SIGKILL')
  await database.stop()
  fs.rmSync(data, { recursive: true, force: true })
}

/** What the browser would read: proof that what arrived was meant for it. */
function codeOf(browsers: Browser[], address: string, body: string): string {
  const browser = browsers.find(({ endpoint }) => endpoint.endsWith(address))
  if (!browser) return ''
  const keys = createECDH('prime256v1')
  keys.setPrivateKey(Buffer.from(browser.privateKey, 'base64url'))
  const read = opened({ ...browser, keys }, Buffer.from(body, 'base64'))
  return typeof read === 'object' && read !== null && 'code' in read && typeof read.code === 'string' ? read.code : ''
}

async function openDatabase(url: string): Promise<string> {
  const admin = new pg.Client({ connectionString: Object.assign(new URL(url), { pathname: '/postgres' }).href })
  await admin.connect()
  await admin.query('CREATE DATABASE bench')
  await admin.end()
  const own = Object.assign(new URL(url), { pathname: '/bench' }).href
  await migrate(own, { allowed: true })
  return own
}

/** Starts tests/bench/reach/<name>.ts. */
function start(name: string, more: Record<string, string>): ChildProcess {
  const child = fork(path.join(here, 'reach', `${name}.ts`), { execArgv: ['--import', 'tsx'], env: { ...process.env, LOG_LEVEL: 'warn', ...more }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  children.push(child)
  return child
}

/** Until everything has arrived, and then a while for what should not; at most half a minute. */
async function untilQuiet(outside: ChildProcess, wanted: number): Promise<Received> {
  const ask = async () => {
    const answer = told<Received>(outside)
    outside.send('received')
    return answer
  }
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 250))) {
    const { sms, push } = await ask()
    if (sms.length >= wanted && push.length >= wanted) break
  }
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  return ask()
}
