import { expect, test } from 'vitest'
import { nextFlight } from '~/platform/next-flight'
import { askTogether, together } from '~/platform/together'

function gate() {
  const held: (() => void)[] = []
  return { wait: () => new Promise<void>((go) => held.push(go)), open: async () => { held.shift()?.(); for (let n = 0; n < 10; n++) await Promise.resolve() }, get waiting() { return held.length } }
}

test('however many ask at once, one question runs and one follows it; other keys do not wait', async () => {
  const door = gate()
  let asked = 0
  const ask = nextFlight(async (key) => {
    const mine = ++asked
    await door.wait()
    return `${key}${mine}`
  })
  const first = ask('a')
  const later = Array.from({ length: 100 }, () => ask('a'))
  const other = ask('b')
  expect(asked).toBe(2)
  await door.open()
  expect(await first).toBe('a1')
  await door.open()
  expect(await other).toBe('b2')
  expect(asked).toBe(3)
  const latest = ask('a')
  await door.open()
  expect(new Set(await Promise.all(later))).toEqual(new Set(['a3']))
  await door.open()
  expect(await latest).toBe('a4')
})

test('a question that fails fails for those who shared it; the next ones ask anew', async () => {
  let tries = 0
  const ask = nextFlight(async () => {
    await Promise.resolve()
    if (++tries === 1) throw new Error('away')
    return tries
  })
  const [first, second] = [ask('a'), ask('a')]
  await expect(first).rejects.toThrow('away')
  expect(await second).toBe(2)
  expect(await ask('a')).toBe(3)
})

test('rows that come while a write is under way go together in the next one, and share its end', async () => {
  const door = gate()
  const writes: number[][] = []
  const keep = together(async (rows: number[]) => {
    writes.push(rows)
    await door.wait()
    if (rows.includes(13)) throw new Error('refused')
  }, 3)
  const first = keep(1)
  const rest = [2, 3, 4].map(keep)
  const bad = [13, 14].map(keep)
  await door.open()
  await first
  await door.open()
  await Promise.all(rest)
  const failures = Promise.allSettled(bad)
  await door.open()
  expect((await failures).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(writes).toEqual([[1], [2, 3, 4], [13, 14]])
})

test('each who asked together gets their own answer; one that is short of answers fails for all', async () => {
  const door = gate()
  const ask = askTogether(async (rows: number[]) => {
    await door.wait()
    return rows.includes(13) ? [] : rows.map((row) => row * 2)
  })
  const first = ask(1)
  const rest = [2, 3].map(ask)
  await door.open()
  expect(await first).toBe(2)
  const bad = ask(13)
  await door.open()
  expect(await Promise.all(rest)).toEqual([4, 6])
  const failure = expect(bad).rejects.toThrow('not answered')
  await door.open()
  await failure
})
