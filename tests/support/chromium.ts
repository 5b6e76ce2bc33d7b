import { chromium } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** The same engine without a window's machinery: two thirds of the work. */
const SHELL = 'chromium-headless-shell'
const WHOLE = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

/** A Chromium for the journeys: CHROMIUM_PATH, the system's, Playwright's, else installed with apt-get as root on Debian. */
export function findChromium(): string {
  const given = process.env.CHROMIUM_PATH
  if (given && !fs.existsSync(given)) throw new Error(`CHROMIUM_PATH=${given}: there is no such file`)
  return given ?? onPath([SHELL, ...WHOLE]) ?? playwrights() ?? fromDebian(SHELL) ?? fromDebian('chromium') ?? sayWhatToDo()
}

/** One that also keeps what a service worker shows, for the journey that looks at it. */
export const wholeChromium = (): string => onPath(WHOLE) ?? playwrights() ?? fromDebian('chromium') ?? findChromium()

/** How it is started: nothing asked of the network, cameras and microphones that need no device and no permission. */
export const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
]

function onPath(names: readonly string[]) {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => fs.existsSync(file))
}

function playwrights() {
  const file = chromium.executablePath()
  return fs.existsSync(file) ? file : undefined
}

function fromDebian(name: string) {
  if (process.getuid?.() !== 0 || !fs.existsSync('/etc/debian_version')) return undefined
  const apt = (...words: string[]) => spawnSync('apt-get', words, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  apt('update', '-qq')
  apt('install', '-y', '-qq', '--no-install-recommends', name)
  return onPath([name])
}

function sayWhatToDo(): never {
  throw new Error(
    'Không tìm thấy Chromium để chạy kiểm thử trên trình duyệt. Hãy cài Chromium hoặc Chrome, hay đặt CHROMIUM_PATH=/đường/dẫn/chromium.\n' +
      'No Chromium was found for the tests in the browser. Install Chromium or Chrome, or set CHROMIUM_PATH=/path/to/chromium.',
  )
}
