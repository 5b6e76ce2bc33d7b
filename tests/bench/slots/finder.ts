import { availabilityOf, horizon, type Wanted } from '~/domain/schedule/find-slots.server'
import { daysOver, regularSpans } from '~/domain/schedule/open-hours'
import { firstSlots } from '~/domain/schedule/slots'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import type { Furnished } from './furnish'

/** One of the processes of npm run bench slots: told who there is, then how many searches; answers how long each took. */
let known: Furnished | undefined

const some = (ids: readonly string[], count: number, hospitals: readonly string[]): Wanted[] => {
  const chosen = new Set<string>()
  while (chosen.size < count) chosen.add(ids[Math.floor(Math.random() * ids.length)] ?? '')
  return [...chosen].map((id) => ({ id, hospitalId: hospitals[Math.floor(Math.random() * hospitals.length)] ?? '' }))
}

async function search({ people, sites, hospitals }: Furnished): Promise<number> {
  const who = { people: some(people, 5, hospitals), sites: some(sites, 2, hospitals) }
  const now = await nowIn(db)
  const begun = performance.now()
  const { parties, calendar, regularOf } = await availabilityOf(who, now)
  const [from, until] = [now.getTime(), now.getTime() + horizon]
  const regular = regularSpans(daysOver({ from, until }), regularOf(who.people[0]?.hospitalId ?? ''), calendar)
  const slots = firstSlots([...parties.values()], [], { now: from, until, length: 45 * 60_000, count: 10, calendar, regular })
  const took = performance.now() - begun
  if (slots.length !== 10 || ![...parties.values()].every(({ booked }) => booked.length > 50)) throw new Error(`${slots.length} slots for people of ${[...parties.values()].map(({ booked }) => booked.length).join(', ')} bookings: not what is to be measured`)
  return took
}

process.on('message', (message: Furnished | number) => {
  if (typeof message !== 'number') {
    known = message
    process.send?.('ready')
    return
  }
  void (async () => {
    const times: number[] = []
    for (let left = message; left > 0 && known; left--) times.push(await search(known))
    process.send?.(times)
  })()
})
