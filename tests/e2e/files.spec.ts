import { createHash, randomBytes } from 'node:crypto'
import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import { aDicom, aUid } from '../support/dicom'
import { act, aRequest, draft } from '../support/by-post'
import { appUrl, browserFor, browserOf } from '../support/journey'
import { aZip } from '../support/zip'
import { pdf, photo } from '../unit/documents/pictures'

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const ours = () => ({ origin: appUrl(), 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty', accept: 'application/json' })
const tus = () => ({ ...ours(), 'tus-resumable': '1.0.0' })
const encoded = (id: string) => `id ${Buffer.from(id).toString('base64')}`

async function announce(request: APIRequestContext, consultId: string, size: number, name = 'a.pdf'): Promise<string> {
  const answer = await request.post(`${appUrl()}/consults/${consultId}/files`, { headers: { ...ours(), 'content-type': 'application/json' }, data: { files: [{ name, size, mark: '1' }] } })
  expect(answer.status(), await answer.text()).toBe(200)
  return ((await answer.json()) as { uploads: { id: string }[] }).uploads[0]?.id ?? ''
}
const create = (request: APIRequestContext, id: string, length: number, headers: Record<string, string> = {}) =>
  request.post(`${appUrl()}/uploads`, { headers: { ...tus(), 'upload-length': String(length), 'upload-metadata': encoded(id), ...headers } })
const patch = (request: APIRequestContext, id: string, offset: number, data: Buffer, headers: Record<string, string> = {}) =>
  request.fetch(`${appUrl()}/uploads/${id}`, { method: 'PATCH', headers: { ...tus(), 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', ...headers }, data })
const head = (request: APIRequestContext, id: string) => request.fetch(`${appUrl()}/uploads/${id}`, { method: 'HEAD', headers: tus() })

async function compose(doctor: Page): Promise<string> {
  const id = await draft(doctor)
  await doctor.goto(`/consults/${id}/compose`)
  return id
}

test('an upload through a cut line resumes to the same hash', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor')
  await compose(doctor)
  const document = pdf(`% ${randomBytes(2_600_000).toString('hex')}`)
  let cuts = 0
  const offsets: number[] = []
  await doctor.route('**/uploads/**', async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue()
    offsets.push(Number(route.request().headers()['upload-offset']))
    if (cuts === 0) {
      cuts += 1
      return route.abort('connectionreset')
    }
    return route.continue()
  })
  await doctor.getByLabel(/Chọn ảnh, tài liệu PDF/).setInputFiles({ name: 'bệnh án dài.pdf', mimeType: 'application/pdf', buffer: document })
  const row = doctor.getByRole('listitem').filter({ hasText: 'bệnh án dài.pdf' })
  await expect(row.getByText('Tài liệu PDF, 5,2 MB')).toBeVisible({ timeout: 30_000 })
  expect(cuts).toBe(1)
  expect(Math.max(...offsets)).toBeGreaterThan(0)
  const href = await row.getByRole('link', { name: 'Mở tệp bệnh án dài.pdf' }).getAttribute('href')
  expect(hashOf(await (await doctor.request.get(href ?? '')).body())).toBe(hashOf(document))
})

test('the line falls in the middle of a piece: what came is kept, the rest completes it', async ({ browser }) => {
  const page = await browserOf(browser, 'doctor')
  const consultId = await draft(page)
  const document = pdf(`% ${randomBytes(400_000).toString('hex')}`)
  const id = await announce(page.request, consultId, document.length)
  expect((await create(page.request, id, document.length)).status()).toBe(201)
  expect((await patch(page.request, id, 0, document.subarray(0, 300_000))).status()).toBe(204)
  expect((await head(page.request, id)).headers()['upload-offset']).toBe('300000')
  // The answer was lost and the piece is sent again: refused, and nothing of it is written.
  expect((await patch(page.request, id, 0, document.subarray(0, 300_000))).status()).toBe(409)
  expect((await create(page.request, id, document.length)).status()).toBe(409)
  expect((await patch(page.request, id, 300_000, document.subarray(300_000))).status()).toBe(204)
  await expect.poll(async () => (await (await page.request.get(`${appUrl()}/consults/${consultId}/files`, { headers: ours() })).json() as { files: unknown[] }).files.length).toBe(1)
  expect((await patch(page.request, id, document.length, Buffer.from('x'))).status()).toBe(410)
})

test('the door of uploads lets in whoever announced the file, and nothing but its bytes', async ({ browser, request: stranger }) => {
  const doctor = await browserOf(browser, 'doctor')
  const other = await browserOf(browser, 'otherDoctor')
  const consultId = await draft(doctor)
  const id = await announce(doctor.request, consultId, 1_000)
  // A length other than announced, no length, no such upload.
  expect((await create(doctor.request, id, 2_000)).status()).toBe(400)
  expect([400, 501]).toContain((await doctor.request.post(`${appUrl()}/uploads`, { headers: { ...tus(), 'upload-defer-length': '1', 'upload-metadata': encoded(id) } })).status())
  for (const strange of ['', '../../etc/passwd', '0197a0a0-0000-7000-8000-000000000000']) expect((await create(doctor.request, strange, 1_000)).status(), strange).toBe(404)
  expect((await create(stranger, id, 1_000)).status()).toBe(401)
  expect((await create(other.request, id, 1_000)).status()).toBe(404)
  expect((await create(doctor.request, id, 1_000, { 'camera-pass': 'A'.repeat(22) })).status()).toBe(404)
  expect((await create(doctor.request, id, 1_000)).status()).toBe(201)
  for (const [who, status] of [[stranger, 401], [other.request, 404]] as const) {
    expect((await head(who, id)).status()).toBe(status)
    expect((await patch(who, id, 0, Buffer.alloc(10))).status()).toBe(status)
    expect((await who.fetch(`${appUrl()}/uploads/${id}`, { method: 'DELETE', headers: tus() })).status()).toBe(status)
  }
  for (const method of ['GET', 'PUT']) expect((await doctor.request.fetch(`${appUrl()}/uploads/${id}`, { method, headers: tus() })).status(), method).toBe(405)
  expect((await patch(doctor.request, id, 0, Buffer.alloc(10), { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).status()).toBe(403)
  // More than it said it would be.
  expect((await patch(doctor.request, id, 0, Buffer.alloc(5_000, 65))).status()).toBe(413)
  expect(Number((await head(doctor.request, id)).headers()['upload-offset'] ?? 0)).toBeLessThanOrEqual(1_000)
})

test('a folder of a CD becomes a study to leaf through, and says that it is another patient', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor')
  const id = await compose(doctor)
  const [studyUid, seriesUid] = [aUid(), aUid()]
  const zip = aZip([...[1, 2, 3].map((number) => ({ name: `DICOM/IM${number}`, data: aDicom({ studyUid, seriesUid, number, patientName: 'NGUYEN^THI HOA', sex: 'F' }) })), { name: 'viewer.exe', data: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(900)]) }])
  await doctor.getByLabel(/Chọn ảnh, tài liệu PDF/).setInputFiles([
    { name: 'CT so nao.zip', mimeType: 'application/zip', buffer: zip },
    { name: 'ca bệnh.pptx', mimeType: 'application/octet-stream', buffer: aZip([{ name: '[Content_Types].xml', data: Buffer.from('<Types/>') }, { name: 'ppt/presentation.xml', data: Buffer.alloc(200) }]) },
  ])
  const study = doctor.getByRole('region', { name: 'CT sọ não' })
  await expect(study.getByText('3 ảnh')).toBeVisible({ timeout: 20_000 })
  await expect(doctor.getByText('lưu thành PDF')).toBeVisible()
  await expect(doctor.getByText('bỏ qua 1 tệp')).toBeVisible()
  expect((await act(doctor, `/consults/${id}/compose`, await aRequest(doctor, id))).status()).toBe(302)

  const coordinator = await browserOf(browser, 'coordinator')
  await act(coordinator, `/consults/${id}`, { intent: 'accept' })
  await coordinator.goto(`/consults/${id}`)
  await expect(coordinator.getByText('tên trên hình: NGUYEN THI HOA')).toBeVisible()
  await coordinator.getByRole('link', { name: /CT Không thuốc/ }).click()
  await expect(coordinator.getByText('Ảnh 1/3').last()).toBeVisible()
  await coordinator.getByRole('link', { name: 'Ảnh sau' }).click()
  await expect(coordinator.getByText('Ảnh 2/3').last()).toBeVisible()
  const shown = coordinator.getByRole('img', { name: 'Ảnh 2 trong chuỗi 2' })
  await expect.poll(() => shown.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0))).toBe(64)
  const address = (await shown.getAttribute('src')) ?? ''

  // Taken back: gone for both, told to who had opened it.
  await doctor.goto(`/consults/${id}`)
  await doctor.getByRole('button', { name: 'Thu hồi cả lượt chụp' }).click()
  const dialog = doctor.getByRole('dialog')
  await dialog.getByLabel('Lý do thu hồi').fill('Hình của người bệnh khác')
  await dialog.getByRole('button', { name: 'Thu hồi cả lượt chụp' }).click()
  await expect(doctor.getByText(/3 tệp đã thu hồi .* Hình của người bệnh khác/)).toBeVisible()
  expect((await coordinator.request.get(address)).status()).toBe(404)
  await coordinator.goto('/inbox')
  await expect(coordinator.getByText(/thu hồi/).first()).toBeVisible()
})

