import { expect, test, type Page } from '@playwright/test'
import { picture } from '../unit/documents/pictures'
import { accountOf, browserOf } from '../support/journey'
import { act, answered, answerOf, closed, followed, read, textOf, thePeople, type People } from '../support/by-post'
import { todayThere } from '../support/hour'

const log = (page: Page) => page.getByRole('log', { name: 'Trao đổi' })

async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel('Tin nhắn').fill(text)
  await page.getByRole('button', { name: 'Gửi', exact: true }).click()
  await expect(log(page).getByText(text)).toBeVisible()
}

test('the thread: both sides live, with role and hospital, a picture, and who has seen it; a dead line loses nothing', async ({ browser }) => {
  const people = await thePeople(browser)
  const id = await answered(people)
  const { doctor, specialist } = people
  await specialist.setViewportSize({ width: 390, height: 844 })
  await specialist.goto(`/consults/${id}/thread`)
  await expect(specialist.getByText('Chưa có tin trao đổi')).toBeVisible()
  await doctor.goto(`/consults/${id}`)
  await doctor.getByLabel('Tệp kèm').setInputFiles({ name: 'dien-tim.jpg', mimeType: 'image/jpeg', buffer: await picture('jpeg') })
  await say(doctor, 'Đã tiêu sợi huyết lúc 03:10, ST giảm chênh.')
  await expect(doctor).toHaveURL(new RegExp(`/consults/${id}`))
  // The other page hears of it by itself.
  const heard = log(specialist).getByRole('article').filter({ hasText: 'Đã tiêu sợi huyết' })
  await expect(heard).toContainText('bác sĩ điều trị')
  await expect(heard).toContainText('BV')
  await expect(heard.getByRole('link', { name: /dien-tim\.jpg/ })).toBeVisible()
  await expect(log(doctor).getByText(/Đã xem đến đây: .*Hà Quang Tuyển/)).toBeVisible()
  await say(specialist, 'Tốt. Theo dõi điện tim mỗi 30 phút.')
  await expect(log(doctor).getByText('Theo dõi điện tim mỗi 30 phút.')).toBeVisible()
  await expect(doctor.getByText('Chờ bác sĩ điều trị quyết định').first()).toBeVisible()

  await specialist.context().setOffline(true)
  await specialist.getByLabel('Tin nhắn').fill('Nếu còn đau ngực thì chuyển ngay.')
  await specialist.getByRole('button', { name: 'Gửi', exact: true }).dblclick()
  await expect(specialist.getByText('Mất kết nối với máy chủ.')).toBeVisible()
  await expect(specialist.getByLabel('Tin nhắn')).toHaveValue('Nếu còn đau ngực thì chuyển ngay.')
  await specialist.context().setOffline(false)
  await expect(log(doctor).getByText('Nếu còn đau ngực thì chuyển ngay.')).toHaveCount(1, { timeout: 40_000 })
  await expect(specialist.getByLabel('Tin nhắn')).toHaveValue('', { timeout: 40_000 })
})

test('a message half written is offered again after a reload, and to nobody else', async ({ browser }) => {
  const people = await thePeople(browser)
  const { doctor } = people
  const id = await answered(people)
  await doctor.goto(`/consults/${id}/thread`)
  await doctor.getByLabel('Tin nhắn').pressSequentially('Người bệnh vã mồ hôi, mạch 120.')
  await expect(doctor.getByText('Nội dung đang nhập được giữ trên máy này', { exact: false })).toBeVisible()
  await doctor.reload()
  await doctor.getByRole('button', { name: 'Khôi phục', exact: true }).click()
  await expect(doctor.getByLabel('Tin nhắn')).toHaveValue('Người bệnh vã mồ hôi, mạch 120.')
  await doctor.getByRole('button', { name: 'Gửi', exact: true }).click()
  await expect(log(doctor).getByText('Người bệnh vã mồ hôi, mạch 120.')).toHaveCount(1)
  await doctor.reload()
  await expect(log(doctor)).toBeVisible()
  await expect(doctor.getByRole('button', { name: 'Khôi phục', exact: true })).toHaveCount(0)
})

