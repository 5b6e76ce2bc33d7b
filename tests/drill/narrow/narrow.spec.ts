import { expect, test, type Page } from '@playwright/test'
import os from 'node:os'
import { conferenceNow } from '../../support/by-post'
import { browserOf } from '../../support/journey'
import { startApp, type RunningApp } from '../../support/running-app'
import { watchLines } from '../media/room'
import { farBrowser, type FarBrowser } from './far-browser'
import { between, figures, worded, type Span } from './figures'
import { setLine, type Hosts } from './namespaces'

const hosts: Hosts = { wide: process.env.WIDE_HOST ?? '', narrow: process.env.NARROW_HOST ?? '' }
const doctorName = 'Khuất Thị Mai'
const patience = { timeout: 90_000 }
const look = 2_000

let app: RunningApp
let far: FarBrowser
test.beforeAll(async () => {
  test.setTimeout(240_000)
  app = await startApp()
  process.env.E2E_URL = app.url
  process.env.E2E_DATA = app.data
  far = await farBrowser(hosts, app.url)
})
test.afterAll(async () => {
  await far?.close()
  await app?.stop()
})

const say = (words: string): void => void process.stdout.write(`    ${words}\n`)
const notice = (page: Page) => page.locator('.lost.thin')
const pictures = (page: Page) => page.locator('.face video.ph')
const faceOf = (page: Page) => page.getByRole('list', { name: 'Người tham gia' }).getByRole('listitem').filter({ hasText: doctorName })
const heading = async (doctor: Page, chair: Page): Promise<string> => {
  const [shown = 'no notice'] = await notice(doctor).allInnerTexts()
  const [seen = ''] = await faceOf(chair).locator('small').last().allInnerTexts()
  return `doctor is told: ${shown.split('\n').join(' ')}; chair sees: ${seen}; load ${os.loadavg()[0]?.toFixed(1)}`
}

interface Looked { doctor: Span; chair: Span }
/** Both ends over so many seconds, two at a time. */
async function watched(doctor: Page, chair: Page, seconds: number): Promise<Looked[]> {
  const spans: Looked[] = []
  let [before, at] = [[await figures(doctor), await figures(chair)] as const, Date.now()]
  for (const until = at + seconds * 1000; Date.now() < until;) {
    await doctor.waitForTimeout(look)
    const [now, moment] = [[await figures(doctor), await figures(chair)] as const, Date.now()]
    const passed = (moment - at) / 1000
    const one = { doctor: between(before[0], now[0], passed), chair: between(before[1], now[1], passed) }
    spans.push(one)
    say(`${worded('doctor', one.doctor)} | ${worded('chair', one.chair)}`)
    ;[before, at] = [now, moment]
  }
  say(await heading(doctor, chair))
  return spans
}

/** Sound went on in every span, and little of it was made up. */
function expectSound(spans: readonly Looked[]): void {
  for (const end of ['doctor', 'chair'] as const) {
    const all = spans.map((one) => one[end])
    expect(Math.min(...all.map(({ heard }) => heard)), `${end}: kbit/s in the quietest span`).toBeGreaterThan(0)
    const mean = (name: 'lost' | 'concealed') => all.reduce((so, one) => so + one[name], 0) / all.length
    expect(mean('lost'), `${end}: lost`).toBeLessThan(0.03)
    expect(mean('concealed'), `${end}: concealed`).toBeLessThan(0.05)
  }
}

test('on 128 kbit/s pictures go and sound stays, on 500 it stays too, and on a wide line pictures are back', async ({ browser }) => {
  const options = { permissions: ['camera', 'microphone'] }
  const doctor = await browserOf(far.browser, 'doctor', options)
  const [coordinator, chair] = [await browserOf(browser, 'coordinator', options), await browserOf(browser, 'specialist', options)]
  const { conferenceId } = await conferenceNow({ doctor, coordinator, specialist: chair }, { chair: 'Hà Quang Tuyển', scribe: 'Vũ Minh Nguyệt' })
  await coordinator.close()
  for (const page of [doctor, chair]) await page.addInitScript(watchLines, false)
  await chair.goto(`/conferences/${conferenceId}/room`)
  await chair.getByRole('button', { name: 'Vào với tiếng và hình' }).click()

  setLine(hosts, 128)
  const began = Date.now()
  await doctor.goto(`/conferences/${conferenceId}/room`, { waitUntil: 'commit', ...patience })
  await expect(doctor.getByText('Đã kết nối').first()).toBeVisible(patience)
  say(`128 kbit/s: in the room after ${((Date.now() - began) / 1000).toFixed(1)} s`)
  await doctor.getByRole('button', { name: 'Vào với tiếng và hình' }).click()
  await expect.poll(async () => (await figures(doctor)).heard, patience).toBeGreaterThan(0)
  say(`128 kbit/s: the first sound after ${((Date.now() - began) / 1000).toFixed(1)} s`)

  await watched(doctor, chair, 40)
  await expect(notice(doctor)).toContainText('Đường truyền yếu, ưu tiên tiếng.', patience)
  expectSound(await watched(doctor, chair, 30))
  await expect(pictures(chair)).toHaveCount(1)
})
