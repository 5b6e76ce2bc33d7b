import base from '../../../playwright.config'

/** Journeys of the drill: with programs of their own beside the app, so never in CI. */
export default { ...base, testDir: import.meta.dirname, globalSetup: undefined, timeout: 240_000, outputDir: '../../../test-results/media' }
