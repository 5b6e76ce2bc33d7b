import { expect, test } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import os from 'node:os'
import { startApp, type RunningApp } from '../../support/running-app'
import { arriving, received, twoInARoom } from './room'

const secret = 'chi-em-thu'
const relayPort = '34780'
const address = Object.values(os.networkInterfaces()).flat().find((one) => one?.family === 'IPv4' && !one.internal)?.address ?? '127.0.0.1'

let app: RunningApp
let relay: ChildProcess | undefined
// One each: nobody can be in two conferences at a time.
test.beforeEach(async () => {
  app = await startApp({ TURN_URL: `turn:${address}:${relayPort}`, TURN_SECRET: secret })
})
test.afterEach(async () => {
  relay?.kill('SIGKILL')
  await app.stop()
})

function startRelay(): ChildProcess {
  if (!existsSync('/usr/bin/turnserver')) throw new Error('Install coturn first (Debian: apt-get install coturn)')
  return spawn('turnserver', ['-n', '--use-auth-secret', `--static-auth-secret=${secret}`, '--realm=chi-em', `--listening-port=${relayPort}`, `--listening-ip=${address}`, `--relay-ip=${address}`, '--no-tls', '--no-dtls', '--no-cli', '--log-file=stdout'], { stdio: 'ignore' })
}

test('a shared screen arrives at full size, and the camera is back when sharing ends', async ({ browser }) => {
  const { doctor, chair } = await twoInARoom(browser, app)
  await arriving(chair)
  await doctor.getByRole('button', { name: 'Chia sẻ màn hình' }).click()
  const screen = chair.locator('video.large')
  await expect(screen).toBeVisible({ timeout: 30_000 })
  await expect.poll(() => screen.evaluate((video) => video instanceof HTMLVideoElement && video.videoWidth > 0 && video.currentTime > 0), { timeout: 30_000 }).toBe(true)
  await doctor.getByRole('button', { name: 'Thôi chia sẻ' }).click()
  await expect(screen).toHaveCount(0, { timeout: 30_000 })
  await arriving(chair)
  // Somebody who comes while the screen is shared sees it too; one who leaves takes it along.
  await doctor.getByRole('button', { name: 'Chia sẻ màn hình' }).click()
  await expect(screen).toBeVisible({ timeout: 30_000 })
  await chair.reload()
  await expect(chair.getByText('Đã kết nối').first()).toBeVisible()
  await chair.getByRole('button', { name: 'Vào với tiếng và hình' }).click()
  await expect(screen).toBeVisible({ timeout: 30_000 })
  await doctor.close()
  await expect(screen).toHaveCount(0, { timeout: 30_000 })
})

test('through a relay with credentials that end; the relay dies and comes back, and so do sound and picture without a click', async ({ browser }) => {
  relay = startRelay()
  const { doctor, chair } = await twoInARoom(browser, { relayOnly: true, url: app.url, data: app.data })
  await arriving(doctor)
  await arriving(chair)
  expect((await received(doctor)).kinds).toContain('relay')
  const servers = await doctor.evaluate(() => window.lines.map((line) => line.getConfiguration().iceServers))
  const { username = '' } = servers.flat().find((server) => server?.username) ?? {}
  const endsIn = Number(username.split(':')[0]) - Date.now() / 1000
  expect(endsIn).toBeGreaterThan(60)
  expect(endsIn).toBeLessThan(24 * 3600)

  relay.kill('SIGKILL')
  await expect.poll(async () => (await received(doctor)).states.some((state) => state === 'disconnected' || state === 'failed'), { timeout: 60_000 }).toBe(true)
  // The log goes on while the sound is away.
  await doctor.getByLabel('Nhắn mọi người trong phòng').fill('Mất tiếng, tôi viết ở đây.')
  await doctor.getByRole('button', { name: 'Gửi', exact: true }).click()
  await expect(chair.getByText('Mất tiếng, tôi viết ở đây.')).toBeVisible()
  relay = startRelay()
  await arriving(doctor, 120_000)
  await arriving(chair, 120_000)
})
