import { chromium, type Browser, type Page } from '@playwright/test'
import { conferenceNow } from '../support/by-post'
import { chromiumArguments, findChromium } from '../support/chromium'
import { signIn, type Who } from '../support/journey'
import { startApp } from '../support/running-app'
import { watchArrivals } from './join/arrivals'

/*
 * npm run bench join [times]: one person sits in the room with sound and picture; another one goes in from the device check with one
 * click, again and again. Measured from the click: the room's state on the page and its line up, the first sound of the other one that
 * arrived, the first picture that was painted. Chromium with fake devices, product, database and both browsers on this machine.
 */
const times = Number(process.argv[2] ?? 20)
const say = (text: string) => process.stderr.write(`${text}\n`)
const names = ['room', 'sound', 'picture'] as const
type Name = (typeof names)[number]
/** ms. Both browsers encode and decode on the machine that is measured. */
const wanted: Record<Name, number> = { room: 1_500, sound: 3_000, picture: 4_000 }

const app = await startApp({ LOG_LEVEL: 'warn' })
process.env.E2E_URL = app.url
process.env.E2E_DATA = app.data
const browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumArguments, '--autoplay-policy=no-user-gesture-required'] })
try {
  const [doctor, coordinator, specialist] = [await person(browser, 'doctor'), await person(browser, 'coordinator'), await person(browser, 'specialist')]
  const { conferenceId } = await conferenceNow({ doctor, coordinator, specialist }, { chair: 'Hà Quang Tuyển', scribe: 'Vũ Minh Nguyệt' })
  await coordinator.context().close()
  const room = `${app.url}/conferences/${conferenceId}`
  await specialist.goto(`${room}/room`)
  await specialist.getByRole('button', { name: 'Vào với tiếng và hình' }).click()
  await specialist.getByRole('button', { name: 'Tắt hình' }).waitFor()

  // What runs the bench names functions with a word that pages do not know.
  await doctor.addInitScript('globalThis.__name = (value) => value')
  await doctor.addInitScript(watchArrivals)
  const measured: Record<Name, number[]> = { room: [], sound: [], picture: [] }
  // The first time the browser fetches the room's script: it is told apart.
  for (let round = 0; round <= times; round++) {
    const took = await join(doctor, room)
    say(`${round === 0 ? 'first visit' : round}: ${names.map((name) => `${name} ${took[name]} ms`).join(', ')}`)
    if (round > 0) for (const name of names) measured[name].push(took[name])
  }
  const figures = names.map((name) => {
    const sorted = measured[name].sort((a, b) => a - b)
    const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Infinity
    return { name: `click to ${name}`, p50: at(0.5), p95: at(0.95), unit: 'ms', wanted: `p95 <= ${wanted[name]}`, ok: at(0.95) <= wanted[name] }
  })
  process.stdout.write(`${JSON.stringify({ bench: 'join', times, figures })}\n`)
  process.exitCode = figures.every(({ ok }) => ok) ? 0 : 1
} finally {
  await browser.close()
  await app.stop()
}

async function person(from: Browser, who: Who): Promise<Page> {
  const context = await from.newContext({ baseURL: app.url, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', permissions: ['camera', 'microphone'] })
  const page = await context.newPage()
  await signIn(page, who, { url: app.url, data: app.data })
  return page
}

/** One click on the way in; ms until each thing was there. */
async function join(page: Page, room: string): Promise<Record<Name, number>> {
  await page.goto(`${room}/check`)
  await page.getByRole('radio', { name: 'Vào với tiếng và hình' }).check()
  await page.getByRole('link', { name: 'Vào phòng' }).click()
  await page.waitForFunction(() => window.arrived?.picture !== undefined && window.arrived.sound !== undefined && window.arrived.room !== undefined, undefined, { timeout: 60_000, polling: 100 })
  const arrived = await page.evaluate(() => window.arrived)
  const after = (name: Name): number => Math.round((arrived?.[name] ?? Infinity) - (arrived?.clicked ?? 0))
  // Leaving by the page's own button, so that the next time nobody waits for a line that was lost.
  await page.getByRole('button', { name: 'Rời phòng' }).click()
  await page.waitForURL((url) => !url.pathname.endsWith('/room'))
  return { room: after('room'), sound: after('sound'), picture: after('picture') }
}
