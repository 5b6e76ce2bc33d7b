import { expect, test, type Page } from '@playwright/test'
import { act, draft, aRequest, read, sent, textOf } from '../support/by-post'
import { accountOf, appUrl, browserOf, type Who } from '../support/journey'
import { pagesOf } from '../support/documents/read-pdf'
import { picture } from '../unit/documents/pictures'

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, userAgent: 'Mozilla/5.0 (Linux; Android 13; SM-A146P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36' }

async function confirm(at: Page, who: Who) {
  await at.getByLabel('Mật khẩu của Quý vị').fill(accountOf(who).password)
  await at.getByRole('button', { name: 'Xác nhận điện tử' }).click()
  await expect(at).toHaveURL(/\/consults\/[0-9a-f-]{36}$/)
}

const printed = async (at: Page): Promise<string> => {
  const link = await at.getByRole('link', { name: /Phiếu ý kiến tư vấn chuyên môn từ xa/ }).first().getAttribute('href')
  return (await pagesOf(await (await at.request.get(link ?? '')).body())).join(' ').normalize('NFC').replace(/\s+/g, ' ')
}

/** The newest notice of this consult, opened from the list. */
async function openNotice(at: Page, id: string, title: string) {
  const code = await codeOf(at, id)
  await at.goto('/inbox')
  await at.getByRole('button', { name: new RegExp(`Mở: ${title}.*${code}`) }).first().click()
}

const codeOf = async (at: Page, id: string) => /HC-BV-\d{2}-\d{6}/.exec(await textOf(await read(at, `/consults/${id}`)))?.[0] ?? ''

test('three specialists give their opinions, one concludes, dissent stays and is printed', async ({ browser }) => {
  test.slow()
  const [doctor, coordinator, chair, second, third] = [await browserOf(browser, 'doctor'), await browserOf(browser, 'coordinator'), await browserOf(browser, 'specialist'), await browserOf(browser, 'secondSpecialist'), await browserOf(browser, 'thirdSpecialist')]
  const id = await sent({ doctor })
  const address = `/consults/${id}`
  await act(coordinator, address, { intent: 'accept' })

  await coordinator.goto(address)
  await coordinator.getByLabel('Chuyên gia', { exact: true }).selectOption({ index: 1 })
  await coordinator.getByText('Mời thêm chuyên gia cho ý kiến').click()
  for (const name of ['Tạ Thị Bích Liên', 'Đinh Công Thắng']) await coordinator.getByRole('checkbox', { name: new RegExp(name) }).check()
  await coordinator.getByRole('button', { name: 'Phân công', exact: true }).click()
  await expect(coordinator.getByText('Chưa có ý kiến')).toHaveCount(3)

  await openNotice(second, id, 'Quý vị được phân công trả lời đề nghị hội chẩn')
  await expect(second).toHaveURL(new RegExp(`${address}$`))
  await second.getByRole('link', { name: 'Viết ý kiến của tôi' }).click()
  await second.getByLabel('Trả lời câu 1').fill('Không, nguy cơ chảy máu cao.')
  await second.getByLabel('Trả lời câu 2').fill('Chuyển ngay, có bác sĩ gây mê đi cùng.')
  await confirm(second, 'secondSpecialist')
  await expect(second.getByText('Chuyển ngay, có bác sĩ gây mê đi cùng.')).toBeVisible()

  await third.goto(`${address}/answer`)
  await expect(third.getByText('Ý kiến của các chuyên gia khác hiện ra sau khi Quý vị xác nhận')).toBeVisible()
  await expect(third.getByText('Không, nguy cơ chảy máu cao.')).toHaveCount(0)
  await third.getByLabel('Trả lời câu 1').fill('Có, siêu âm không thấy tràn dịch.')
  await third.getByLabel('Trả lời câu 2').fill('Chưa cần chuyển.')
  await confirm(third, 'thirdSpecialist')

  await chair.goto(`${address}/answer?as=opinion`)
  await chair.getByLabel('Trả lời câu 1').fill('Có chỉ định.')
  await chair.getByLabel('Trả lời câu 2').fill('Chuyển sau tiêu sợi huyết.')
  await confirm(chair, 'specialist')
  await chair.getByRole('link', { name: 'Xem ý kiến và kết luận' }).click()
  await expect(chair.getByText('Không, nguy cơ chảy máu cao.')).toBeVisible()
  await chair.getByLabel('Kết luận câu 1').fill('Tiêu sợi huyết tại chỗ.')
  await chair.getByLabel('Kết luận câu 2').fill('Chuyển sau khi tiêu sợi huyết.')
  await chair.getByRole('checkbox', { name: 'BSCKII Tạ Thị Bích Liên còn ý kiến khác với kết luận này' }).first().check()
  await confirm(chair, 'specialist')

  await doctor.goto(address)
  const first = doctor.locator('.q', { hasText: 'Có chỉ định tiêu sợi huyết tại chỗ không?' })
  await expect(first.locator('.diff', { hasText: 'Không, nguy cơ chảy máu cao.' })).toBeVisible()
  await first.getByText('3 ý kiến:').click()
  await expect(first.getByText('Có, siêu âm không thấy tràn dịch.')).toBeVisible()
  const paper = await printed(doctor)
  for (const words of ['Kết luận: Tiêu sợi huyết tại chỗ.', 'Ý kiến khác: BSCKII Tạ Thị Bích Liên: Không, nguy cơ chảy máu cao.', 'Chưa cần chuyển.', 'Chuyển sau tiêu sợi huyết.', 'NGƯỜI KẾT LUẬN']) expect(paper).toContain(words)

  // After the conclusion: one more line, on a new paper.
  await third.goto(address)
  await third.getByRole('button', { name: 'Giữ ý kiến khác' }).or(third.getByText('Giữ ý kiến khác', { exact: true })).first().click()
  await third.getByRole('radio', { name: /Câu 2/ }).check()
  await third.getByLabel('Ý kiến khác và lý do').fill('Nên giữ lại thêm 6 giờ.')
  await third.getByRole('button', { name: 'Ghi ý kiến khác' }).click()
  await expect(third.locator('.diff', { hasText: 'Nên giữ lại thêm 6 giờ.' })).toBeVisible()
  await doctor.reload()
  expect(await printed(doctor)).toMatch(/Phiên bản 2, bổ sung ý kiến khác và thay thế phiên bản 1.*sau kết luận\): Nên giữ lại thêm 6 giờ\./)
  await openNotice(doctor, id, 'Có ý kiến khác với kết luận của ca')
  await expect(doctor).toHaveURL(new RegExp(`${address}$`))
})