test('two phones on one code: pictures appear on the computer, turned upright; a closed code says so', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor')
  // An old computer, three hours fast: the code is open all the same.
  await doctor.addInitScript(() => {
    const now = Date.now.bind(Date)
    Date.now = () => now() + 3 * 60 * 60_000
  })
  await compose(doctor)
  await doctor.getByLabel('Nội dung ảnh chụp').selectOption('ecg')
  await doctor.getByRole('button', { name: 'Chụp bằng điện thoại' }).click()
  await expect(doctor.getByRole('img', { name: /Mã QR/ })).toBeVisible()
  const address = (await doctor.locator('.camera-code code').textContent()) ?? ''
  expect(address).toMatch(/\/camera\/[\w-]{22}$/)
  const path = new URL(address).pathname

  const phone = await (await browserFor(browser, { baseURL: appUrl(), viewport: { width: 390, height: 844 }, hasTouch: true })).newPage()
  await phone.goto(path)
  await expect(phone.getByText('Điện tim.')).toBeVisible()
  expect(await phone.context().cookies()).toEqual([])
  await phone.getByLabel('Chọn ảnh có sẵn').setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: await photo() })
  await expect(phone.getByText('Đã nhận', { exact: true })).toBeVisible({ timeout: 20_000 })
  const row = doctor.getByRole('listitem').filter({ hasText: 'IMG_0001.jpg' })
  await expect(row.getByText(/^Điện tim/)).toBeVisible()
  const [width, height] = await row.getByRole('img').or(row.locator('img')).first().evaluate(async (image) => {
    if (!(image instanceof HTMLImageElement)) return []
    await image.decode()
    return [image.naturalWidth, image.naturalHeight]
  })
  expect(width).toBeLessThan(height ?? 0)

  const second = await (await browserFor(browser, { baseURL: appUrl(), javaScriptEnabled: false, viewport: { width: 390, height: 844 } })).newPage()
  await second.goto(path)
  await second.getByLabel('Chọn ảnh có sẵn').setInputFiles({ name: 'IMG_0002.jpg', mimeType: 'image/jpeg', buffer: await photo() })
  await second.getByRole('button', { name: 'Gửi ảnh' }).click()
  await expect(second.getByText('Đã nhận 1 ảnh.')).toBeVisible()
  await expect(doctor.getByRole('listitem').filter({ hasText: 'IMG_0002.jpg' })).toBeVisible()

  await doctor.getByRole('button', { name: 'Đóng mã' }).click()
  await expect(doctor.getByText('Đã đóng mã.')).toBeVisible()
  expect((await phone.goto(path))?.status()).toBe(410)
  await expect(phone.getByText('Mã đã được đóng.')).toBeVisible()
  const late = await phone.request.post(`${appUrl()}${path}/announce`, { headers: { ...ours(), 'content-type': 'application/json' }, data: { files: [{ name: 'x', size: 1, mark: '1' }] } })
  expect(late.status()).toBe(422)
})

test('a made-up code is the page of a code that does not exist', async ({ request }) => {
  for (const token of ['A'.repeat(22), 'x', 'A'.repeat(500)]) {
    const answer = await request.get(`${appUrl()}/camera/${token}`, { headers: { accept: 'text/html' } })
    expect(answer.status(), token).toBe(404)
  }
  expect((await request.post(`${appUrl()}/camera/${'A'.repeat(22)}/announce`, { headers: { ...ours(), 'content-type': 'application/json' }, data: { files: [] } })).status()).toBe(404)
})
