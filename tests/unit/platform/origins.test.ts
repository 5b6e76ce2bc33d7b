import { describe, expect, test } from 'vitest'
import { allowedOrigin, fromOurselves, socketAllowed } from '~/platform/http/origins'

const home = 'https://chi-em.example.vn'

describe('origins', () => {
  test.each([
    ['https://chi-em.example.vn', 'anything', home, true],
    ['https://chi-em.example.vn.evil.example', 'chi-em.example.vn', home, false],
    ['http://chi-em.example.vn', 'chi-em.example.vn', home, false],
    ['http://localhost:3000', 'localhost:3000', home, false],
    ['http://localhost:3000', 'localhost:3000', undefined, true],
    ['http://127.0.0.1:3000', '127.0.0.1:3000', 'http://localhost:3000', true],
    ['http://[::1]:3000', '[::1]:3000', undefined, true],
    ['http://localhost:4000', 'localhost:3000', undefined, false],
    ['http://10.0.0.5:3000', '10.0.0.5:3000', undefined, false],
    ['http://127.0.0.1.evil.example', '127.0.0.1.evil.example', undefined, false],
    ['null', 'localhost:3000', undefined, false],
    [undefined, 'localhost:3000', undefined, false],
    ['not an address', 'localhost:3000', undefined, false],
  ])('%s at %s with PUBLIC_URL %s: %s', (origin, host, publicUrl, wanted) => {
    expect(allowedOrigin(origin, host, publicUrl)).toBe(wanted)
  })

  const host = 'chi-em.example.vn'
  test.each([
    [{ 'sec-fetch-site': 'same-origin', origin: home }, true],
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ 'sec-fetch-site': 'same-site', origin: home }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: home }, false],
    [{ 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }, false],
    [{ origin: home }, true],
    [{ origin: 'https://evil.example' }, false],
    [{ origin: 'null' }, false],
    [{}, false],
  ])('a change with %j: %s', (headers, wanted) => {
    expect(fromOurselves({ host, ...headers }, home)).toBe(wanted)
  })

  test.each([
    [{ upgrade: 'websocket', origin: home }, true],
    [{ upgrade: 'websocket', origin: 'https://evil.example' }, false],
    [{ upgrade: 'websocket' }, false],
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{}, true],
    [{ origin: 'https://evil.example' }, false],
  ])('a handshake with %j: %s', (headers, wanted) => {
    expect(socketAllowed({ host, ...headers }, home)).toBe(wanted)
  })
})
