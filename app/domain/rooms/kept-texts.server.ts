import type { TextsDoc } from './stored-texts.server'

interface Held { texts: TextsDoc | null; last: Promise<unknown>; waiting: number; usedAt: number }

const kept = globalThis as typeof globalThis & { chiEmTexts?: Map<string, Held> }
const held = (kept.chiEmTexts ??= new Map())

const most = 100
const idleAfter = 10 * 60_000

/**
 * Works on an item's texts alone: one after the other in this process. `work` gets what is known here, or null, and returns what is known
 * afterwards. Where it fails after it took in something that is not stored, what is known is thrown away, and the next one reads it anew.
 */
export function withTexts<T>(itemId: string, work: (texts: TextsDoc | null) => Promise<{ texts: TextsDoc; result: T }>): Promise<T> {
  const mine = held.get(itemId) ?? { texts: null, last: Promise.resolve(), waiting: 0, usedAt: 0 }
  // The one used last stands last.
  held.delete(itemId)
  held.set(itemId, mine)
  mine.waiting += 1
  mine.usedAt = Date.now()
  dropIdle()
  const turn = mine.last.then(async () => {
    try {
      const { texts, result } = await work(mine.texts)
      texts.unsure = false
      mine.texts = texts
      return result
    } catch (error) {
      if (mine.texts?.unsure) mine.texts = null
      throw error
    } finally {
      mine.waiting -= 1
    }
  })
  mine.last = turn.catch(() => undefined)
  return turn
}

/** Documents that nobody has used for a while, and the oldest where there are too many; never one that somebody waits for. */
function dropIdle(): void {
  const before = Date.now() - idleAfter
  let over = held.size - most
  for (const [itemId, { waiting, usedAt }] of held) {
    if (waiting > 0) continue
    if (over-- <= 0 && usedAt > before) return
    held.delete(itemId)
  }
}
