import { createHmac } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})
const fresh = async (values: Record<string, string>) => {
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value)
  return (await import('~/domain/rooms/ice-servers.server')).iceServers
}

test('without a relay browsers get none; with one, credentials that coturn checks and that end with the shift', async () => {
  expect((await fresh({}))('p')).toEqual([])
  vi.resetModules()
  const iceServers = await fresh({ TURN_URL: 'turn:turn.example:3478, turns:turn.example:443', TURN_SECRET: 'secret' })
  const [server] = iceServers('p', 1_000_000_000_000)
  expect(server).toEqual({
    urls: ['turn:turn.example:3478', 'turns:turn.example:443'], username: '1000021600:p',
    credential: createHmac('sha1', 'secret').update('1000021600:p').digest('base64'),
  })
})
