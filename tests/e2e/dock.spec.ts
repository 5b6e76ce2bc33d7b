import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { act, conferenceNow, thePeople } from '../support/by-post'
import { ownApp } from '../support/own-app'

// Of its own, since nobody can be in two conferences at a time.
ownApp(test)

const withMicrophone = { permissions: ['camera', 'microphone'] }
const doctorName = 'Khuất Thị Mai'
const led = { chair: 'Hà Quang Tuyển', scribe: 'Vũ Minh Nguyệt' }
const dock = (page: Page) => page.getByRole('region', { name: 'Phòng hội chẩn đang mở' })
const faceOf = (page: Page, name: string) => page.getByRole('list', { name: 'Người tham gia' }).getByRole('listitem').filter({ hasText: name })

/** Keeps hold of a page's lines, and counts how often its microphone was asked for. */
const watched = () => {
  const seen = { lines: [] as RTCPeerConnection[], asked: 0 }
  Object.assign(window, { seen })
  const Line = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Line {
    constructor(options?: RTCConfiguration) {
      super(options)
      seen.lines.push(this)
    }
  }
  const media = navigator.mediaDevices
  const ask = media.getUserMedia.bind(media)
  media.getUserMedia = (wanted) => {
    seen.asked += 1
    return ask(wanted)
  }
}
type Watched = typeof window & { seen: { lines: RTCPeerConnection[]; asked: number } }
const seenBy = (page: Page) => page.evaluate(async () => {
  const { lines, asked } = (window as Watched).seen
  let bytes = 0
  for (const line of lines) (await line.getStats()).forEach((part: { type: string; kind?: string; bytesReceived?: number }) => { if (part.type === 'inbound-rtp' && part.kind === 'audio') bytes += part.bytesReceived ?? 0 })
  return { lines: lines.length, asked, bytes }
})

/** Sound still comes in on the lines of the page. */
async function hears(page: Page): Promise<void> {
  const { bytes } = await seenBy(page)
  await expect.poll(async () => (await seenBy(page)).bytes).toBeGreaterThan(bytes + 500)
}

async function bothInside(people: Awaited<ReturnType<typeof thePeople>>, conferenceId: string): Promise<void> {
  await people.doctor.addInitScript(watched)
  for (const page of [people.doctor, people.specialist]) {
    await page.goto(`/conferences/${conferenceId}/room`)
    await page.getByRole('button', { name: 'Vào với tiếng', exact: true }).click()
  }
  await expect(faceOf(people.specialist, doctorName)).toContainText('đang nói', { timeout: 30_000 })
}

const leaveAll = (people: Awaited<ReturnType<typeof thePeople>>, conferenceId: string) => act(people.coordinator, `/conferences/${conferenceId}`, { intent: 'notHeld', reason: 'Hết phần thử' })

test('through the product and back: heard all the time, never seen to leave, muted from the dock, words kept, out with the sign-in', async ({ browser }) => {
  test.setTimeout(180_000) // two browsers with sound on two cores
  const people = await thePeople(browser, withMicrophone)
  const { doctor, specialist: chair } = people
  const { conferenceId, consultId } = await conferenceNow(people, led)
  await bothInside(people, conferenceId)
  const comings: string[] = []
  await chair.evaluate(() => {
    const face = [...document.querySelectorAll('.face')].find((one) => one.textContent?.includes('Khuất Thị Mai'))
    const words: string[] = []
    Object.assign(window, { faceWords: words })
    if (face) new MutationObserver(() => words.push(face.textContent ?? '')).observe(face, { subtree: true, childList: true, characterData: true })
  })
  await doctor.locator('#chat-text').fill('Chưa gửi câu này')
  const before = await seenBy(doctor)
  expect(before.asked).toBe(1)

  await doctor.getByRole('link', { name: 'Về trang Hôm nay' }).click()
  await expect(dock(doctor)).toBeVisible()
  await expect(dock(doctor)).toContainText('Hà Quang Tuyển đang nói', { timeout: 15_000 })
  await hears(doctor)
  await doctor.getByRole('link', { name: /^Thông báo:/ }).click()
  await expect(doctor).toHaveURL(/\/inbox/)
  await expect(dock(doctor)).toBeVisible()
  await doctor.getByRole('button', { name: /^Mở: / }).first().click()
  // The newest notice calls into this very room, elsewhere as a document of its own; here it is the one that is open.
  await expect(doctor).toHaveURL(/\/room$/)
  await expect(doctor.getByRole('button', { name: 'Tắt tiếng' })).toBeVisible()
  await hears(doctor)
  await doctor.getByRole('link', { name: 'Về trang Hôm nay' }).click()
  await doctor.getByRole('link', { name: 'Ca hội chẩn' }).first().click()
  await expect(doctor).toHaveURL(/\/consults/)
  await doctor.locator(`a[href^="/consults/${consultId}"]`).first().click()
  await expect(doctor).toHaveURL(new RegExp(`/consults/${consultId}`))
  await expect(dock(doctor)).toBeVisible()
  await hears(doctor)
  const found = await new AxeBuilder({ page: doctor }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])

  await dock(doctor).getByRole('button', { name: 'Tắt tiếng' }).click()
  await expect(faceOf(chair, doctorName)).not.toContainText('đang nói', { timeout: 15_000 })
  await doctor.keyboard.press('m')
  await expect(dock(doctor).getByRole('button', { name: 'Tắt tiếng' })).toBeVisible()
  await expect(faceOf(chair, doctorName)).toContainText('đang nói', { timeout: 15_000 })
  await chair.getByRole('button', { name: `Tắt micrô ${doctorName}` }).click()
  await expect(dock(doctor)).toContainText('Micrô của Quý vị đã bị chủ tọa hoặc thư ký tắt.')
  await dock(doctor).getByRole('button', { name: 'Bật tiếng' }).click()
  await expect(dock(doctor).getByRole('button', { name: 'Tắt tiếng' })).toBeVisible()

  await doctor.setViewportSize({ width: 390, height: 780 })
  for (const name of ['Về phòng', 'Hôm nay']) await expect(doctor.getByRole('link', { name }).filter({ visible: true }).last()).toBeInViewport()
  await doctor.setViewportSize({ width: 1440, height: 900 })

  await dock(doctor).getByRole('link', { name: 'Về phòng' }).click()
  await expect(doctor.locator('#chat-text')).toHaveValue('Chưa gửi câu này')
  await expect(doctor.getByRole('button', { name: 'Tắt tiếng' })).toBeVisible()
  await expect(dock(doctor)).toHaveCount(0)
  await hears(doctor)
  const after = await seenBy(doctor)
  expect({ lines: after.lines, asked: after.asked }).toEqual({ lines: before.lines, asked: 1 })
  comings.push(...await chair.evaluate(() => (window as unknown as { faceWords: string[] }).faceWords))
  expect(comings.filter((words) => /đang vào lại|đã rời|chưa vào/.test(words))).toEqual([])

  await doctor.getByRole('link', { name: 'Về trang Hôm nay' }).click()
  await expect(dock(doctor)).toBeVisible()
  const tab = await doctor.context().newPage()
  await tab.goto('/today')
  await tab.locator('details.menu > summary').click()
  await tab.getByRole('button', { name: 'Đăng xuất' }).click()
  await expect(faceOf(chair, doctorName)).not.toContainText('có mặt', { timeout: 10_000 })
  await expect(dock(doctor)).toContainText('Tiếng và hình đã tắt.', { timeout: 10_000 })
  await expect(dock(doctor).getByRole('button', { name: 'Tắt tiếng' })).toHaveCount(0)
  await leaveAll(people, conferenceId)
})
