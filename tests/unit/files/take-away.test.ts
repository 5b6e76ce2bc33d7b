import { afterEach, expect, test, vi } from 'vitest'
import { takeAway } from '~/ui/files/take-away'

afterEach(() => vi.unstubAllGlobals())
const answering = (answer: () => Response) => vi.stubGlobal('fetch', async () => answer())
const consentSheet = { key: 'files:problem.consentSheet', params: {} }

test.each([
  ['gone', () => Response.json({ removed: 'a' }), null],
  ['gone before', () => new Response(null, { status: 404 }), null],
  ['refused in words', () => Response.json({ intent: 'removeFile', problems: [consentSheet], values: {} }, { status: 422 }), [consentSheet]],
  ['refused without words', () => new Response('<html>', { status: 502 }), [{ key: 'files:removeFailed', params: {} }]],
  ['not reached', () => { throw new TypeError('network') }, [{ key: 'files:removeFailed', params: {} }]],
])('a file that was to go: %s', async (_name, answer, expected) => {
  answering(answer)
  expect(await takeAway('/consults/a/files/b', { membershipId: 'm' })).toEqual(expected)
})
