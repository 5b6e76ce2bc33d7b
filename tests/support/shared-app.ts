import { sweep } from './cluster'
import { startApp } from './running-app'

/** One app for all journeys; E2E_URL and E2E_DATA tell the tests where it is. Given from outside, they name one that already runs. */
export default async function setup() {
  if (process.env.E2E_URL && process.env.E2E_DATA) return
  await sweep()
  const app = await startApp()
  process.env.E2E_URL = app.url
  process.env.E2E_DATA = app.data
  return app.stop
}
