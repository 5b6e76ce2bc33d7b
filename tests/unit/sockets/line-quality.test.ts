import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { figuresOf, loudnessBetween, type LineFigures } from '~/sockets/line-figures'
import { ownLine, qualityOf, remember, sampleOf, steadyRate, type LineSample } from '~/sockets/line-quality'
import { heard, speakingNow } from '~/sockets/speaking'

const none: LineFigures = { at: 0, received: 0, lost: 0, lostThere: null, delay: null, rate: null, heard: { energy: 0, seconds: 0 }, said: { energy: 0, seconds: 0 } }

describe('a browser’s report', () => {
  const report = [
    { type: 'inbound-rtp', kind: 'audio', packetsReceived: 90, packetsLost: 10, totalAudioEnergy: 0.5, totalSamplesDuration: 2 },
    { type: 'inbound-rtp', kind: 'video', packetsReceived: 300, packetsLost: -2 },
    { type: 'remote-inbound-rtp', kind: 'audio', fractionLost: 0.05, roundTripTime: 0.3 },
    { type: 'candidate-pair', state: 'succeeded', nominated: true, currentRoundTripTime: 0.12, availableOutgoingBitrate: 300_000 },
    { type: 'candidate-pair', state: 'waiting', nominated: false, currentRoundTripTime: 9 },
    { type: 'media-source', kind: 'audio', totalAudioEnergy: 0.1, totalSamplesDuration: 2 },
    { type: 'codec', mimeType: 'audio/opus' },
  ]
  test('is read into sums and the worst of the moment', () => {
    expect(figuresOf(report, 5)).toEqual({ at: 5, received: 390, lost: 10, lostThere: 0.05, delay: 300, rate: 300_000, heard: { energy: 0.5, seconds: 2 }, said: { energy: 0.1, seconds: 2 } })
  })
  test('leaves out what the other end reported of a picture that is not sent any more', () => {
    const parts = [
      { type: 'remote-inbound-rtp', kind: 'video', timestamp: 40_000, fractionLost: 0.4, roundTripTime: 1.2 },
      { type: 'remote-inbound-rtp', kind: 'audio', timestamp: 95_000, fractionLost: 0, roundTripTime: 0.05 },
      { type: 'candidate-pair', state: 'succeeded', nominated: true, timestamp: 100_000, currentRoundTripTime: 0.04 },
    ]
    expect(figuresOf(parts, 0)).toMatchObject({ lostThere: 0, delay: 50 })
  })
  test('of a browser that says little leaves the rest unknown', () => {
    expect(figuresOf([{ type: 'inbound-rtp' }, { type: 'candidate-pair', state: 'succeeded', nominated: true }], 0)).toEqual(none)
  })
})

describe('quality in four steps', () => {
  test.each<[Partial<LineSample>, string, string]>([
    [{}, 'good', 'none'], [{ loss: 0.02, delay: 200, rate: 300_000 }, 'good', 'none'],
    [{ loss: 0.05 }, 'fair', 'loss'], [{ delay: 500 }, 'fair', 'delay'], [{ rate: 100_000 }, 'fair', 'rate'],
    [{ loss: 0.1, delay: 500 }, 'poor', 'loss'], [{ loss: 0.05, delay: 2_000 }, 'bad', 'delay'], [{ rate: 20_000 }, 'bad', 'rate'], [{ loss: 1 }, 'bad', 'loss'],
  ])('%j is %s for %s', (figures, quality, reason) => {
    expect(qualityOf({ loss: null, delay: null, rate: null, ...figures })).toEqual({ quality, reason })
  })

  test('more loss, more delay or less rate is never better', () => {
    const order = ['good', 'fair', 'poor', 'bad']
    const figures = fc.record({ loss: fc.double({ min: 0, max: 1, noNaN: true }), delay: fc.nat(5_000), rate: fc.nat(500_000) })
    fc.assert(fc.property(figures, figures, (a, b) => {
      const worse = { loss: Math.max(a.loss, b.loss), delay: Math.max(a.delay, b.delay), rate: Math.min(a.rate, b.rate) }
      expect(order.indexOf(qualityOf(worse).quality)).toBeGreaterThanOrEqual(order.indexOf(qualityOf(a).quality))
    }))
  })

  test('loss is of the span, and of a few packets nobody can tell', () => {
    const before = { ...none, received: 1_000, lost: 100 }
    expect(sampleOf(before, { ...before, received: 1_090, lost: 110 }).loss).toBeCloseTo(0.1)
    expect(sampleOf(before, { ...before, received: 1_005, lost: 103 }).loss).toBeNull()
    expect(sampleOf(before, { ...before, received: 1_090, lost: 110, lostThere: 0.4 }).loss).toBe(0.4)
    expect(sampleOf(before, { ...before, received: 1_100, lost: 90 }).loss).toBe(0)
  })

  test('one’s own line is the better half: another’s bad one is not mine, all bad ones are', () => {
    const [fine, broken]: [LineSample, LineSample] = [{ loss: 0, delay: 80, rate: 300_000 }, { loss: 0.5, delay: 3_000, rate: 10_000 }]
    expect(qualityOf(ownLine([fine, broken, fine])).quality).toBe('good')
    expect(qualityOf(ownLine([fine, broken])).quality).toBe('good')
    expect(qualityOf(ownLine([broken, broken, fine])).quality).toBe('bad')
    expect(qualityOf(ownLine([broken])).quality).toBe('bad')
    expect(ownLine([])).toEqual({ loss: null, delay: null, rate: null })
  })
})

test('a guess of the rate goes down at once and up slowly; where there is none for a moment the last ones hold', () => {
  const known = [90_000, 70_000, 80_000].reduce<number[]>((so, rate) => remember(so, rate), [])
  expect(steadyRate(remember(known, 400_000), 400_000)).toBe(160_000)
  expect(steadyRate(remember(known, 20_000), 20_000)).toBe(20_000)
  expect(steadyRate(remember(known, null), null)).toBe(80_000)
  expect(steadyRate([], null)).toBeNull()
  expect(remember([1, 2, 3, 4, 5], 6)).toEqual([2, 3, 4, 5, 6])
})

describe('who speaks', () => {
  test('is whoever was loud within the last second or so', () => {
    const voices = heard({}, [['an', 0.1], ['binh', 0.001]], 1_000)
    expect(speakingNow(voices, 1_500)).toEqual(['an'])
    expect(speakingNow(heard(voices, [['an', 0], ['binh', 0.2]], 2_000), 2_100)).toEqual(['an', 'binh'])
    expect(speakingNow(voices, 4_000)).toEqual([])
  })
  test('loudness is the mean of a span; a line that began again is silent', () => {
    expect(loudnessBetween({ energy: 1, seconds: 10 }, { energy: 1.02, seconds: 12 })).toBeCloseTo(0.1)
    expect(loudnessBetween({ energy: 1, seconds: 10 }, { energy: 0, seconds: 0.1 })).toBe(0)
  })
})
