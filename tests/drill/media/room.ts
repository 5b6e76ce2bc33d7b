import { expect, type Browser, type Page } from '@playwright/test'
import { assigned } from '../../support/by-post'
import { browserOf } from '../../support/journey'

declare global {
  interface Window { lines: RTCPeerConnection[] }
}

/** Before the page's own scripts: keeps every line to ask it for its figures, and lets it go through relays only. */
export function watchLines(relayOnly: boolean): void {
  const Original = window.RTCPeerConnection
  window.lines = []
  window.RTCPeerConnection = class extends Original {
    constructor(given?: RTCConfiguration) {
      super({ ...given, ...(relayOnly ? { iceTransportPolicy: 'relay' as const } : {}) })
      window.lines.push(this)
    }
  }
}

export interface Pair { doctor: Page; chair: Page }

/** Two people in a room of their own with sound and picture. */
export async function twoInARoom(browser: Browser, { relayOnly = false, url, data }: { relayOnly?: boolean; url: string; data: string }): Promise<Pair> {
  process.env.E2E_URL = url
  process.env.E2E_DATA = data
  const options = { permissions: ['camera', 'microphone'], url, data }
  const [doctor, coordinator, chair] = [await browserOf(browser, 'doctor', options), await browserOf(browser, 'coordinator', options), await browserOf(browser, 'specialist', options)]
  const consultId = await assigned({ doctor, coordinator, specialist: chair })
  await coordinator.goto(`${url}/consults/${consultId}/conference`)
  await coordinator.getByRole('radio', { name: /Ngay bây giờ/ }).check()
  await coordinator.getByLabel('Chủ tọa', { exact: true }).selectOption({ label: 'TS.BS Hà Quang Tuyển (BVĐK Xanh Pôn)' })
  await coordinator.getByLabel('Thư ký').selectOption({ label: 'ThS.BS Vũ Minh Nguyệt (BVĐK Xanh Pôn)' })
  await coordinator.getByRole('button', { name: 'Xếp hội chẩn' }).click()
  await expect(coordinator).toHaveURL(/\/conferences\/[0-9a-f-]{36}/)
  const room = `${url}${new URL(coordinator.url()).pathname.replace(/\/room$/, '')}/room`
  await coordinator.close()
  for (const page of [doctor, chair]) {
    await page.addInitScript(watchLines, relayOnly)
    await page.goto(room)
    await expect(page.getByText('Đã kết nối').first()).toBeVisible()
    await page.getByRole('button', { name: 'Vào với tiếng và hình' }).click()
  }
  return { doctor, chair }
}

/** Frames decoded so far on the lines of a page that are still open, and how the pair of candidates in use reaches the other end. */
export const received = (page: Page) => page.evaluate(async () => {
  let frames = 0
  let sound = 0
  const kinds: string[] = []
  const states: string[] = []
  for (const line of window.lines.filter(({ connectionState }) => connectionState !== 'closed')) {
    states.push(line.connectionState)
    const stats = [...(await line.getStats() as unknown as Map<string, Record<string, unknown>>).values()]
    for (const one of stats) {
      if (one.type === 'inbound-rtp' && one.kind === 'video') frames += Number(one.framesDecoded ?? 0)
      if (one.type === 'inbound-rtp' && one.kind === 'audio') sound += Number(one.packetsReceived ?? 0)
      if (one.type === 'candidate-pair' && one.nominated && one.state === 'succeeded') kinds.push(String(stats.find(({ id }) => id === one.localCandidateId)?.candidateType))
    }
  }
  return { frames, sound, kinds, states }
})

/** Waits until pictures and sound go on arriving. */
export async function arriving(page: Page, timeout = 40_000): Promise<void> {
  const before = await received(page)
  await expect.poll(async () => {
    const now = await received(page)
    return now.frames > before.frames + 5 && now.sound > before.sound + 20
  }, { timeout }).toBe(true)
}
