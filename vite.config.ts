import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true
  }
}

// The oldest browsers hospitals still have: Chrome and Edge 109, Firefox ESR 115, Safari 15.4.
const oldest = ['chrome109', 'edge109', 'firefox115', 'safari15.4']

export default defineConfig({
  plugins: [
    tailwindcss(),
    remix({
      ignoredRouteFiles: ['**/.*', '**/*.css', '**/*.test.{ts,tsx}'],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
      },
    }),
  ],
  resolve: { alias: { '~': fileURLToPath(new URL('./app', import.meta.url)) } },
  build: {
    target: oldest,
    cssTarget: oldest,
    cssMinify: 'lightningcss',
    // Small files stay files: the policy for fonts is 'self' and knows no data: addresses.
    assetsInlineLimit: 0,
  },
  // Without the routes named, the first visit of each one bundles again and React exists twice.
  optimizeDeps: { entries: ['app/entry.client.tsx', 'app/root.tsx', 'app/routes/**/*.tsx'] },
})
