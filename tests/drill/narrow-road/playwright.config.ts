import base from '../../../playwright.config'

/** Long and with an app of its own, so never in CI. */
export default { ...base, testDir: import.meta.dirname, globalSetup: undefined, timeout: 480_000, outputDir: '../../../test-results/narrow-road' }
