import { spawnSync } from 'node:child_process'
import { makeHosts, on, removeHosts, whyNot } from './narrow/namespaces'

/** Two real browsers in a room, one of them behind a line of 128 and 500 kbit/s: sound stays, pictures go and come back. Linux, root. */
const why = whyNot()
if (why !== null) {
  process.stdout.write(`Skipped, no narrow line can be made on this machine: ${why}\n`)
  process.exit(0)
}
const hosts = makeHosts()
// Interrupted, the tests end by themselves; then the hosts are taken away.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
const [program, ...words] = on(hosts.wide)
const { status } = spawnSync(program, [...words, process.execPath, 'node_modules/@playwright/test/cli.js', 'test', '--config', 'tests/drill/narrow/playwright.config.ts', ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, WIDE_HOST: hosts.wide, NARROW_HOST: hosts.narrow } })
removeHosts(hosts)
process.exit(status ?? 1)
