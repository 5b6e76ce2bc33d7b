import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { answered, read, thePeople } from '../support/by-post'
import { appUrl } from '../support/journey'
import { pagesOf } from '../support/documents/read-pdf'

test('whoever holds a paper can check it without an account, and the PDF stays on the own machine', async ({ browser }) => {
  const people = await thePeople(browser)
  const id = await answered(people)
  const record = await (await read(people.doctor, `/consults/${id}`)).text()
  const [paperAddress = ''] = /\/consults\/[0-9a-f-]+\/papers\/[0-9a-f-]+/.exec(record) ?? []
  const [, code = ''] = /\/check\/([2-9A-Z-]{19})/.exec(record) ?? []
  const bytes = await (await read(people.doctor, paperAddress)).body()
  const text = (await pagesOf(bytes)).join(' ')
  for (const words of ['PHIẾU Ý KIẾN TƯ VẤN CHUYÊN MÔN TỪ XA', 'PHÙNG VĂN ĐỊNH', 'Có, nếu không có chống chỉ định.', 'Theo dõi sát trong 24 giờ đầu.', code]) expect(text).toContain(words)
  expect((await read(people.doctor, paperAddress)).headers()['cache-control']).toContain('no-store')
  expect((await (await read(people.doctor, paperAddress)).body()).equals(bytes)).toBe(true)

  const page = await (await browser.newContext()).newPage()
  const sent: string[] = []
  page.on('request', (request) => { if (request.method() !== 'GET') sent.push(request.url()) })
  await page.goto(`${appUrl()}/check`)
  await page.getByLabel('Mã kiểm tra').fill(code.toLowerCase().replaceAll('-', ' '))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Phiếu ý kiến tư vấn chuyên môn từ xa' })).toBeVisible()
  await expect(page.getByText('Đây là phiên bản hiện hành.')).toBeVisible()
  const shown = await page.content()
  for (const secret of ['Phùng Văn Định', 'PHÙNG', 'HC-', 'tiêu sợi huyết']) expect(shown).not.toContain(secret)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  const file = page.getByLabel('Chọn tệp PDF cần so sánh')
  await file.setInputFiles({ name: 'phieu.pdf', mimeType: 'application/pdf', buffer: bytes })
  await expect(page.getByText('Trùng khớp.', { exact: true })).toBeVisible()
  const changed = Buffer.from(bytes)
  changed.writeUInt8(changed.readUInt8(1000) ^ 1, 1000)
  await file.setInputFiles({ name: 'phieu.pdf', mimeType: 'application/pdf', buffer: changed })
  await expect(page.getByText('Không trùng khớp.', { exact: true })).toBeVisible()
  expect(sent).toEqual([])
})

test('the check page answers without JavaScript, and an unknown code is told so', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })).newPage()
  await page.goto(`${appUrl()}/check`)
  await page.getByLabel('Mã kiểm tra').fill('ABCD-EFGH-2345-6789')
  await page.getByRole('button', { name: 'Kiểm tra' }).click()
  await expect(page.getByText('Không tìm thấy văn bản có mã này.')).toBeVisible()
  await expect(page.getByLabel('Mã kiểm tra')).toHaveValue('ABCD-EFGH-2345-6789')
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
})
