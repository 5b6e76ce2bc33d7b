import type { test as playwright } from '@playwright/test'
import { startApp, type RunningApp } from './running-app'

/** Gives a file's journeys an app and data of their own instead of the shared ones, with settings of its own; the function it returns gives the app. */
export function ownApp(test: typeof playwright, settings: () => Promise<Record<string, string>> = () => Promise.resolve({})): () => RunningApp {
  let app: RunningApp | undefined
  const shared = { url: process.env.E2E_URL, data: process.env.E2E_DATA, offset: process.env.E2E_OFFSET ?? '0' }

  test.beforeAll(async () => {
    test.setTimeout(180_000)
    app = await startApp(await settings())
    process.env.E2E_URL = app.url
    process.env.E2E_DATA = app.data
  })

  test.afterAll(async () => {
    process.env.E2E_URL = shared.url
    process.env.E2E_DATA = shared.data
    // startApp says at which hour its app lives; the shared one lives at another.
    process.env.E2E_OFFSET = shared.offset
    await app?.stop()
  })

  return () => {
    if (!app) throw new Error('The app has not started yet')
    return app
  }
}
