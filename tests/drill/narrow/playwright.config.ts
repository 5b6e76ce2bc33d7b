import base from '../../../playwright.config'

/** Run by narrow.ts, on a host of its own. */
export default { ...base, testDir: import.meta.dirname, globalSetup: undefined, timeout: 480_000, outputDir: '../../../test-results/narrow' }
