import { chromium, type Browser } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromiumArguments, findChromium } from '../../support/chromium'
import { on, wideAddress, type Hosts } from './namespaces'

async function relay(host: string, from: string, to: string, port: string): Promise<ChildProcess> {
  const [program, ...words] = on(host)
  const started = spawn(program, [...words, process.execPath, '--import', 'tsx', path.join(import.meta.dirname, 'relay.ts'), from, to, port], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (started.stdout) await once(started.stdout, 'data')
  return started
}

export interface FarBrowser { browser: Browser; close: () => Promise<void> }

/** A browser on the narrow host; the app is at the same address for it as for those on the wide one. */
export async function farBrowser(hosts: Hosts, url: string): Promise<FarBrowser> {
  const { port } = new URL(url)
  const relays = [await relay(hosts.wide, wideAddress, '127.0.0.1', port), await relay(hosts.narrow, '127.0.0.1', wideAddress, port)]
  const folder = mkdtempSync(path.join(os.tmpdir(), 'chi-em-narrow-'))
  const wrapped = path.join(folder, 'chromium')
  writeFileSync(wrapped, `#!/bin/sh\nexec ${on(hosts.narrow).join(' ')} '${findChromium()}' "$@"\n`)
  chmodSync(wrapped, 0o755)
  const browser = await chromium.launch({ executablePath: wrapped, args: chromiumArguments })
  return {
    browser,
    close: async () => {
      await browser.close()
      for (const one of relays) one.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
