/** What one line's getStats says, in counters that only grow and in figures of the moment. */
export interface LineFigures {
  /** ms of the page's clock */
  at: number
  /** packets of sound and picture that came, and that did not */
  received: number
  lost: number
  /** of one's own sound and picture, as the other end last reported: share that did not arrive */
  lostThere: number | null
  /** there and back, ms */
  delay: number | null
  /** what the browser thinks the line carries away from here, bit/s */
  rate: number | null
  heard: Loudness
  said: Loudness
}
/** Summed energy of sound and the seconds it was summed over; the mean of a span is between two readings. */
export interface Loudness { energy: number; seconds: number }

type Stat = Record<string, unknown>
const numberIn = (stat: Stat, name: string): number | null => (typeof stat[name] === 'number' ? stat[name] : null)
const most = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b))

/** What the other end reported this long ago is of a stream that is not sent any more, ms; of a silent voice it reports every five seconds or so. */
const old = 12_000

/** Reads a report (a browser's RTCStatsReport, or anything that lists its parts). What a browser leaves out stays null. */
export function figuresOf(report: { forEach: (each: (stat: Stat) => void) => void }, at: number): LineFigures {
  const figures: LineFigures = { at, received: 0, lost: 0, lostThere: null, delay: null, rate: null, heard: { energy: 0, seconds: 0 }, said: { energy: 0, seconds: 0 } }
  let newest = 0
  report.forEach((stat) => { newest = Math.max(newest, numberIn(stat, 'timestamp') ?? 0) })
  report.forEach((stat) => {
    switch (stat.type) {
      case 'inbound-rtp':
        figures.received += numberIn(stat, 'packetsReceived') ?? 0
        figures.lost += Math.max(0, numberIn(stat, 'packetsLost') ?? 0)
        if (stat.kind === 'audio') add(figures.heard, stat)
        break
      case 'remote-inbound-rtp':
        // A picture that gave way keeps its last, worst report for ever.
        if (newest - (numberIn(stat, 'timestamp') ?? newest) > old) break
        figures.lostThere = most(figures.lostThere, numberIn(stat, 'fractionLost'))
        figures.delay = most(figures.delay, inMs(numberIn(stat, 'roundTripTime')))
        break
      case 'candidate-pair':
        // Of the pairs that were tried one is in use.
        if (stat.state !== 'succeeded' || stat.nominated !== true) break
        figures.delay = most(figures.delay, inMs(numberIn(stat, 'currentRoundTripTime')))
        figures.rate = most(figures.rate, numberIn(stat, 'availableOutgoingBitrate'))
        break
      case 'media-source':
        if (stat.kind === 'audio') add(figures.said, stat)
    }
  })
  return figures
}

const inMs = (seconds: number | null): number | null => (seconds === null ? null : seconds * 1000)

function add(loudness: Loudness, stat: Stat): void {
  loudness.energy += numberIn(stat, 'totalAudioEnergy') ?? 0
  loudness.seconds += numberIn(stat, 'totalSamplesDuration') ?? 0
}

/** Mean loudness between two readings, 0 to 1. */
export function loudnessBetween(before: Loudness, now: Loudness): number {
  const seconds = now.seconds - before.seconds
  return seconds > 0 ? Math.sqrt(Math.max(0, now.energy - before.energy) / seconds) : 0
}
