import { expect, test } from '@playwright/test'
import { startApp } from '../support/running-app'

test('the app lives, is ready, and shows a stranger the sign-in page in Vietnamese', async ({ page, request }) => {
  expect((await request.get('/healthz')).status()).toBe(200)
  expect(await (await request.get('/readyz')).json()).toEqual({ ready: true })
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi')
})

test('a script comes compressed and is kept for a year; a missing one is a plain 404', async ({ page, request }) => {
  await page.goto('/sign-in')
  const script = await page.locator('link[rel=modulepreload]').first().getAttribute('href')
  const answer = await request.get(script ?? '', { headers: { 'Accept-Encoding': 'br' } })
  expect(answer.headers()).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'public, max-age=31536000, immutable' })
  expect((await request.get('/assets/missing.js')).status()).toBe(404)
})

test('an address that cannot be read is answered without a stack', async ({ request }) => {
  const answer = await request.get('/%ff')
  expect(answer.status()).toBe(400)
  expect(await answer.text()).not.toMatch(/at .*\.(ts|js)/)
})

test('killed with kill -9 and started again it serves the same data', async () => {
  const app = await startApp()
  try {
    const accounts = app.accounts()
    await app.kill()
    await app.restart()
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200)
    expect(app.accounts()).toEqual(accounts)
  } finally {
    await app.stop()
  }
})