test('the thread without JavaScript, and what it refuses', async ({ browser }) => {
  const people = await thePeople(browser)
  const id = await answered(people)
  const thread = `/consults/${id}/thread`
  expect((await act(people.doctor, thread, { intent: 'write', text: '' })).status()).toBe(422)
  expect((await act(people.doctor, `${thread}?back=record`, { intent: 'write', text: 'Người nhà hỏi chi phí chuyển viện.' })).headers().location).toBe(`/consults/${id}#trao-doi`)
  const pdf = await people.doctor.request.post(thread, {
    multipart: { intent: 'write', text: 'Kèm trang trình chiếu.', files: { name: 'ca.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') } }, maxRedirects: 0,
    headers: { origin: new URL(people.doctor.url()).origin, 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' },
  })
  expect(pdf.status()).toBe(422)
  const seen = await textOf(await read(people.specialist, thread))
  expect(seen).toContain('Người nhà hỏi chi phí chuyển viện.')
  expect(seen).not.toContain('Kèm trang trình chiếu.')
  const wrong = await people.doctor.request.post(thread, {
    multipart: { intent: 'write', text: 'Điện tim lúc 03:10.', files: { name: 'nham-nguoi.jpg', mimeType: 'image/jpeg', buffer: await picture('jpeg') } }, maxRedirects: 0,
    headers: { origin: new URL(people.doctor.url()).origin, 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' },
  })
  expect(wrong.status()).toBe(302)
  const [, which = ''] = /name="which" value="([0-9a-f-]{36})"/.exec(await (await read(people.doctor, thread)).text()) ?? []
  expect(await (await read(people.specialist, thread)).text()).not.toContain('name="which"')
  expect((await act(people.doctor, thread, { intent: 'recallFile', which, reason: '' })).status()).toBe(422)
  expect((await act(people.doctor, thread, { intent: 'recallFile', which, reason: 'Ảnh của người bệnh khác.' })).headers().location).toBe(thread)
  const gone = await textOf(await read(people.specialist, thread))
  expect(gone).toContain('Lý do: Ảnh của người bệnh khác.')
  expect(gone).not.toContain('nham-nguoi.jpg')
  expect((await read(people.doctor, `/consults/${id}/files/${which}`)).status()).toBe(404)
  const stranger = await browserOf(browser, 'otherDoctor')
  expect((await read(stranger, thread)).status()).toBe(404)
  expect((await act(stranger, thread, { intent: 'write', text: 'Xin chào.' })).status()).toBe(404)
})

test('referral to the senior hospital: its people follow and end, both sides see it, the one who answered hears of it', async ({ browser }) => {
  const people = await thePeople(browser)
  const { doctor, coordinator, specialist } = people
  const id = await followed(people)
  await doctor.goto(`/consults/${id}`)
  await doctor.getByRole('button', { name: 'Chuyển viện', exact: true }).click()
  await doctor.getByLabel('Nơi nhận trong mạng lưới').selectOption({ label: 'Bệnh viện Đa khoa Xanh Pôn' })
  await doctor.getByRole('radio', { name: 'Xe cứu thương, có nhân viên y tế đi cùng' }).check()
  await doctor.getByLabel('Lý do chuyển').fill('Cần can thiệp mạch vành.')
  await doctor.getByRole('button', { name: 'Ghi chuyển viện' }).click()
  await expect(doctor.getByText('Bệnh viện Đa khoa Xanh Pôn theo dõi người bệnh.')).toBeVisible()

  await coordinator.goto('/today')
  await expect(coordinator.locator(`a[href="/consults/${id}"]`, { hasText: 'Ghi theo dõi' })).toBeVisible()
  await specialist.goto(`/consults/${id}`)
  await specialist.getByLabel(/Diễn biến, một dòng/).fill('Đã đặt stent, ra viện.')
  await specialist.getByRole('button', { name: 'Đã ra viện', exact: true }).click()
  await expect(specialist.getByLabel('Hình thức kết thúc')).toHaveValue('discharge')
  await specialist.getByLabel('Ngày kết thúc').fill(todayThere())
  await specialist.getByRole('button', { name: 'Ghi kết thúc' }).click()
  await expect(doctor.locator('#theo-doi').getByText('Đã đặt stent, ra viện.')).toBeVisible()
  await expect(doctor.locator('#theo-doi').getByText(/^Ra viện, /)).toBeVisible()
  await expect(specialist.locator('#theo-doi').getByText('Đến Bệnh viện Đa khoa Xanh Pôn', { exact: false })).toBeVisible()
  await specialist.goto('/today')
  await expect(specialist.getByRole('heading', { name: 'Kết quả các ca Quý vị đã trả lời' })).toBeVisible()
})

test('one tap says how the patient is; Enter in the line alone says nothing of the patient', async ({ browser }) => {
  const people = await thePeople(browser)
  const { doctor } = people
  const id = await followed(people)
  await doctor.goto(`/consults/${id}`)
  await doctor.getByLabel(/Diễn biến, một dòng/).fill('Ngủ được.')
  await doctor.getByLabel(/Diễn biến, một dòng/).press('Enter')
  await expect(doctor.getByText('Vui lòng chọn tình trạng người bệnh').first()).toBeVisible()
  await expect(doctor.getByLabel(/Diễn biến, một dòng/)).toHaveValue('Ngủ được.')
  await doctor.getByLabel(/Diễn biến, một dòng/).fill('')
  await doctor.getByRole('button', { name: 'Xấu hơn', exact: true }).click()
  await expect(doctor.getByText('Vui lòng ghi diễn biến trong một dòng').first()).toBeVisible()
  await doctor.getByRole('button', { name: 'Không thay đổi', exact: true }).click()
  await expect(doctor.locator('#theo-doi').getByText('Không thay đổi')).toBeVisible()
})

async function decide(people: People, id: string): Promise<void> {
  const answer = await act(people.doctor, `/consults/${id}`, { intent: 'decide', answerId: await answerOf(people.doctor, id), kind: 'apply', reason: '' })
  expect(answer.status()).toBe(302)
}

test('a closed consult is reopened, its outcome kept; the second round is asked, answered by the same specialist and decided again', async ({ browser }) => {
  const people = await thePeople(browser)
  const { doctor, coordinator, specialist } = people
  const id = await closed(people)
  await coordinator.goto(`/consults/${id}`)
  await coordinator.getByRole('button', { name: 'Mở lại ca', exact: true }).click()
  await coordinator.getByLabel('Lý do mở lại').fill('Người bệnh sốt lại, nhập viện cùng đợt.')
  await coordinator.getByRole('button', { name: 'Mở lại ca này' }).click()
  await expect(coordinator.getByText('Đang theo dõi').first()).toBeVisible()

  await doctor.goto(`/consults/${id}`)
  await doctor.getByText(/Kết quả đã ghi trước khi mở lại/).click()
  await expect(doctor.locator('#theo-doi').getByText('Đỡ, giảm')).toBeVisible()
  await doctor.getByRole('button', { name: 'Hỏi thêm chuyên gia, lượt mới' }).click()
  await doctor.getByLabel('Diễn biến từ khi có ý kiến trước').fill('Sốt 39 độ, bạch cầu 18.')
  await doctor.getByLabel('Câu hỏi mới', { exact: true }).fill('Có cần cấy máu và đổi kháng sinh không?')
  await doctor.getByRole('button', { name: 'Gửi câu hỏi mới' }).click()
  await expect(doctor.getByText('Đã tiếp nhận, chờ phân công').first()).toBeVisible()

  // The specialist of the first round is suggested.
  await expect(coordinator.getByLabel('Chuyên gia', { exact: true }).locator('option:checked')).toHaveText(/Hà Quang Tuyển/)
  await coordinator.getByRole('button', { name: 'Phân công', exact: true }).click()
  await expect(coordinator.getByText('Chờ ý kiến chuyên gia').first()).toBeVisible()
  const reply = await act(specialist, `/consults/${id}/answer`, { intent: 'confirm', version: '0', answers: ['Cấy máu trước, đổi sang meropenem.'], general: '', password: accountOf('specialist').password })
  expect(reply.status(), (await reply.text()).replace(/<[^>]+>/g, ' ').slice(0, 1500)).toBe(302)
  await decide(people, id)
  await doctor.goto(`/consults/${id}`)
  await expect(doctor.getByText('Cấy máu trước, đổi sang meropenem.').first()).toBeVisible()
  await expect(doctor.getByText('Có, nếu không có chống chỉ định.').first()).toBeVisible()
  await expect(doctor.locator('#theo-doi').getByText('Áp dụng', { exact: true })).toHaveCount(2)
})

test('death and recovery contradict each other', async ({ browser }) => {
  const people = await thePeople(browser)
  const { doctor } = people
  const id = await followed(people)
  await act(doctor, `/consults/${id}`, { intent: 'followUp', condition: 'died', note: 'Ngừng tuần hoàn, hồi sức không kết quả.' })
  await doctor.goto(`/consults/${id}`)
  await expect(doctor.getByLabel('Hình thức kết thúc')).toHaveValue('death')
  await doctor.getByLabel('Ngày kết thúc').fill(todayThere())
  await doctor.getByRole('button', { name: 'Ghi kết thúc' }).click()
  await doctor.getByLabel('Kết quả điều trị', { exact: true }).selectOption('recovered')
  await doctor.getByRole('radio', { name: 'Điều trị tại chỗ' }).check()
  await doctor.getByRole('radio', { name: 'Có bổ sung' }).check()
  await doctor.getByRole('radio', { name: '4', exact: true }).check()
  await doctor.getByRole('button', { name: 'Ghi đánh giá' }).click()
  await expect(doctor.getByText(/kết quả chỉ có thể là tử vong/).first()).toBeVisible()
  await doctor.getByLabel('Kết quả điều trị', { exact: true }).selectOption('died')
  await doctor.getByRole('button', { name: 'Ghi đánh giá' }).click()
  await expect(doctor.getByRole('button', { name: 'Đóng ca', exact: true })).toBeVisible()
})
