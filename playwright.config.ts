import { defineConfig } from '@playwright/test'
import { chromiumArguments, findChromium } from './tests/support/chromium'

// Found once: the workers, which read this file again, take it from here.
const executablePath = (process.env.CHROMIUM_PATH = findChromium())

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  globalSetup: './tests/support/shared-app.ts',
  // A journey already uses two browsers, and a machine of CI has two cores.
  workers: 1,
  forbidOnly: !!process.env.CI,
  // A machine of CI does other things too. What only passes the second time is named at the end of the run, to be looked into.
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    // Set by the shared app; the workers read this file after it has started.
    baseURL: process.env.E2E_URL,
    // What is not there is not waited for until the whole test's time is over.
    actionTimeout: 20_000,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    launchOptions: { executablePath, args: chromiumArguments },
    screenshot: 'only-on-failure',
    // A trace of every action costs a third of the run; TRACE=1 keeps those of what fails.
    trace: process.env.TRACE === '1' ? 'retain-on-failure' : 'off',
  },
})
