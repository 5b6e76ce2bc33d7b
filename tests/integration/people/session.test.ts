import { beforeEach, describe, expect, test } from 'vitest'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { addMembership } from '~/domain/people/add-membership.server'
import { endMembership } from '~/domain/people/end-membership.server'
import { endOtherSignIns, endSignIn } from '~/domain/people/end-sign-in.server'
import { atMostFor, idleFor } from '~/domain/people/limits'
import { hashOf, sessionCookie } from '~/domain/people/lucia.server'
import { ownSignIns, personSummary } from '~/domain/people/queries.server'
import { actorIfAny, actorOf, requireActor, touchFromRoom } from '~/domain/people/session.server'
import { setPassword } from '~/domain/people/set-password.server'
import { sweepSignIns } from '~/domain/people/sweep-sign-ins.server'
import { switchMembership } from '~/domain/people/switch-membership.server'
import { aHospital, aPerson, eventsOf, newCommand, signedIn } from './world'

beforeEach(resetClock)
const minute = 60_000
const lastSeen = async (token: string) => (await db.signIn.findUniqueOrThrow({ where: { tokenHash: hashOf(token) } })).lastSeenAt.getTime()
const thrown = (request: Request): Promise<Response> => requireActor(request).then(() => { throw new Error('let in') }, (answer: Response) => answer)

describe('who is there', () => {
  test('the actor holds what policies read', async () => {
    const { telephone, personId, membershipId, hospitalId } = await aPerson({ roles: ['specialist', 'coordinator'] })
    const { request } = await signedIn(telephone)
    expect(await requireActor(request())).toEqual({
      personId, membershipId, hospitalId, hospitalKind: 'hospital', departmentId: null, roles: ['specialist', 'coordinator'], fullName: expect.any(String), title: 'BS',
    })
  })

  test.each([
    ['nothing', ''], ['another name', 'phien=abc'], ['rubbish', `${sessionCookie}=%E0%A4%A`], ['empty', `${sessionCookie}=`], ['NUL', `${sessionCookie}=%00`], ['broken neighbours', `a=%; ${sessionCookie}`],
  ])('a cookie with %s is nobody', async (_, cookie) => {
    expect(await actorOf({ cookie })).toBeNull()
  })

  test('the hash from the table opens nothing', async () => {
    const { telephone } = await aPerson()
    const { token } = await signedIn(telephone)
    expect(await actorOf({ cookie: `${sessionCookie}=${hashOf(token)}` })).toBeNull()
  })

  test('of many who ask at the same moment each gets their own answer, as it is when they ask', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => aPerson()))
    const cookies = await Promise.all(people.map(async ({ telephone }) => (await signedIn(telephone)).cookie))
    const ask = async () => (await Promise.all([...cookies, `${sessionCookie}=invented`].map((cookie) => actorOf({ cookie })))).map((present) => present?.actor.personId ?? null)
    const ids: (string | null)[] = people.map(({ personId }) => personId)
    expect(await ask()).toEqual([...ids, null])
    const [locked, ended, left] = people
    if (!locked || !ended || !left) throw new Error('Nobody there')
    await db.person.update({ where: { id: locked.personId }, data: { locked: true } })
    await db.signIn.deleteMany({ where: { personId: ended.personId } })
    await db.membership.update({ where: { id: left.membershipId }, data: { validUntil: new Date('2020-01-01') } })
    expect(await ask()).toEqual([null, null, null, ...ids.slice(3), null])
  })

  test('a stranger is sent to sign in and back; an open page gets 401 and keeps its text', async () => {
    const page = await thrown(new Request('http://localhost/consults/1?a=b', { headers: { 'sec-fetch-dest': 'document' } }))
    expect([page.status, page.headers.get('location')]).toEqual([302, '/sign-in?next=%2Fconsults%2F1%3Fa%3Db'])
    const ended = await thrown(new Request('http://localhost/today', { headers: { cookie: `${sessionCookie}=gone`, 'sec-fetch-dest': 'document' } }))
    expect(ended.headers.get('location')).toBe('/sign-in?next=%2Ftoday&ended=1')
    const form = await thrown(new Request('http://localhost/consults/1/compose', { method: 'POST', headers: { accept: 'text/html', referer: 'http://localhost/consults/1/compose' } }))
    expect(form.headers.get('location')).toBe('/sign-in?next=%2Fconsults%2F1%2Fcompose')
    const byScript = await thrown(new Request('http://localhost/consults/1/compose', { method: 'POST', headers: { 'sec-fetch-dest': 'empty' } }))
    const refresh = await thrown(new Request('http://localhost/consults/1', { headers: { 'sec-fetch-dest': 'empty', referer: 'http://localhost/consults/1' } }))
    expect([byScript.status, refresh.status]).toEqual([401, 401])
  })
})

