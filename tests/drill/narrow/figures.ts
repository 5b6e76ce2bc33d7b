import type { Page } from '@playwright/test'

/** What a page has received and sent so far on its open lines. */
export interface Figures { heard: number; lost: number; packets: number; concealed: number; samples: number; frames: number; pictureIn: number; pictureOut: number; soundOut: number; rate: number; delay: number }

export const figures = (page: Page): Promise<Figures> => page.evaluate(async () => {
  const sum = { heard: 0, lost: 0, packets: 0, concealed: 0, samples: 0, frames: 0, pictureIn: 0, pictureOut: 0, soundOut: 0, rate: 0, delay: 0 }
  for (const line of window.lines.filter(({ connectionState }) => connectionState !== 'closed')) {
    const stats = [...(await line.getStats() as unknown as Map<string, Record<string, unknown>>).values()]
    for (const one of stats) {
      const of = (name: string): number => Number(one[name] ?? 0)
      if (one.type === 'inbound-rtp' && one.kind === 'audio') {
        sum.heard += of('bytesReceived')
        sum.lost += of('packetsLost')
        sum.packets += of('packetsReceived')
        // Silence that stands in for silence is not heard.
        sum.concealed += of('concealedSamples') - of('silentConcealedSamples')
        sum.samples += of('totalSamplesReceived')
      }
      if (one.type === 'inbound-rtp' && one.kind === 'video') {
        sum.frames += of('framesDecoded')
        sum.pictureIn += of('bytesReceived')
      }
      if (one.type === 'outbound-rtp' && one.kind === 'video') sum.pictureOut += of('bytesSent')
      if (one.type === 'outbound-rtp' && one.kind === 'audio') sum.soundOut += of('bytesSent')
      if (one.type === 'candidate-pair' && one.nominated && one.state === 'succeeded') {
        sum.rate = Math.max(sum.rate, of('availableOutgoingBitrate'))
        sum.delay = Math.max(sum.delay, of('currentRoundTripTime') * 1000)
      }
    }
  }
  return sum
})

/** Between two readings: kbit/s, shares, frames a second. */
export interface Span { seconds: number; heard: number; lost: number; concealed: number; frames: number; pictureIn: number; pictureOut: number; rate: number; delay: number }

export function between(before: Figures, now: Figures, seconds: number): Span {
  const grown = (name: keyof Figures) => now[name] - before[name]
  const share = (part: number, whole: number) => (whole > 0 ? Math.max(0, part) / whole : 0)
  return {
    seconds, heard: grown('heard') * 8 / 1000 / seconds, lost: share(grown('lost'), grown('packets') + Math.max(0, grown('lost'))), concealed: share(grown('concealed'), grown('samples')),
    frames: grown('frames') / seconds, pictureIn: grown('pictureIn') * 8 / 1000 / seconds, pictureOut: grown('pictureOut') * 8 / 1000 / seconds, rate: now.rate / 1000, delay: now.delay,
  }
}

export const worded = (who: string, { heard, lost, concealed, frames, pictureIn, pictureOut, rate, delay }: Span): string =>
  `${who}: hears ${heard.toFixed(0)} kbit/s, lost ${(lost * 100).toFixed(1)} %, concealed ${(concealed * 100).toFixed(1)} %, sees ${frames.toFixed(0)} frames/s at ${pictureIn.toFixed(0)} kbit/s, shows ${pictureOut.toFixed(0)}, could send ${rate.toFixed(0)}, ${delay.toFixed(0)} ms`
