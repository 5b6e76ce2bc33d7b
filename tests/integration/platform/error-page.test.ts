import { createRequestHandler, installGlobals, type ServerBuild } from '@remix-run/node'
import { expect, test } from 'vitest'
import * as entry from '~/entry.server'
import * as root from '~/root'
import * as unknown from '~/routes/$'
import { aPerson, signedIn } from '../people/world'

const plain = { hasAction: false, hasLoader: true, hasClientAction: false, hasClientLoader: false, hasErrorBoundary: false, module: '/assets/page.js' }
const routes = { root: { id: 'root', path: '' }, 'routes/$': { id: 'routes/$', parentId: 'root', path: '*' } }

/** The product's document, root and page of unknown addresses, without a bundler's build. */
const build: ServerBuild = {
  mode: 'production', publicPath: '/', assetsBuildDirectory: '', isSpaMode: false, entry: { module: entry },
  routes: { root: { ...routes.root, module: { ...root, meta: () => [] } }, 'routes/$': { ...routes['routes/$'], module: unknown } },
  assets: { version: '1', url: '/assets/manifest.js', entry: { module: '/assets/entry.js', imports: [] }, routes: { root: { ...plain, ...routes.root, hasErrorBoundary: true }, 'routes/$': { ...plain, ...routes['routes/$'], hasAction: true } } },
  future: { v3_fetcherPersist: true, v3_relativeSplatPath: true, v3_throwAbortReason: true, v3_lazyRouteDiscovery: true, v3_singleFetch: true },
}

test('the very first error page after a start is whole without JavaScript, for whoever is signed in', async () => {
  installGlobals({ nativeFetch: true })
  const person = await aPerson()
  const { request } = await signedIn(person.telephone)
  const answer = await createRequestHandler(build, 'production')(request('/no-such-page'), { nonce: 'n', address: '203.0.113.1' })
  expect(answer.status).toBe(404)
  const html = await answer.text()
  const main = /<main[^>]*>(.*?)<\/main>/s.exec(html)?.[1]
  expect(main).toContain('Không tìm thấy trang này')
  // In its place from the beginning: nothing is put there by a script later.
  expect(html).not.toMatch(/<template id="B:|<div hidden="" id="S:/)
})
