import { spawnSync } from 'node:child_process'

/** Screen sharing, relays and broken lines between real browsers; wants coturn (Debian package) beside a Chromium. */
const { status } = spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', '--config', 'tests/drill/media/playwright.config.ts', ...process.argv.slice(2)], { stdio: 'inherit' })
process.exit(status ?? 1)
