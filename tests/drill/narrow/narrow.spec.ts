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

/** A file of the room over the same line, as an image of the case would come. */
async function fetched(page: Page, when: string): Promise<void> {
  const { bytes, seconds } = await page.evaluate(async () => {
    const files = performance.getEntriesByType('resource').filter((one): one is PerformanceResourceTiming => one instanceof PerformanceResourceTiming && one.name.endsWith('.js') && one.encodedBodySize < 60_000)
    const largest = files.reduce((so, one) => (one.encodedBodySize > so.encodedBodySize ? one : so))
    const began = performance.now()
    await (await fetch(largest.name, { cache: 'reload' })).blob()
    return { bytes: largest.encodedBodySize, seconds: (performance.now() - began) / 1000 }
  })
  say(`a file of ${(bytes / 1000).toFixed(0)} kB ${when}: ${seconds.toFixed(1)} s`)
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

/** Sound went on in every span, and little of it was made up; beside a file, which fills the line's queue by itself, more. */
function expectSound(spans: readonly Looked[], most = { lost: 0.03, concealed: 0.05 }): void {
  for (const end of ['doctor', 'chair'] as const) {
    const all = spans.map((one) => one[end])
    expect(Math.min(...all.map(({ heard }) => heard)), `${end}: kbit/s in the quietest span`).toBeGreaterThan(0)
    const mean = (name: 'lost' | 'concealed') => all.reduce((so, one) => so + one[name], 0) / all.length
    expect(mean('lost'), `${end}: lost`).toBeLessThan(most.lost)
    expect(mean('concealed'), `${end}: concealed`).toBeLessThan(most.concealed)
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

  await fetched(doctor, 'beside full pictures')
  await watched(doctor, chair, 30)
  await expect(notice(doctor)).toContainText('Đường truyền yếu, ưu tiên tiếng.', patience)
  expectSound(await watched(doctor, chair, 20))
  const [beside] = await Promise.all([watched(doctor, chair, 10), fetched(doctor, 'after pictures gave way')])
  expectSound(beside, { lost: 0.15, concealed: 0.15 })

  say('64 kbit/s')
  setLine(hosts, 64)
  await expect(notice(doctor)).toContainText('tạm dừng', patience)
  await expect(pictures(chair)).toHaveCount(1, patience)
  // It is tried again after ten good seconds, then after twenty, forty: learnt first, then measured.
  await watched(doctor, chair, 40)
  const narrowest = await watched(doctor, chair, 30)
  expectSound(narrowest)
  expect(narrowest.filter((one) => one.doctor.pictureOut < 5).length / narrowest.length).toBeGreaterThan(0.6)
  await expect(faceOf(chair)).toContainText(/đường truyền/)

  await doctor.getByRole('button', { name: 'Tiết kiệm dữ liệu' }).click()
  await expect(doctor.getByText('Đang tiết kiệm dữ liệu.')).toBeVisible()
  await doctor.waitForTimeout(look)
  const saving = await watched(doctor, chair, 10)
  expectSound(saving)
  expect(Math.max(...saving.map((one) => one.doctor.pictureIn + one.doctor.pictureOut))).toBeLessThan(5)
  setLine(hosts, 500)
  expect(Math.max(...(await watched(doctor, chair, 6)).map((one) => one.doctor.pictureIn + one.doctor.pictureOut)), 'saved on a better line too').toBeLessThan(5)
  await doctor.getByRole('button', { name: 'Tiết kiệm dữ liệu' }).click()

  const better = Date.now()
  for (const page of [chair, doctor]) await expect(pictures(page)).toHaveCount(2, { timeout: 240_000 })
  say(`500 kbit/s: both pictures are back after ${((Date.now() - better) / 1000).toFixed(0)} s`)
  const half = await watched(doctor, chair, 20)
  expectSound(half)
  expect(Math.max(...half.map((one) => one.chair.frames))).toBeGreaterThan(2)

  setLine(hosts, null)
  const open = Date.now()
  await expect(notice(doctor)).toHaveCount(0, { timeout: 360_000 })
  say(`Wide again: everything is back after ${((Date.now() - open) / 1000).toFixed(0)} s`)
  const wide = await watched(doctor, chair, 10)
  expectSound(wide)
  expect(Math.max(...wide.map((one) => one.doctor.frames))).toBeGreaterThan(5)
  expect(Math.max(...wide.map((one) => one.chair.frames))).toBeGreaterThan(5)
})
