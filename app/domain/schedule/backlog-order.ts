import type { Level } from '~/platform/database/enums'
import { mostConsults } from './limits'

/** What waits, as its order reads it: how urgent, and since when. */
export interface Waiting { id: string; level: Level; since: string; minutes: number; seriesId: string | null }

const order: readonly Level[] = ['redAlert', 'emergency', 'sameDay', 'routine']

/** The most urgent first; of one level whoever waits longest. */
export const byNeed = (a: Waiting, b: Waiting): number =>
  order.indexOf(a.level) - order.indexOf(b.level) || a.since.localeCompare(b.since) || a.id.localeCompare(b.id)

/** Is it for this conference: of its series, or of any of the hospital? */
export const isFor = ({ seriesId }: Pick<Waiting, 'seriesId'>, conference: { seriesId: string | null }): boolean => seriesId === null || seriesId === conference.seriesId

/** The next ones that fit, in order. One that is too long for what is left stays first for the next conference; shorter ones behind it are not held up. */
export function toTake<T extends Waiting>(waiting: readonly T[], { minutes, consults }: { minutes: number; consults: number }): T[] {
  const taken: T[] = []
  let left = minutes
  for (const one of [...waiting].sort(byNeed)) {
    if (consults + taken.length >= mostConsults) break
    if (one.minutes > left) continue
    taken.push(one)
    left -= one.minutes
  }
  return taken
}