describe('how long', () => {
  test('half an hour of quiet ends it', async () => {
    const { telephone } = await aPerson()
    const { request, token } = await signedIn(telephone)
    moveClock(idleFor - minute)
    await requireActor(request())
    moveClock(idleFor - minute)
    await requireActor(request())
    moveClock(idleFor)
    expect((await thrown(request())).status).toBe(302)
    expect(await db.signIn.findUnique({ where: { tokenHash: hashOf(token) } })).toBeNull()
  })

  test('twelve hours end it, however busy', async () => {
    const { telephone } = await aPerson()
    const { request } = await signedIn(telephone)
    for (let passed = 0; passed + 20 * minute < atMostFor; passed += 20 * minute) {
      moveClock(20 * minute)
      await requireActor(request())
    }
    moveClock(20 * minute)
    expect(await actorIfAny(request())).toBeNull()
  })

  test('being seen is written once a minute', async () => {
    const { telephone } = await aPerson()
    const { request, token } = await signedIn(telephone)
    const first = await lastSeen(token)
    moveClock(30_000)
    await requireActor(request())
    expect(await lastSeen(token)).toBe(first)
    moveClock(31_000)
    await requireActor(request())
    expect(await lastSeen(token)).toBeGreaterThanOrEqual(first + 61_000)
  })

  test('a page that refreshes itself, a picture and a socket do not prolong it; a form does', async () => {
    const { telephone } = await aPerson()
    const { request, token, cookie } = await signedIn(telephone)
    const first = await lastSeen(token)
    moveClock(10 * minute)
    await requireActor(request('/consults/1', { headers: { 'sec-fetch-dest': 'empty', referer: 'http://localhost/consults/1' } }))
    await requireActor(request('/consults/1/files/2', { headers: { 'sec-fetch-dest': 'image', referer: 'http://localhost/consults/1' } }))
    await actorOf({ cookie })
    await actorOf(new Headers({ cookie }))
    expect(await lastSeen(token)).toBe(first)
    await requireActor(request('/consults/1', { method: 'POST', headers: { 'sec-fetch-dest': 'empty', referer: 'http://localhost/consults/1' } }))
    expect(await lastSeen(token)).toBeGreaterThan(first)
  })

  test('a live room counts as activity, but brings no ended sign-in back', async () => {
    const { telephone } = await aPerson()
    const { cookie, token } = await signedIn(telephone)
    for (let i = 0; i < 4; i++) {
      moveClock(15 * minute)
      expect(await touchFromRoom(hashOf(token))).toBe(true)
    }
    expect(await actorOf({ cookie })).not.toBeNull()
    moveClock(idleFor)
    expect(await touchFromRoom(hashOf(token))).toBe(false)
    expect(await actorOf({ cookie })).toBeNull()
  })

  test('the sweep takes what is over and leaves what holds', async () => {
    const old = await signedIn((await aPerson()).telephone)
    moveClock(idleFor + minute)
    const fresh = await signedIn((await aPerson()).telephone)
    await sweepSignIns()
    expect(await db.signIn.findUnique({ where: { tokenHash: hashOf(old.token) } })).toBeNull()
    expect(await actorOf({ cookie: fresh.cookie })).not.toBeNull()
  })
})

