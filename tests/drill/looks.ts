import { spawnSync } from 'node:child_process'

/** Every page under axe in both languages, both themes, on a desk and a phone: about half an hour. */
const { status } = spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', 'accessible'], { stdio: 'inherit', env: { ...process.env, EVERY_LOOK: '1' } })
process.exit(status ?? 1)
