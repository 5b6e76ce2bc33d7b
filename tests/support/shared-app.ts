import { sweep } from './cluster'
import { startApp } from './running-app'

/** One app for all journeys; E2E_URL and E2E_DATA tell the tests where it is. */
export default async function setup() {
  await sweep()
  const app = await startApp()
  process.env.E2E_URL = app.url
  process.env.E2E_DATA = app.data
  return app.stop
}