describe('ending', () => {
  test('a sign-in ends at once, with an event that names it', async () => {
    const { telephone, actor, personId } = await aPerson()
    const [here, there] = [await signedIn(telephone), await signedIn(telephone)]
    await endSignIn(newCommand(actor), { handle: hashOf(there.token) })
    expect(await actorOf({ cookie: there.cookie })).toBeNull()
    expect(await actorOf({ cookie: here.cookie })).not.toBeNull()
    expect(await eventsOf(personId, 'signIn.ended')).toMatchObject([{ facts: { tokenHash: hashOf(there.token) }, audience: [`person:${personId}`] }])
  })

  test("another person's sign-in is not there", async () => {
    const { actor } = await aPerson()
    const other = await signedIn((await aPerson()).telephone)
    await expect(endSignIn(actor, { handle: hashOf(other.token) })).rejects.toMatchObject({ status: 404 })
    expect(await actorOf({ cookie: other.cookie })).not.toBeNull()
  })

  test('all others end, this one stays and is marked in the list', async () => {
    const { telephone, actor } = await aPerson()
    const [first, here] = [await signedIn(telephone), await signedIn(telephone)]
    expect(await ownSignIns(actor, hashOf(here.token))).toMatchObject([{ handle: hashOf(here.token), here: true }, { handle: hashOf(first.token), here: false }])
    expect(await endOtherSignIns(newCommand(actor), { here: hashOf(here.token) })).toEqual({ ended: 1 })
    expect(await actorOf({ cookie: first.cookie })).toBeNull()
    expect(await ownSignIns(actor, hashOf(here.token))).toHaveLength(1)
  })

  test('a new password ends every sign-in; only an administrator gives it', async () => {
    const { telephone, personId, actor } = await aPerson()
    const { cookie } = await signedIn(telephone)
    await expect(setPassword(actor, { personId, password: 'mật khẩu mới' })).rejects.toMatchObject({ status: 404 })
    await setPassword(null, { personId, password: 'mật khẩu mới' })
    expect(await actorOf({ cookie })).toBeNull()
    await expect(signedIn(telephone)).rejects.toThrow('people:problem.wrong')
  })

  test('locking a person ends what is open', async () => {
    const { telephone, personId } = await aPerson()
    const { cookie } = await signedIn(telephone)
    await db.person.update({ where: { id: personId }, data: { locked: true } })
    expect(await actorOf({ cookie })).toBeNull()
  })
})

describe('several memberships', () => {
  async function atTwoHospitals() {
    const person = await aPerson()
    const second = await aHospital()
    const { membershipId } = await addMembership(null, { personId: person.personId, hospitalId: second, roles: ['specialist'], position: '', validFrom: '2021-01-01' })
    return { ...person, second: { hospitalId: second, membershipId } }
  }

  test('switching exchanges the token and keeps the absolute limit', async () => {
    const { telephone, actor, second, personId } = await atTwoHospitals()
    const { token, cookie } = await signedIn(telephone)
    const before = await db.signIn.findUniqueOrThrow({ where: { tokenHash: hashOf(token) } })
    moveClock(10 * minute)
    const next = await switchMembership(newCommand(actor), { to: second.membershipId, here: hashOf(token) })
    expect(await actorOf({ cookie })).toBeNull()
    expect((await actorOf({ cookie: `${sessionCookie}=${next.token}` }))?.actor).toMatchObject({ ...second, roles: ['specialist'] })
    const after = await db.signIn.findUniqueOrThrow({ where: { tokenHash: hashOf(next.token) } })
    expect([after.expiresAt, after.createdAt]).toEqual([before.expiresAt, before.createdAt])
    expect(await eventsOf(personId, 'membership.switched')).toMatchObject([{ facts: { from: actor.membershipId, to: second.membershipId } }])
    expect(JSON.stringify(await db.command.findMany())).not.toContain(next.token)
    // Signing in again goes on where the person last worked.
    const again = await signedIn(telephone)
    expect((await actorOf({ cookie: again.cookie }))?.actor.membershipId).toBe(second.membershipId)
  })

  test("one switches neither to another person's membership nor from another's sign-in", async () => {
    const { telephone, actor, second } = await atTwoHospitals()
    const stranger = await aPerson()
    const here = hashOf((await signedIn(telephone)).token)
    const theirs = hashOf((await signedIn(stranger.telephone)).token)
    await expect(switchMembership(actor, { to: stranger.membershipId, here })).rejects.toMatchObject({ status: 404 })
    await expect(switchMembership(actor, { to: second.membershipId, here: theirs })).rejects.toMatchObject({ status: 404 })
  })

  test('an ended membership signs out who works under it, and can no longer be chosen', async () => {
    const { telephone, actor, second, membershipId } = await atTwoHospitals()
    const { cookie } = await signedIn(telephone)
    await endMembership(null, { membershipId })
    expect(await actorOf({ cookie })).toBeNull()
    const again = await signedIn(telephone)
    const present = await actorOf({ cookie: again.cookie })
    expect(present?.actor.membershipId).toBe(second.membershipId)
    await expect(switchMembership(actor, { to: membershipId, here: hashOf(again.token) })).rejects.toMatchObject({ status: 404 })
    if (present) expect((await personSummary(present.actor)).memberships).toMatchObject([{ id: second.membershipId, current: true }])
  })
})
