import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { text } from 'node:stream/consumers'

const ROOT = path.resolve(import.meta.dirname, '../../..')
const PORT = '4390'

export interface Account { name: string; home: string }
/** `closed`: nothing of it is left, not only its first process. */
export interface Begun { child: ChildProcess; closed: Promise<void>; output: () => string }

/** Runs a program to its end and gives what it printed; throws when it fails. */
export function run(program: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 2 ** 20 })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`)
  return stdout
}

/** The repository as somebody gets it, without anything installed. */
export function aFreshClone(folder: string, owner?: Account): string {
  run('git', ['clone', '-q', '--no-hardlinks', ROOT, folder])
  if (owner) run('chown', ['-R', `${owner.name}:`, folder])
  return folder
}

/** The same with the packages of this folder, for cases that are not about installing. */
export function aCopy(folder: string): string {
  aFreshClone(folder)
  run('cp', ['-al', path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules')])
  const build = path.join(ROOT, 'build')
  if (existsSync(build)) cpSync(build, path.join(folder, 'build'), { recursive: true })
  return folder
}

/** An account without rights, whose home nobody else may enter. */
export function ordinaryAccount(): Account {
  const name = 'chi-em-thu'
  const home = `/home/${name}`
  if (spawnSync('id', [name]).status !== 0) run('useradd', ['--create-home', '--shell', '/bin/bash', name])
  mkdirSync(home, { recursive: true })
  run('chmod', ['0700', home])
  run('rm', ['-rf', path.join(home, 'chị em')])
  return { name, home }
}

/** `npm start` in that folder on port 4390, as another account (CHI_EM_AS) or with another Node (CHI_EM_NODE) where asked. */
export function start(folder: string, { CHI_EM_AS: as, CHI_EM_NODE: node, ...environment }: Record<string, string> = {}): Begun {
  const env = { ...clean(process.env), PORT, NODE_OPTIONS: '', DATABASE_URL: '', ...environment }
  const command = node ? [node, 'bin/start.mjs'] : ['npm', 'start']
  const [program = '', ...args] = as ? ['runuser', '-u', as, '--', ...command] : command
  let output = ''
  // A group of its own: npm 12 ends on SIGTERM without passing it on to what it started.
  const child = spawn(program, args, { detached: true, cwd: folder, env: env as unknown as NodeJS.ProcessEnv, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout?.on('data', (chunk: Buffer) => { output += chunk.toString() })
  child.stderr?.on('data', (chunk: Buffer) => { output += chunk.toString() })
  return { child, closed: new Promise((resolve) => { child.once('close', () => resolve()) }), output: () => output }
}

/** What npm tells the scripts it runs would name the wrong folder here. */
const clean = (env: NodeJS.ProcessEnv): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('npm_') && name !== 'INIT_CWD' && name !== 'NODE_ENV' && name !== 'DATA_DIR'))

/** Waits for the sign-in page; milliseconds since this was called. Throws what was printed when the app ends instead. */
export async function untilServed({ child, output }: Begun): Promise<number> {
  const began = Date.now()
  for (;;) {
    const text = await servedPage(`http://localhost:${PORT}/sign-in`).catch(() => '')
    if (text.includes('Đăng nhập')) return Date.now() - began
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended: ${output().slice(-1_500)}`)
    if (Date.now() - began > 420_000) throw new Error(`The page was not served in seven minutes: ${output().slice(-1_500)}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** fetch sends no Host of one's choosing; node:http does. */
export const servedPage = (url: string, headers: Record<string, string> = {}): Promise<string> => new Promise((resolve, reject) => {
  http.get(url, { headers }, (answer) => void text(answer).then(resolve, reject)).on('error', reject)
})

/** Sends a signal to the app and whatever started it; to nobody where they are gone. */
export function signal({ child }: Begun, name: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Waits for the process to end by itself or after a signal; everything it printed. */
export async function untilEnds(begun: Begun): Promise<string> {
  const patience = setTimeout(() => signal(begun, 'SIGKILL'), 120_000)
  await begun.closed
  clearTimeout(patience)
  return begun.output()
}
