/** A form's texts by the names of its fields, in their order. */
export type Fields = Record<string, string[]>

export interface Difference { name: string; stored: string[]; kept: string[]; merged: string[] }

/** Cells of the table that compares two texts line by line; beyond it they are put one after the other. */
const mostCells = 1_000_000

/** How much of the two has in common from each pair of lines on. */
function commonFrom(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = table[i]
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  return table
}

/**
 * Both texts in one: lines they share once, the others beside each other in their order, the stored one first. Each text is still in
 * the result, line for line, so no character of either is lost; merging the same again changes nothing.
 */
export function mergeText(stored: string, kept: string): string {
  if (stored === kept || kept.trim() === '') return stored
  if (stored.trim() === '') return kept
  // A line that was written further stands in for its beginning.
  if (kept.startsWith(stored)) return kept
  if (stored.startsWith(kept)) return stored
  const [a, b] = [stored.split('\n'), kept.split('\n')]
  if (a.length * b.length > mostCells) return stored.includes(kept) ? stored : `${stored}\n${kept}`
  const common = commonFrom(a, b)
  const lines: string[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [mine, theirs] = [a[i], b[j]]
    if (mine !== undefined && theirs !== undefined && mine === theirs) {
      lines.push(mine)
      i += 1
      j += 1
    } else if (mine !== undefined && (theirs === undefined || (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      lines.push(mine)
      i += 1
    } else {
      lines.push(theirs ?? '')
      j += 1
    }
  }
  return lines.join('\n')
}

const filled = (values: readonly string[]): string[] => values.filter((value) => value.trim() !== '')
const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((value, index) => value === b[index])

/**
 * The fields in which a kept draft says something else than the form, each with both texts and what they make together. `chosen`
 * tells which fields are choices: of two choices the kept one stands in `merged`, the stored one beside it.
 */
export function differencesOf(stored: Fields, kept: Fields, chosen: (name: string) => boolean = () => false): Difference[] {
  return Object.entries(kept).flatMap(([name, values]) => {
    const before = stored[name] ?? []
    if (same(filled(before), filled(values)) || filled(values).length === 0) return []
    const merged = chosen(name)
      ? values
      : Array.from({ length: Math.max(before.length, values.length) }, (_, index) => mergeText(before[index] ?? '', values[index] ?? ''))
    return same(filled(merged), filled(before)) ? [] : [{ name, stored: before, kept: values, merged }]
  })
}
