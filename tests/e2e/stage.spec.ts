import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { pdfOf } from '~/platform/pdf/pdf.server'
import { act, aRequest, draft, optionIn, read, thePeople, type People } from '../support/by-post'
import { aPdf } from '../support/documents/a-pdf'
import { ownApp } from '../support/own-app'

// Of its own, since nobody can be in two conferences at a time.
ownApp(test)

const paper = 'Điện tâm đồ và kết quả.pdf'
const locked = 'có mật khẩu.pdf'
const page = (number: number) => [{ text: `Trang ${number}: kết quả xét nghiệm của người bệnh`, fontSize: 20, ...(number > 1 ? { pageBreak: 'before' } : {}) }, ...Array.from({ length: 24 }, (_, line) => ({ text: `Chỉ số ${line + 1}: troponin T, ưỡn, ỗ, ẵ, ệ` }))]

/** A request with two PDFs, accepted, assigned, and a conference about it that has begun. */
async function aConference(people: People): Promise<string> {
  const { doctor, coordinator } = people
  const id = await draft(doctor)
  await doctor.goto(`/consults/${id}/compose`)
  const files = [{ name: paper, buffer: Buffer.from(await pdfOf({ title: 'Kết quả', content: [1, 2, 3].flatMap(page) })) }, { name: locked, buffer: aPdf({ encrypted: true }) }]
  for (const file of files) {
    await doctor.getByLabel(/Chọn ảnh, tài liệu PDF/).setInputFiles({ ...file, mimeType: 'application/pdf' })
    await expect(doctor.getByRole('link', { name: `Mở tệp ${file.name}` })).toBeVisible({ timeout: 20_000 })
  }
  const [, version = '0'] = /name="version"[^>]*value="(\d+)"/.exec(await (await read(doctor, `/consults/${id}/compose`)).text()) ?? []
  expect((await act(doctor, `/consults/${id}/compose`, await aRequest(doctor, id, { version }))).status()).toBe(302)
  expect((await act(coordinator, `/consults/${id}`, { intent: 'accept' })).status()).toBe(302)
  const address = `/consults/${id}/conference`
  const answer = await act(coordinator, address, { intent: 'arrange', when: 'now', startsAt: '', minutes: '30', chairId: await optionIn(coordinator, address, 'Hà Quang Tuyển'), scribeId: await optionIn(coordinator, address, 'Vũ Minh Nguyệt') })
  const [, conferenceId] = /\/conferences\/([0-9a-f-]{36})/.exec(answer.headers().location ?? '') ?? []
  if (!conferenceId) throw new Error(`No conference: ${answer.status()}`)
  return `/conferences/${conferenceId}/room`
}

const stageOf = (at: Page) => at.getByRole('group', { name: `Hình ảnh ${paper}` })

/** What of the picture this person sees, as parts of it, read from what the browser shows. */
const seen = (at: Page) => at.locator('.view > img').evaluate((img) => {
  const box = img.parentElement?.getBoundingClientRect()
  const back = new DOMMatrix(getComputedStyle(img).transform).inverse()
  const [from, to] = [new DOMPoint(0, 0), new DOMPoint(box?.width ?? 0, box?.height ?? 0)].map((point) => point.matrixTransform(back))
  const part = (value: number | undefined, whole: string) => Math.min(1, Math.max(0, (value ?? 0) / Number.parseFloat(whole)))
  const { width, height } = getComputedStyle(img)
  return { left: part(from?.x, width), top: part(from?.y, height), right: part(to?.x, width), bottom: part(to?.y, height) }
})

