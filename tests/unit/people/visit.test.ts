import { describe, expect, test } from 'vitest'
import { dropsCookies, pageOf, refreshesItself, safeNext } from '~/domain/people/visit'

const site = 'https://chi-em.example'
const asked = (path: string, headers: Record<string, string>, method = 'GET') => new Request(site + path, { method, headers })

describe('a page that refreshes itself does not keep the sign-in alive', () => {
  test.each([
    ['its own data again', asked('/consults/1', { referer: `${site}/consults/1`, 'sec-fetch-dest': 'empty' }), true],
    ['its own data, as the wire has it', asked('/consults/1.data?_routes=routes%2Fx', { referer: `${site}/consults/1`, 'sec-fetch-dest': 'empty' }), true],
    ['its own data in a browser without Sec-Fetch', asked('/today', { referer: `${site}/today`, accept: '*/*' }), true],
    ['a picture in it', asked('/consults/1/files/2', { referer: `${site}/consults/1`, 'sec-fetch-dest': 'image' }), true],
    ['another page', asked('/consults/2', { referer: `${site}/consults/1`, 'sec-fetch-dest': 'empty' }), false],
    ['another search on the same page', asked('/consults?q=b', { referer: `${site}/consults?q=a`, 'sec-fetch-dest': 'empty' }), false],
    ['the page anew by its reader', asked('/today', { referer: `${site}/today`, 'sec-fetch-dest': 'document', accept: 'text/html' }), false],
    ['a form', asked('/today', { referer: `${site}/today`, 'sec-fetch-dest': 'empty' }, 'POST'), false],
    ['no Referer', asked('/today', { 'sec-fetch-dest': 'empty' }), false],
  ])('%s: %#', (_, request, expected) => expect(refreshesItself(request)).toBe(expected))
})

test('one comes back to the page, not to the address a form was sent to', () => {
  expect(pageOf(asked('/consults/1/files', { referer: `${site}/consults/1/compose?step=2` }, 'POST'))).toBe('/consults/1/compose?step=2')
  expect(pageOf(asked('/consults?q=a', {}))).toBe('/consults?q=a')
  expect(pageOf(asked('/consults', { referer: 'not an address' }, 'POST'))).toBe('/consults')
})

test.each([
  ['/consults/1?a=b', '/consults/1?a=b'],
  ['/', '/'],
  ['/sign-in-help', '/sign-in-help'],
  [null, '/today'],
  ['', '/today'],
  ['//evil.example', '/today'],
  ['/\\evil.example', '/today'],
  ['/\t/evil.example', '/today'],
  ['https://evil.example', '/today'],
  ['javascript:alert(1)', '/today'],
  ['/a\r\nSet-Cookie: b', '/today'],
  ['/sign-out', '/today'],
  ['/sign-in?next=/today', '/today'],
  [`/${'a'.repeat(3000)}`, '/today'],
])('after signing in, %j leads to %s', (next, expected) => expect(safeNext(next)).toBe(expected))

test.each([
  ['http://localhost:3000/sign-in', 'http://localhost:3000', false],
  ['http://127.0.0.1:3000/sign-in', 'http://localhost:3000', false],
  ['http://[::1]:3000/sign-in', 'http://localhost:3000', false],
  ['http://192.168.1.5:3000/sign-in', 'http://localhost:3000', true],
  ['http://chi-em.lan/sign-in', 'http://chi-em.lan', true],
  ['http://chi-em.lan/sign-in', 'https://chi-em.lan', false],
  ['https://chi-em.lan/sign-in', 'http://localhost:3000', false],
])('%s with PUBLIC_URL %s drops the cookie: %s', (url, publicUrl, expected) => expect(dropsCookies(url, publicUrl)).toBe(expected))
