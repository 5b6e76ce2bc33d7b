import base from '../../../playwright.config'

/** Run by narrow.ts, on a host of its own. */
export default { ...base, testDir: import.meta.dirname, globalSetup: undefined, timeout: 1_200_000, outputDir: '../../../test-results/narrow' }
