import fc from 'fast-check'
import { expect, test } from 'vitest'
import { transact } from '~/domain/audit/transact.server'
import { bookStep, rebookStep, releaseStep } from '~/domain/schedule/book.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'

const minute = 60_000
const start = Date.parse('2031-03-03T00:00:00Z')
const people = Array.from({ length: 4 }, newId)
const sites = Array.from({ length: 2 }, newId)

interface Held { keys: string[]; from: number; until: number }
type Command = { kind: 'book'; people: number[]; sites: number[]; from: number; length: number } | { kind: 'move'; which: number; from: number; length: number } | { kind: 'release'; which: number }

async function aConference(): Promise<string> {
  const id = newId()
  await db.conference.create({ data: { id, state: 'planned', startsAt: new Date(start), endsAt: new Date(start + 1), createdById: newId(), createdAt: new Date() } })
  return id
}

const at = (quarter: number): Date => new Date(start + quarter * 15 * minute)
const hours = ({ from, length }: { from: number; length: number }) => ({ startsAt: at(from), endsAt: at(from + length) })

/** Carries a command out on the database: true if it was done, false if somebody was taken. */
async function carryOut(command: Command, conferenceId: string): Promise<boolean> {
  try {
    await transact(null, async (tx, _record, now) => {
      if (command.kind === 'release') return releaseStep(tx, conferenceId, now)
      if (command.kind === 'move') return rebookStep(tx, { conferenceId, ...hours(command), field: 'startsAt' }, now)
      const takes = [...command.people.map((index) => ({ personId: people[index] ?? '', name: `người ${index}` })), ...command.sites.map((index) => ({ siteId: sites[index] ?? '', name: `phòng ${index}` }))]
      return bookStep(tx, { conferenceId, ...hours(command), takes, field: 'startsAt' })
    })
    return true
  } catch (error) {
    if (error instanceof Problem && ['schedule:problem.taken', 'schedule:problem.siteTaken'].includes(error.key)) return false
    throw error
  }
}

type World = ReadonlyMap<string, Held>

/** The same by the model: the world afterwards, or null where somebody is taken. */
function after(world: World, command: Command, id: string): World | null {
  const others = [...world].filter(([key]) => key !== id)
  if (command.kind === 'release') return new Map(others)
  const keys = command.kind === 'move' ? (world.get(id)?.keys ?? []) : [...command.people.map((index) => people[index] ?? ''), ...command.sites.map((index) => sites[index] ?? '')]
  const [from, until] = [command.from, command.from + command.length]
  if (others.some(([, held]) => held.from < until && from < held.until && held.keys.some((key) => keys.includes(key)))) return null
  return new Map([...others, ...(keys.length > 0 ? [[id, { keys, from, until }] as const] : [])])
}

const texts = (world: World): string[] => [...world].flatMap(([id, { keys, from, until }]) => keys.map((key) => `${id} ${key} ${at(from).toISOString()} ${at(until).toISOString()}`)).sort()

async function stored(ids: readonly string[]): Promise<string[]> {
  const rows = await db.booking.findMany({ where: { conferenceId: { in: [...ids] }, releasedAt: null } })
  return rows.map(({ conferenceId, personId, siteId, startsAt, endsAt }) => `${conferenceId} ${personId ?? siteId} ${startsAt.toISOString()} ${endsAt.toISOString()}`).sort()
}

const time = { from: fc.integer({ min: 0, max: 20 }), length: fc.integer({ min: 1, max: 6 }) }
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ kind: fc.constant('book' as const), people: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }), sites: fc.uniqueArray(fc.integer({ min: 0, max: 1 }), { maxLength: 2 }), ...time }),
  fc.record({ kind: fc.constant('move' as const), which: fc.nat(), ...time }), fc.record({ kind: fc.constant('release' as const), which: fc.nat() }),
)

test('whatever is booked, moved and given back, two at once: nobody and nothing is taken twice, and nothing is half done', { timeout: 120_000 }, async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(command, command), { minLength: 1, maxLength: 8 }), async (pairs) => {
    let world: World = new Map()
    for (const pair of pairs) {
      const known = [...world.keys()]
      const targets = await Promise.all(pair.map((one) => (one.kind === 'book' || known.length === 0 ? aConference() : Promise.resolve(known[one.which % known.length] ?? ''))))
      // Two changes of one conference wait for each other at its own row, which belongs to the verbs.
      const ready = targets[0] === targets[1] ? [0] : [0, 1]
      const done = await Promise.all(ready.map((index) => carryOut(pair[index === 0 ? 0 : 1], targets[index] ?? '')))
      const before = world
      const inOrder = (order: number[]): { world: World; done: boolean[] } => order.reduce<{ world: World; done: boolean[] }>((state, index) => {
        const next = after(state.world, pair[index === 0 ? 0 : 1], targets[index] ?? '')
        state.done[index] = next !== null
        return { world: next ?? state.world, done: state.done }
      }, { world: before, done: [] })
      // As if one had come after the other, whichever was first.
      const outcomes = [inOrder(ready), inOrder([...ready].reverse())]
      const now = await stored([...before.keys(), ...targets])
      const matching = outcomes.find((outcome) => JSON.stringify(outcome.done) === JSON.stringify(done) && JSON.stringify(texts(outcome.world)) === JSON.stringify(now))
      expect(matching, JSON.stringify({ pair, done, now })).toBeDefined()
      world = matching?.world ?? world
    }
    await db.booking.updateMany({ where: { releasedAt: null }, data: { releasedAt: new Date() } })
  }), { numRuns: 25 })
})

test('a booking is of one person or one site, and of a day at most', async () => {
  const conferenceId = await aConference()
  const create = (data: { personId?: string; siteId?: string; endsAt?: Date }) => db.booking.create({ data: { id: newId(), conferenceId, startsAt: at(0), endsAt: at(4), ...data } })
  await expect(create({})).rejects.toThrow()
  await expect(create({ personId: newId(), siteId: newId() })).rejects.toThrow()
  await expect(create({ personId: newId(), endsAt: at(97) })).rejects.toThrow()
  await create({ siteId: newId(), endsAt: at(96) })
})