test('an answer from a corridor: everything on one screen of a phone, kept through a dead line', async ({ browser }) => {
  const [doctor, coordinator] = [await browserOf(browser, 'doctor'), await browserOf(browser, 'coordinator')]
  const specialist = await browserOf(browser, 'specialist', phone)
  const id = await draft(doctor)
  for (const name of ['phim.jpg', 'dien-tim.jpg', 'xet-nghiem.jpg']) {
    await doctor.request.post(`${appUrl()}/consults/${id}/files`, { multipart: { intent: 'upload', files: { name, mimeType: 'image/jpeg', buffer: await picture('jpeg') } }, maxRedirects: 0, headers: { origin: appUrl(), 'sec-fetch-site': 'same-origin' } })
  }
  const answer = await act(doctor, `/consults/${id}/compose`, await aRequest(doctor, id, { level: 'emergency', pulse: '112', bloodPressure: '90/60', spo2: '92' }))
  expect(answer.status()).toBe(302)
  await act(coordinator, `/consults/${id}`, { intent: 'accept' })
  const option = [...(await (await read(coordinator, `/consults/${id}`)).text()).matchAll(/<option[^>]* value="([0-9a-f-]{36})"[^>]*>([^<]*)/g)].find(([, , label]) => label?.includes('Hà Quang Tuyển'))
  await act(coordinator, `/consults/${id}`, { intent: 'assign', specialistId: option?.[1] ?? '' })

  await openNotice(specialist, id, 'Quý vị được phân công trả lời đề nghị hội chẩn')
  await expect(specialist).toHaveURL(new RegExp(`/consults/${id}/reply`))
  const call = specialist.getByRole('link', { name: 'Gọi BS Khuất Thị Mai' })
  await expect(call).toHaveAttribute('href', 'tel:0900000101')
  const foot = await specialist.locator('nav').last().evaluate((nav) => nav.getBoundingClientRect().top)
  const parts = [call, specialist.getByRole('heading', { level: 1 }), specialist.getByText('ST chênh lên').first(), specialist.getByText('90/60 mmHg'), specialist.locator('.key-pictures img').nth(2), specialist.getByText('Có cần chuyển ngay không?'), specialist.getByText('Giữ lại điều trị')]
  for (const part of parts) {
    const box = await part.boundingBox()
    expect(box && box.y >= 0 && box.y + box.height <= foot, await part.innerText().catch(() => 'picture')).toBe(true)
  }
  expect(await specialist.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  for (const pick of await specialist.locator('.big .pick').all()) expect((await pick.boundingBox())?.height).toBeGreaterThanOrEqual(44)

  // More is needed: nothing is confirmed, no password.
  await specialist.getByText('Cần thêm', { exact: true }).click()
  await specialist.getByLabel('Ý kiến của Quý vị').fill('Xin huyết áp hai tay.')
  await specialist.getByRole('button', { name: 'Gửi trả lời' }).click()
  await expect(specialist).toHaveURL(new RegExp(`/consults/${id}$`))
  await doctor.goto(`/consults/${id}`)
  await expect(doctor.locator('.supplementing.now', { hasText: 'Xin huyết áp hai tay.' })).toBeVisible()
  await act(doctor, `/consults/${id}`, { intent: 'supplement', text: 'Hai tay bằng nhau, 90/60.' })

  await specialist.goto(`/consults/${id}/reply`)
  await expect(specialist.getByText('Có phần bổ sung')).toBeVisible()
  await specialist.context().setOffline(true)
  await specialist.getByText('Giữ lại điều trị').click()
  await specialist.getByLabel('Ý kiến của Quý vị').fill('Giữ lại, tiêu sợi huyết ngay, gọi lại sau 30 phút.')
  await specialist.getByText('Hướng xử trí').click()
  await specialist.context().setOffline(false)
  await expect(specialist.getByText(/Đã lưu/).first()).toBeVisible()
  await specialist.reload()
  await expect(specialist.getByLabel('Ý kiến của Quý vị')).toHaveValue('Giữ lại, tiêu sợi huyết ngay, gọi lại sau 30 phút.')
  await specialist.getByLabel('Mật khẩu của Quý vị').fill(accountOf('specialist').password)
  await specialist.getByRole('button', { name: 'Gửi trả lời' }).click()
  await expect(specialist).toHaveURL(new RegExp(`/consults/${id}$`))

  await doctor.reload()
  await expect(doctor.getByText('Chờ bác sĩ điều trị quyết định').first()).toBeVisible()
  await expect(doctor.locator('.q .end').getByText('Giữ lại, tiêu sợi huyết ngay, gọi lại sau 30 phút.')).toHaveCount(1)
  const paper = await printed(doctor)
  for (const words of ['Giữ lại điều trị.', 'Trả lời chung cho các câu hỏi 1–2: Giữ lại, tiêu sợi huyết ngay']) expect(paper).toContain(words)
})
