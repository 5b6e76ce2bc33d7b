import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { twoWriters, type Writer } from '../../support/text-field'

type Step = (writer: Writer) => void
const key = (letter: string): Step => ({ field }) => field.type(letter)
const back: Step = ({ field }) => field.backspace()

/** The ways in which a Vietnamese word gets into a field; each ends with a space. */
const ways: Record<string, Step[]> = {
  // letter after letter: a keyboard that makes whole letters
  đường: [...'đường '].map(key),
  // composition: ibus, macOS, Android
  việt: [({ field }) => field.startComposing(), ...['v', 'vi', 'vie', 'viê', 'việ', 'việt'].map((syllable): Step => ({ field }) => field.compose(syllable)), ({ field }) => field.endComposing(), key(' ')],
  // UniKey on Windows: takes letters back and types them anew
  nặng: [...[...'nang'].map(key), back, back, back, key('ặ'), key('n'), key('g'), key(' ')],
  mở: [key('m'), key('o'), back, key('ơ'), back, key('ở'), key(' ')],
  // pasted
  'liều/ngày': [key('liều/ngày ')],
}
const words = Object.keys(ways)

const goTo = (share: number): Step => ({ field }) => {
  const places = [0, ...[...field.value.matchAll(/[ \n]/g)].map(({ index }) => index + 1)]
  const place = places[Math.floor(share * places.length)] ?? 0
  field.setSelectionRange(place, place)
}

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
const script = fc.array(fc.tuple(fc.constantFrom(...words), share), { maxLength: 5 })

function finish(writers: readonly Writer[]): void {
  for (const { field } of writers) field.dispatchEvent(new Event('blur'))
  for (const writer of [...writers, ...writers]) writer.hear()
}
const tokens = (text: string) => text.split(' ').filter(Boolean).sort()

describe('two people in one text field', () => {
  test('whatever comes between the keys of a word: every word of both stands once, whole, and both fields are equal', () => {
    fc.assert(fc.property(script, script, fc.infiniteStream(fc.nat({ max: 3 })), (mine, yours, turns) => {
      const writers = twoWriters('bệnh án ')
      const steps = [mine, yours].map((words) => words.flatMap(([word, place]) => [goTo(place), ...(ways[word] ?? [])]))
      for (const turn of turns) {
        if (steps.every((left) => left.length === 0)) break
        const writer = writers[turn % 2]
        if (turn < 2 && writer) steps[turn]?.shift()?.(writer)
        else writer?.hear()
      }
      finish(writers)
      const [one, two] = writers
      expect(one.field.value).toBe(two.field.value)
      expect(one.field.value).toBe(one.text.toString())
      expect(tokens(one.field.value)).toEqual(tokens(['bệnh án', ...[...mine, ...yours].map(([word]) => word)].join(' ')))
    }), { numRuns: 2_000 })
  }, 60_000)

  const wild = fc.oneof(
    fc.constantFrom(...'aệ😀\n').map((letter): Step => key(letter)),
    fc.constantFrom('😀😁', 'x'.repeat(3_001), '').map((text): Step => key(text)),
    fc.constant(back),
    fc.tuple(share, share).map(([from, until]): Step => ({ field }) => field.setSelectionRange(Math.floor(from * field.value.length), Math.floor(until * field.value.length))),
    fc.constantFrom('startComposing', 'endComposing').map((name): Step => ({ field }) => field[name as 'startComposing']()),
    fc.constantFrom('z', 'y').map((letter): Step => ({ field }) => field.press(letter)),
    fc.constant<Step>((writer) => writer.hear()),
  )
  test('whatever is typed, selected, taken back: nothing breaks and both end with the same', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat({ max: 1 }), wild), { maxLength: 40 }), (steps) => {
      const writers = twoWriters('bệnh 😀 án')
      for (const [who, step] of steps) {
        const writer = writers[who]
        if (writer) step(writer)
      }
      finish(writers)
      const [one, two] = writers
      expect(one.field.value).toBe(two.field.value)
      expect([one.field.value, two.field.value]).toEqual([one.text.toString(), two.text.toString()])
    }), { numRuns: 500 })
  }, 60_000)

  test('a word composed anew leaves what another one put into it', () => {
    for (let place = 0; place <= 4; place++) {
      const [one, two] = twoWriters('viet')
      one.field.setSelectionRange(4, 4)
      one.field.startComposing()
      two.field.setSelectionRange(place, place)
      two.field.type('X')
      one.hear()
      one.field.setSelectionRange(0, 4)
      one.field.type('việt')
      one.field.endComposing()
      two.hear()
      expect(one.field.value).toBe(two.field.value)
      expect([...one.field.value].filter((letter) => letter === 'X')).toHaveLength(1)
      expect(one.field.value.replace('X', '')).toBe('việt')
    }
  })

  test('a letter typed among its like goes in where the caret is, and one half of a character never goes alone', () => {
    const [one, two] = twoWriters('aaa😀')
    const deltas: unknown[] = []
    one.text.observe(({ delta }) => deltas.push(delta))
    one.field.setSelectionRange(1, 1)
    one.field.type('a')
    one.field.setSelectionRange(4, 6)
    one.field.type('😁')
    expect(deltas).toEqual([[{ retain: 1 }, { insert: 'a' }], [{ retain: 4 }, { delete: 2 }, { insert: '😁' }]])
    two.hear()
    expect(two.field.value).toBe('aaaa😁')
  })

  test('the caret stays with its word while others write before it', () => {
    const [one, two] = twoWriters('một hai')
    one.field.setSelectionRange(3, 3)
    two.field.setSelectionRange(0, 0)
    two.field.type('không ')
    one.hear()
    expect([one.field.selectionStart, one.field.value]).toEqual([9, 'không một hai'])
  })

  test('taking back takes back one’s own, and again gives it back', () => {
    const [one, two] = twoWriters()
    one.field.type('của tôi')
    two.hear()
    two.field.type('của bạn ')
    one.hear()
    one.field.press('z')
    expect(one.field.value).toBe('của bạn ')
    one.field.press('y')
    expect(one.field.value).toContain('của tôi')
    one.field.press('z')
    one.field.press('Z', { shiftKey: true })
    two.hear()
    expect(tokens(two.field.value)).toEqual(['bạn', 'của', 'của', 'tôi'])
  })

  test('words are taken back one by one, however quickly they were typed, and what is pasted by itself', () => {
    const [one] = twoWriters()
    for (const letter of 'theo dõi ') one.field.type(letter)
    one.field.type('x'.repeat(7_000))
    const seen = [one.field.value.length]
    for (let times = 0; times < 3; times++) {
      one.field.press('z')
      seen.push(one.field.value.length)
    }
    expect(seen).toEqual([7_009, 9, 5, 0])
  })

  test('what is pasted goes in pieces that a message can carry', () => {
    const [one, two] = twoWriters()
    one.field.type('ệ😀'.repeat(6_000))
    expect(two.inbox.length).toBeGreaterThan(5)
    expect(Math.max(...two.inbox.map(({ length }) => length))).toBeLessThan(12 * 1024)
    two.hear()
    expect(two.field.value).toBe('ệ😀'.repeat(6_000))
  })

  test('a field that is let go hears nothing any more', () => {
    const [one, two] = twoWriters('a')
    one.unbind()
    two.field.type('b')
    one.hear()
    expect([one.field.value, one.text.toString()]).toEqual(['a', 'ab'])
  })
})
