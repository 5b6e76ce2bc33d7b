import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differencesOf, mergeText } from '~/ui/kept-draft'
import { beginWriting, heldLocks, leftBehind } from '~/ui/kept-draft-living'

const words = fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(fc.constantFrom('Sốt cao.', 'Huyết áp 90/60.', '', 'SpO₂ 91%', 'ấ'), { maxLength: 8 }).map((lines) => lines.join('\n')))

/** Is every sign of `part` still there, in its order? */
function within(part: string, whole: string): boolean {
  const signs = [...whole]
  let at = 0
  return [...part].every((sign) => {
    at = signs.indexOf(sign, at) + 1
    return at > 0
  })
}

describe('two texts in one', () => {
  test('no character of either is lost', () => fc.assert(fc.property(words, words, (stored, kept) => {
    const merged = mergeText(stored, kept)
    // White space alone is no text.
    if (stored.trim() !== '') expect(within(stored, merged)).toBe(true)
    if (kept.trim() !== '') expect(within(kept, merged)).toBe(true)
  }), { numRuns: 500 }))

  test('restoring twice changes nothing more', () => fc.assert(fc.property(words, words, (stored, kept) => {
    const merged = mergeText(stored, kept)
    expect(mergeText(merged, kept)).toBe(merged)
    expect(mergeText(kept, kept)).toBe(kept)
  }), { numRuns: 500 }))

  test.each([
    ['Đau ngực trái', 'Đau ngực trái từ 2 giờ.', 'Đau ngực trái từ 2 giờ.'],
    ['Sốt.\nHo.', 'Sốt.\nKhó thở.', 'Sốt.\nHo.\nKhó thở.'],
    ['', 'Chỉ có bản giữ lại', 'Chỉ có bản giữ lại'],
    ['Bản đã lưu', '   ', 'Bản đã lưu'],
  ])('%o and %o are %o', (stored, kept, merged) => expect(mergeText(stored, kept)).toBe(merged))

  test('texts of ten thousand lines take no minutes', () => {
    const [stored, kept] = [0, 1].map((start) => Array.from({ length: 10_000 }, (_, line) => String(line * 2 + start)).join('\n')) as [string, string]
    expect(within(kept, mergeText(stored, kept))).toBe(true)
  })
})

test('a form differs only where something was written; of two choices the kept one is taken, both are told', () => {
  const stored = { level: ['routine'], situation: ['Sốt.'], questions: ['A?', 'B?'], room: ['12'] }
  const kept = { level: ['emergency'], situation: ['Sốt.\nHo.'], questions: ['A?', 'B?', 'C?'], room: [''], bed: [''] }
  expect(differencesOf(stored, kept, (name) => name === 'level')).toEqual([
    { name: 'level', stored: ['routine'], kept: ['emergency'], merged: ['emergency'] },
    { name: 'situation', stored: ['Sốt.'], kept: ['Sốt.\nHo.'], merged: ['Sốt.\nHo.'] },
    { name: 'questions', stored: ['A?', 'B?'], kept: ['A?', 'B?', 'C?'], merged: ['A?', 'B?', 'C?'] },
  ])
  expect(differencesOf(stored, stored)).toEqual([])
})

describe('two pages of one draft', () => {
  /** Locks as a browser gives them to its pages: held until the page lets go. */
  function aBrowser() {
    const held = new Set<string>()
    return {
      request: async (name: string, hold: () => Promise<void>) => {
        held.add(name)
        await hold()
        held.delete(name)
      },
      query: async () => ({ held: [...held, 'of something else'].map((name) => ({ name })) }),
    } as unknown as LockManager
  }
  const found = [{ id: 'first' }, { id: 'second' }]

  test('what the other one is writing is not offered, until it ends', async () => {
    const locks = aBrowser()
    const stop = beginWriting('first', locks)
    expect(leftBehind(found, await heldLocks(locks))).toEqual([{ id: 'second' }])
    stop()
    await expect.poll(async () => leftBehind(found, await heldLocks(locks))).toEqual(found)
  })

  test('a browser without locks offers everything', async () => {
    beginWriting('first', null)()
    expect(leftBehind(found, await heldLocks(null))).toEqual(found)
  })
})
