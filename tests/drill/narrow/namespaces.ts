import { spawnSync } from 'node:child_process'

/** Two hosts of the machine's own, joined by one line that is as narrow as it is told to be. Nothing leads out of them. */
export interface Hosts { wide: string; narrow: string }
const device = 'line'
export const wideAddress = '10.99.7.1'
const narrowAddress = '10.99.7.2'

function ip(...words: string[]): void {
  const { status, stderr, error } = spawnSync('ip', words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`ip ${words.join(' ')}: ${error?.message ?? stderr.trim()}`)
}

/** Words before a command that let it run on that host. */
export const on = (host: string): [string, ...string[]] => ['ip', 'netns', 'exec', host]

/** Why hosts cannot be made here; null when they can. */
export function whyNot(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are of Linux'
  if (process.getuid?.() !== 0) return 'only root can make network namespaces; run the drill as root'
  for (const program of ['ip', 'tc']) if (spawnSync(program, ['-V']).error) return `there is no ${program} (Debian: apt-get install iproute2)`
  const trial = `chi-em-trial-${process.pid}`
  try {
    ip('netns', 'add', trial)
    const { status, stderr } = spawnSync('ip', ['netns', 'exec', trial, 'tc', 'qdisc', 'add', 'dev', 'lo', 'root', 'tbf', 'rate', '1mbit', 'burst', '16000', 'latency', '400ms'], { encoding: 'utf8' })
    return status === 0 ? null : `a line cannot be made narrow here: ${stderr.trim()}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    spawnSync('ip', ['netns', 'del', trial])
  }
}

export function makeHosts(): Hosts {
  const hosts = { wide: `chi-em-wide-${process.pid}`, narrow: `chi-em-narrow-${process.pid}` }
  for (const host of Object.values(hosts)) {
    ip('netns', 'add', host)
    ip('-n', host, 'link', 'set', 'lo', 'up')
  }
  ip('link', 'add', device, 'netns', hosts.wide, 'type', 'veth', 'peer', 'name', device, 'netns', hosts.narrow)
  for (const [host, address] of [[hosts.wide, wideAddress], [hosts.narrow, narrowAddress]] as const) {
    ip('-n', host, 'address', 'add', `${address}/30`, 'dev', device)
    ip('-n', host, 'link', 'set', device, 'up')
  }
  return hosts
}

export function removeHosts({ wide, narrow }: Hosts): void {
  for (const host of [wide, narrow]) spawnSync('ip', ['netns', 'del', host])
}

/** Each way; null opens the line. What does not fit waits for 400 ms at most, as in a district's modem, and is then dropped. */
export function setLine({ wide, narrow }: Hosts, kbits: number | null): void {
  for (const host of [wide, narrow]) {
    spawnSync('ip', ['netns', 'exec', host, 'tc', 'qdisc', 'del', 'dev', device, 'root'])
    if (kbits === null) continue
    const { status, stderr } = spawnSync('ip', ['netns', 'exec', host, 'tc', 'qdisc', 'add', 'dev', device, 'root', 'tbf', 'rate', `${kbits}kbit`, 'burst', '3200', 'latency', '400ms'], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`tc: ${stderr}`)
  }
}
