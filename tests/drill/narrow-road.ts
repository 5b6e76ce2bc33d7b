import { spawnSync } from 'node:child_process'

/** A conference from entering to closing, its chair and its doctor both on 128 kbit/s and 400 ms, without sound and picture; says how long each step takes. */
const { status } = spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', '--config', 'tests/drill/narrow-road/playwright.config.ts', ...process.argv.slice(2)], { stdio: 'inherit' })
process.exit(status ?? 1)
