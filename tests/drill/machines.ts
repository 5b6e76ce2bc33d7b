import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { aCopy, aFreshClone, ordinaryAccount, run, servedPage, signal, start, untilEnds, untilServed, type Begun } from './machines/copies'

/** Starting on all sorts of machines: each case sets one up, starts the product as a person does, and reads what is shown. */

const root = process.getuid?.() === 0
const scratch = mkdtempSync(path.join(os.tmpdir(), 'chi-em máy thử '))
// PostgreSQL's own account has to pass through.
spawnSync('chmod', ['0711', scratch])

interface Case { name: string; needsRoot?: true; run: () => Promise<string> }

const expectText = (text: string, ...wanted: RegExp[]): void => {
  for (const one of wanted) if (!one.test(text)) throw new Error(`Does not say ${one}:\n${text.slice(-1_500)}`)
}

async function withApp<T>(begun: Begun, work: (begun: Begun) => Promise<T>): Promise<T> {
  try {
    return await work(begun)
  } finally {
    signal(begun, 'SIGTERM')
    await untilEnds(begun)
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** From a clone without node_modules to the served page, then once more. */
async function fromNothing(folder: string, environment: Record<string, string> = {}): Promise<string> {
  const first = await withApp(start(folder, environment), untilServed)
  if (first > 300_000) throw new Error(`First start took ${seconds(first)}`)
  const again = await withApp(start(folder, environment), untilServed)
  if (again > 15_000) throw new Error(`Second start took ${seconds(again)}`)
  return `first ${seconds(first)}, again ${seconds(again)}`
}

const cases: Case[] = [
  { name: 'nothing but Node and a registry, in a folder with spaces and Vietnamese letters', run: async () => fromNothing(aFreshClone(path.join(scratch, 'Bệnh viện chị em'))) },
  {
    name: 'an ordinary user under a closed home', needsRoot: true,
    run: async () => {
      const user = ordinaryAccount()
      const folder = aFreshClone(path.join(user.home, 'chị em'), user)
      return fromNothing(folder, { CHI_EM_AS: user.name, HOME: user.home })
    },
  },
  {
    name: 'npm 12, which runs no install scripts',
    run: async () => {
      const prefix = path.join(scratch, 'npm12')
      const newest = run('npm', ['view', 'npm', 'versions', '--json'])
      const has12 = /"12\.\d+\.\d+"/.test(newest)
      if (has12) run('npm', ['install', '--prefix', prefix, '--no-save', '--loglevel=error', 'npm@12'])
      const folder = aFreshClone(path.join(scratch, 'npm-12'))
      const environment: Record<string, string> = has12 ? { PATH: `${path.join(prefix, 'node_modules/.bin')}:${process.env.PATH ?? ''}`, npm_execpath: path.join(prefix, 'node_modules/npm/bin/npm-cli.js') } : { npm_config_ignore_scripts: 'true' }
      return `${has12 ? 'npm 12' : 'no npm 12 in this registry, so --ignore-scripts'}: ${await fromNothing(folder, environment)}`
    },
  },
  ...['22', '24'].map((version): Case => ({
    name: `Node ${version}`,
    run: async () => {
      const prefix = path.join(scratch, `node-${version}`)
      const name = `node-linux-${process.arch}`
      run('npm', ['install', '--prefix', prefix, '--no-save', '--loglevel=error', `${name}@${version}`])
      const folder = aCopy(path.join(scratch, `with-node-${version}`))
      return withApp(start(folder, { CHI_EM_NODE: path.join(prefix, 'node_modules', name, 'bin/node') }), async (begun) => seconds(await untilServed(begun)))
    },
  })),
  {
    name: 'a database that survived a killed app is used again',
    run: async () => {
      const folder = aCopy(path.join(scratch, 'killed'))
      // Node itself: killing npm would leave the server alive.
      const first = start(folder, { CHI_EM_NODE: process.execPath })
      await untilServed(first)
      const accounts = readFileSync(path.join(folder, 'data/demo-accounts.txt'), 'utf8')
      signal(first, 'SIGKILL')
      await untilEnds(first)
      return withApp(start(folder), async (second) => {
        const again = await untilServed(second)
        if (readFileSync(path.join(folder, 'data/demo-accounts.txt'), 'utf8') !== accounts) throw new Error('The accounts are others')
        return seconds(again)
      })
    },
  },
  {
    name: 'PostgreSQL is killed under the running app: /readyz 503, and ready again after a start',
    run: async () => {
      const folder = aCopy(path.join(scratch, 'no-database'))
      const begun = start(folder)
      await untilServed(begun)
      const [pid = ''] = readFileSync(path.join(folder, 'data/postgres/postmaster.pid'), 'utf8').split('\n')
      process.kill(Number(pid), 'SIGKILL')
      for (const until = Date.now() + 20_000; ;) {
        const answer = await fetch('http://localhost:4390/readyz').catch(() => null)
        if (answer?.status === 503 || begun.child.exitCode !== null) break
        if (Date.now() > until) throw new Error(`/readyz says ${answer?.status ?? 'nothing'}`)
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
      signal(begun, 'SIGTERM')
      await untilEnds(begun)
      return withApp(start(folder), async (begun) => seconds(await untilServed(begun)))
    },
  },
  {
    name: 'a taken port',
    run: async () => {
      const taken = net.createServer().listen(4390, '127.0.0.1')
      try {
        const begun = start(aCopy(path.join(scratch, 'port')))
        expectText(await untilEnds(begun), /Cổng 4390 đang được chương trình khác dùng/, /Port 4390 is taken/)
        return 'said so'
      } finally {
        taken.close()
      }
    },
  },
  {
    name: 'a data folder that cannot be used',
    run: async () => {
      const blocked = path.join(scratch, 'not a folder')
      writeFileSync(blocked, '')
      expectText(await untilEnds(start(aCopy(path.join(scratch, 'unreachable')), { DATA_DIR: path.join(blocked, 'data') })), /DATA_DIR|thư mục/, /folder|DATA_DIR/)
      if (!root) return 'said so'
      const closed = path.join(scratch, 'closed')
      mkdirSync(path.join(closed, 'inner'), { recursive: true, mode: 0o700 })
      spawnSync('chmod', ['0700', closed])
      expectText(await untilEnds(start(aCopy(path.join(scratch, 'unreachable2')), { DATA_DIR: path.join(closed, 'inner') })), /không dùng được thư mục/, /cannot use the folder/)
      return 'said so, twice'
    },
  },
  {
    name: 'a full disk', needsRoot: true,
    run: async () => {
      const disk = path.join(scratch, 'disk')
      mkdirSync(disk)
      run('mount', ['-t', 'tmpfs', '-o', 'size=24m,mode=0711', 'tmpfs', disk])
      try {
        expectText(await untilEnds(start(aCopy(path.join(scratch, 'full')), { DATA_DIR: path.join(disk, 'data') })), /đã đầy/, /is full/)
        return 'said so'
      } finally {
        spawnSync('umount', ['-l', disk])
      }
    },
  },
  {
    name: 'plain http on another address: the sign-in page says why signing in cannot work',
    run: async () => {
      return withApp(start(aCopy(path.join(scratch, 'plain'))), async (begun) => {
        await untilServed(begun)
        // What a browser asks that was given this machine's name in the house's network.
        expectText(await servedPage('http://127.0.0.1:4390/sign-in', { host: 'may-chu-telehealth:4390' }), /kết nối không mã hóa \(http:\/\/may-chu-telehealth/)
        if (/kết nối không mã hóa \(http/.test(await servedPage('http://localhost:4390/sign-in'))) throw new Error('It says so on localhost too')
        return 'said so'
      })
    },
  },
]

const wanted = process.argv.slice(2)
let failed = 0
const chosen = cases.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
for (const one of chosen) {
  const began = Date.now()
  try {
    if (one.needsRoot && !root) throw new Error('only root can set this machine up; run the drill as root')
    process.stdout.write(`✔ ${one.name}: ${await one.run()} (${seconds(Date.now() - began)})\n`)
  } catch (error) {
    failed += 1
    process.stdout.write(`✘ ${one.name}: ${error instanceof Error ? error.message : String(error)}\n`)
  }
}
if (existsSync(scratch)) rmSync(scratch, { recursive: true, force: true })
process.stdout.write(`${chosen.length - failed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)

