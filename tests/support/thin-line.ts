import type { Page } from '@playwright/test'

/** 128 kbit/s each way and 400 ms: a district's line at a busy hour. */
const line = { offline: false, latency: 400, downloadThroughput: 128_000 / 8, uploadThroughput: 128_000 / 8 }

export interface Meter {
  /** bytes that came over the line since the last call, and seconds gone */
  read: () => { bytes: number; seconds: number }
  /** nothing goes through until it is mended */
  cut: () => Promise<void>
  mend: () => Promise<void>
}

/** Puts a page on a thin line and counts what comes over it. */
export async function onThinLine(page: Page): Promise<Meter> {
  const devtools = await page.context().newCDPSession(page)
  let bytes = 0
  let since = Date.now()
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength })
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', line)
  return {
    read: () => {
      const now = Date.now()
      const told = { bytes, seconds: (now - since) / 1000 }
      bytes = 0
      since = now
      return told
    },
    cut: async () => void await devtools.send('Network.emulateNetworkConditions', { ...line, offline: true }),
    mend: async () => void await devtools.send('Network.emulateNetworkConditions', line),
  }
}
