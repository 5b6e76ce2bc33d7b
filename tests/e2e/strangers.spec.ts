import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { expect, test, type APIRequestContext } from '@playwright/test'
import { appUrl, browserOf, post } from '../support/journey'

interface RouteLine { id: string; path?: string; index?: boolean; children?: RouteLine[] }

/** Every address the product answers, from Remix itself, so that no route is forgotten. */
function addresses(): string[] {
  const tree = JSON.parse(execFileSync('npx', ['remix', 'routes', '--json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) as RouteLine[]
  const found = new Set<string>()
  const walk = (lines: readonly RouteLine[], above: string) => {
    for (const line of lines) {
      const here = line.path ? `${above}/${line.path}` : above
      if ((line.path ?? line.index) && !here.includes('*')) found.add(here === '' ? '/' : here)
      walk(line.children ?? [], here)
    }
  }
  walk(tree, '')
  return [...found].sort()
}

/** For everybody: the way to today, signing in and out, checking a paper, sending pictures with a code (files.spec), a calendar's private address (calendar.spec), language and theme, the texts of pages. */
const forEverybody = new Set(['/', '/sign-in', '/sign-out', '/signed-in', '/check', '/check/:code', '/camera/:token', '/camera/:token/announce', '/calendar/:token', '/language', '/theme', '/texts/:language/:namespace'])
/** Pages that every signed-in person has. */
const forAnybodySignedIn = new Set(['/today', '/consults', '/inbox', '/account', '/account/hours', '/schedule', '/schedule/feed'])
const guarded = addresses().filter((address) => !forEverybody.has(address))
const about = guarded.filter((address) => address.includes('/:'))

const fill = (address: string, ids: Record<string, string>): string => address.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? randomUUID())
const page = { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'none' }
const get = (request: APIRequestContext, address: string) => request.get(`${appUrl()}${address}`, { maxRedirects: 0, headers: page })

test('the routes are known to this test', () => {
  expect(guarded.length).toBeGreaterThan(10)
  expect(about.length).toBeGreaterThan(5)
})

for (const address of guarded) {
  test(`a stranger at ${address} gets the sign-in page, reading or writing`, async ({ request }) => {
    const read = await get(request, fill(address, {}))
    // An address that only takes posts is not there for anybody who reads.
    expect([302, 404]).toContain(read.status())
    if (read.status() === 302) expect(read.headers().location).toMatch(/^\/sign-in\?next=/)
    const written = await post(request, fill(address, {}), { intent: 'accept' })
    // A route without an action answers 405 before anything of it runs.
    expect([302, 401, 405]).toContain(written.status())
    if (written.status() === 302) expect(written.headers().location).toMatch(/^\/sign-in\?next=/)
    const fetched = await request.get(`${appUrl()}${fill(address, {})}.data`, { maxRedirects: 0 })
    expect(await fetched.text()).not.toContain('membershipId')
  })
}

test('another hospital sees of a consult what it sees of a random number', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor')
  const drafted = await post(doctor.request, '/consults/new', {})
  const [, consultId = ''] = /\/consults\/([0-9a-f-]{36})\/compose/.exec(drafted.headers().location ?? '') ?? []
  expect(consultId).not.toBe('')
  const other = await browserOf(browser, 'otherDoctor')
  /** The body without what differs from answer to answer: nonces, commands, and the address asked for. */
  const bare = (body: string, id: string) => body.replaceAll(id, 'ID').replace(/nonce="[^"]*"/g, '').replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID').replace(/"nonce[^,]*,/g, '').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'AT')
  for (const address of about) {
    const random = randomUUID()
    const theirs = await get(other.request, fill(address, { id: consultId }))
    const nobodys = await get(other.request, fill(address, { id: random }))
    expect(theirs.status(), address).toBe(404)
    expect(nobodys.status(), address).toBe(404)
    expect(bare(await theirs.text(), consultId), address).toBe(bare(await nobodys.text(), random))
    const acted = await post(other.request, fill(address, { id: consultId }), { intent: 'send' })
    const actedOnNothing = await post(other.request, fill(address, { id: random }), { intent: 'send' })
    // 422: refused for what was typed, before any consult was looked at.
    expect([404, 405, 422], address).toContain(acted.status())
    expect(acted.status(), address).toBe(actedOnNothing.status())
    expect(bare(await acted.text(), consultId), address).toBe(bare(await actedOnNothing.text(), random))
  }
  for (const address of forAnybodySignedIn) expect((await get(other.request, address)).status(), address).toBeLessThan(400)
})
