import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { dependencies } from './package.json'

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true
  }
}

// The oldest browsers hospitals still have: Chrome and Edge 109, Firefox ESR 115, Safari 15.4.
const oldest = ['chrome109', 'edge109', 'firefox115', 'safari15.4']

const forTheBrowser = ['react', 'react-dom', '@remix-run/react', 'i18next', 'react-i18next', 'socket.io-client', 'uuid', 'zod']

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
    // A route without a page leaves an empty chunk: nothing to tell anybody.
    rollupOptions: { onwarn: (warning, warn) => void (warning.code === 'EMPTY_BUNDLE' || warn(warning)) },
  },
  // Named, not looked for: a package found late would be bundled again and React exist twice, and some of the server's cannot be bundled.
  optimizeDeps: {
    entries: ['app/entry.client.tsx'],
    include: [...forTheBrowser, 'react/jsx-runtime', 'react/jsx-dev-runtime', 'react-dom/client'],
    exclude: Object.keys(dependencies).filter((name) => !forTheBrowser.includes(name)),
  },
})