test('the presenter leads through a PDF, the others see the same, point, draw and look around', async ({ browser }) => {
  test.setTimeout(150_000)
  const people = await thePeople(browser, { viewport: { width: 1440, height: 900 } })
  const { doctor, specialist: chair } = people
  const room = await aConference(people)
  for (const person of [doctor, chair]) {
    await person.goto(room)
    await expect(person.getByText('Đã kết nối').first()).toBeVisible()
    await expect(person.getByText('Trang 1/3')).toBeVisible()
  }
  await chair.setViewportSize({ width: 1100, height: 620 })

  await doctor.getByRole('button', { name: 'Trình bày', exact: true }).click()
  await expect(chair.getByText('Khuất Thị Mai đang trình bày')).toBeVisible()
  await doctor.getByRole('button', { name: 'Trang sau' }).click()
  for (let press = 0; press < 4; press += 1) await doctor.getByRole('button', { name: 'Phóng to' }).click()
  await expect(chair.getByText('Trang 2/3')).toBeVisible()
  await expect(chair.getByAltText(`${paper}, trang 2`)).toBeVisible()
  // Another shape of stage, the same part of the page: all that the presenter sees, about the same middle.
  await expect(async () => {
    const [mine, theirs] = [await seen(doctor), await seen(chair)]
    expect(mine.bottom - mine.top).toBeLessThan(0.6)
    for (const side of ['left', 'top'] as const) expect(theirs[side]).toBeLessThan(mine[side] + 0.01)
    for (const side of ['right', 'bottom'] as const) expect(theirs[side]).toBeGreaterThan(mine[side] - 0.01)
    expect((theirs.top + theirs.bottom) / 2).toBeCloseTo((mine.top + mine.bottom) / 2, 1)
  }).toPass({ timeout: 10_000 })

  // A pointer with a name, and gone when it rests.
  await doctor.getByRole('button', { name: 'Con trỏ chung' }).click()
  await expect(async () => {
    await stageOf(doctor).hover({ position: { x: 280 + Math.random() * 50, y: 120 } })
    await expect(chair.locator('[data-pointer]', { hasText: 'KM' }).or(chair.locator('[data-pointer]')).first()).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 10_000 })
  await expect(chair.locator('[data-pointer]')).toHaveCount(0)

  // An arrow stays, through a reload, on its page.
  await doctor.getByRole('button', { name: 'Mũi tên', exact: true }).click()
  const box = (await stageOf(doctor).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  await doctor.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.7)
  await doctor.mouse.down()
  await doctor.mouse.move(box.x + box.width * 0.55, box.y + box.height * 0.4, { steps: 4 })
  await doctor.mouse.up()
  await expect(chair.getByRole('button', { name: 'Chú thích (1)' })).toBeVisible()
  await chair.reload()
  await expect(chair.getByText('Trang 2/3')).toBeVisible()
  await chair.getByRole('button', { name: 'Chú thích (1)' }).click()
  await expect(chair.getByRole('list', { name: 'Các chú thích' }).getByText('Mũi tên · Khuất Thị Mai · trang 2')).toBeVisible()
  await expect(chair.locator('svg.over path')).not.toHaveCount(0)
  await expect(chair.getByText('Hình ảnh để trao đổi chuyên môn, không dùng để đọc kết quả chính thức.')).toBeVisible()
  expect((await new AxeBuilder({ page: chair }).include('.stage').analyze()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])

  // One looks around and comes back.
  await chair.getByRole('button', { name: 'Trang sau' }).click()
  await expect(chair.getByText('Quý vị đang tự xem')).toBeVisible()
  await expect(chair.getByText('Trang 3/3')).toBeVisible()
  await expect(doctor.getByText('Trang 2/3')).toBeVisible()
  await chair.getByRole('button', { name: 'Theo người trình bày' }).click()
  await expect(chair.getByText('Trang 2/3')).toBeVisible()

  await keysOnly(chair)
  if (process.env.LOOK) await doctor.screenshot({ path: `${process.env.LOOK}/desk.png` })
  if (process.env.LOOK) await chair.screenshot({ path: `${process.env.LOOK}/chair.png` })
  await chair.setViewportSize({ width: 390, height: 780 })
  await expect(async () => expect(await chair.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)).toPass({ timeout: 5_000 })
  if (process.env.LOOK) await chair.screenshot({ path: `${process.env.LOOK}/phone.png` })

  // A document that cannot be drawn says why, and can still be opened.
  await chair.getByRole('button', { name: locked }).click()
  await expect(chair.getByText('Tệp PDF này có mật khẩu nên không hiển thị được ở đây.')).toBeVisible()
  await expect(chair.getByRole('link', { name: `Mở tệp ${locked} ở thẻ mới` })).toBeVisible()
})

/** Leafs, zooms, writes on the picture, moves what was written and takes it away, without a mouse. */
async function keysOnly(chair: Page): Promise<void> {
  await stageOf(chair).focus()
  await chair.keyboard.press('PageDown')
  await expect(chair.getByText('Trang 3/3')).toBeVisible()
  await chair.keyboard.press('0')
  await chair.keyboard.press('ArrowLeft')
  await expect(chair.getByText('Trang 2/3')).toBeVisible()
  await chair.keyboard.press('+')
  await expect(chair.getByText('125%')).toBeVisible()
  await chair.getByLabel('Chữ', { exact: true }).focus()
  await chair.keyboard.type('Sóng T âm')
  await chair.keyboard.press('Enter')
  const words = chair.locator('svg.over text', { hasText: 'Sóng T âm' })
  await expect(words).toBeVisible()
  const before = Number(await words.getAttribute('x'))
  await chair.getByRole('button', { name: /^Di chuyển: Chữ · Sóng T âm/ }).focus()
  for (let press = 0; press < 3; press += 1) await chair.keyboard.press('ArrowRight')
  await expect(async () => expect(Number(await words.getAttribute('x'))).toBeGreaterThan(before + 4)).toPass({ timeout: 5_000 })
  await chair.getByRole('button', { name: /^Xóa: Chữ · Sóng T âm/ }).focus()
  await chair.keyboard.press('Enter')
  await expect(words).toHaveCount(0)
}
