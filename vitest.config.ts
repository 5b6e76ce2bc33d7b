import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const alias = { '~': fileURLToPath(new URL('./app', import.meta.url)) }

export default defineConfig({
  test: {
    passWithNoTests: false,
    // Two cores in CI: more workers only make each test slower.
    maxWorkers: 2,
    reporters: ['default'],
    projects: [
      {
        resolve: { alias },
        test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], environment: 'node' },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.{ts,tsx}'],
          environment: 'node',
          globalSetup: ['tests/support/template.ts'],
          setupFiles: ['tests/support/database.ts'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        // Against programs outside the product; .ci/run installs them.
        resolve: { alias },
        test: {
          name: 'oracles',
          include: ['tests/oracles/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/support/template.ts'],
          setupFiles: ['tests/support/database.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
