import { expect, test } from '@playwright/test'
import { chromiumArguments, wholeChromium } from '../support/chromium'
import { appUrl, browserOf } from '../support/journey'

// The shell keeps no notices that a service worker shows.
test.use({ launchOptions: { executablePath: wholeChromium(), args: chromiumArguments } })

test('a push that arrives is shown by the service worker with code and level, and nothing else', async ({ browser }) => {
  const page = await browserOf(browser, 'coordinator', { permissions: ['notifications'] })
  await page.goto(`${appUrl()}/account/reach`)
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js')
    await navigator.serviceWorker.ready
  })
  const session = await page.context().newCDPSession(page)
  const registrations: { registrationId: string; scopeURL: string }[] = []
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: found }) => void registrations.push(...found))
  await session.send('ServiceWorker.enable')
  await expect.poll(() => registrations.length).toBeGreaterThan(0)
  const data = JSON.stringify({ code: 'HC-BV-26-000001', level: 'emergency', link: '/inbox', count: 1 })
  const shown = async () => {
    // A worker that is only just waking may miss the first one; a second of the same code takes its place.
    await session.send('ServiceWorker.deliverPushMessage', { origin: appUrl(), registrationId: registrations.at(-1)?.registrationId ?? '', data })
    return page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, tag }) => ({ title, body, tag })))
  }
  await expect.poll(shown).toEqual([{ title: '[Cấp cứu] HC-BV-26-000001', body: 'Có việc chờ Quý vị. Mở Chị–Em để xem và xử lý.', tag: 'HC-BV-26-000001' }])
})
