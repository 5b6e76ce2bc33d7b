import { expect, test, type Page } from '@playwright/test'
import { act, read, sent } from '../support/by-post'
import { aPdf } from '../support/documents/a-pdf'
import { pagesOf } from '../support/documents/read-pdf'
import { accountOf, browserOf, type Who } from '../support/journey'
import { ownApp } from '../support/own-app'

// Of its own, since nobody can be in two conferences at a time.
ownApp(test)

interface People { doctor: Page; coordinator: Page; chair: Page }
const accounts: Record<keyof People, Who> = { doctor: 'doctor', coordinator: 'coordinator', chair: 'specialist' }

/** A conference that is open now, with the scribe and the chair in its room. */
async function opened({ doctor, coordinator }: Pick<People, 'doctor' | 'coordinator'>): Promise<{ id: string; conference: string }> {
  const id = await sent({ doctor })
  expect((await act(coordinator, `/consults/${id}`, { intent: 'accept' })).status()).toBe(302)
  await coordinator.goto(`/consults/${id}`)
  await coordinator.getByRole('link', { name: 'Tổ chức hội chẩn trực tuyến' }).click()
  await coordinator.getByRole('radio', { name: /Ngay bây giờ/ }).check()
  await coordinator.getByLabel('Chủ tọa', { exact: true }).selectOption({ label: 'TS.BS Hà Quang Tuyển (BVĐK Xanh Pôn)' })
  await coordinator.getByLabel('Thư ký').selectOption({ label: 'ThS.BS Vũ Minh Nguyệt (BVĐK Xanh Pôn)' })
  await coordinator.getByRole('button', { name: 'Xếp hội chẩn' }).click()
  await expect(coordinator).toHaveURL(/\/conferences\/[0-9a-f-]{36}/)
  return { id, conference: new URL(coordinator.url()).pathname.replace(/\/room$/, '') }
}

const question = (page: Page, number: number) => page.getByRole('article').nth(number - 1)
const words = (page: Page, number: number) => question(page, number).getByRole('textbox', { name: /^(Kết luận|Lý do)/ })

async function confirms(people: People, who: keyof People, button: string, done: string): Promise<void> {
  await people[who].getByLabel('Mật khẩu').last().fill(accountOf(accounts[who]).password)
  await people[who].getByRole('button', { name: button }).click()
  await expect(people[who].getByText(done)).toBeVisible()
}

/** The text of every paper of a consult as it is served, by the words its address is linked with. */
async function papersOf(page: Page, id: string): Promise<string[]> {
  const html = await (await read(page, `/consults/${id}`)).text()
  const addresses = [...new Set([...html.matchAll(/href="(\/consults\/[^"]*\/papers\/[^"]*)"/g)].map(([, address]) => address ?? ''))]
  return Promise.all(addresses.map(async (address) => (await pagesOf(await (await page.request.get(address)).body())).join(' ').normalize('NFC').replace(/\s+/g, ' ')))
}

test('two write one text at once, three confirm in order, both papers say it, a correction is the next version', async ({ browser }) => {
  test.setTimeout(180_000)
  const people: People = { doctor: await browserOf(browser, 'doctor'), coordinator: await browserOf(browser, 'coordinator'), chair: await browserOf(browser, 'specialist') }
  const { doctor, coordinator, chair } = people
  const { id, conference } = await opened(people)
  for (const page of [coordinator, chair]) {
    await page.goto(`${conference}/room`)
    await expect(page.getByText('Đã kết nối').first()).toBeVisible()
  }

  await words(coordinator, 1).fill('Mổ trong ngày.')
  await expect(words(chair, 1)).toHaveValue('Mổ trong ngày.')
  await words(coordinator, 1).press('End')
  await words(chair, 1).press('Home')
  await Promise.all([words(coordinator, 1).pressSequentially(' Không chờ chụp lại.', { delay: 20 }), words(chair, 1).pressSequentially('Thống nhất: ', { delay: 20 })])
  for (const page of [coordinator, chair]) await expect(words(page, 1)).toHaveValue('Thống nhất: Mổ trong ngày. Không chờ chụp lại.')
  await question(coordinator, 1).getByLabel('Loại kết luận của câu 1').selectOption('concluded')

  // Nothing is closed that nobody concluded.
  await chair.getByRole('button', { name: 'Kết thúc phiên' }).click()
  await chair.getByRole('button', { name: 'Kết thúc và lập biên bản' }).click()
  await expect(chair.getByText(/[Cc]âu 2/).and(chair.locator('[class*=err] *, [role=alert] *')).first()).toBeVisible()
  await chair.goto(`${conference}/room`)
  await words(coordinator, 2).fill('Chờ kết quả INR.')
  await question(coordinator, 2).getByLabel('Loại kết luận của câu 2').selectOption('leftOpen')
  await coordinator.getByPlaceholder('S06.5 Chảy máu dưới màng cứng').fill('s065 Chảy máu dưới màng cứng')
  await coordinator.getByRole('button', { name: 'Thêm mã ICD-10' }).click()
  await expect(chair.getByText('S06.5 Chảy máu dưới màng cứng')).toBeVisible()
  await expect(coordinator.getByText('Đã lưu, mọi người đã thấy').first()).toBeVisible()
  await chair.getByRole('button', { name: 'Kết thúc phiên' }).click()
  await chair.getByRole('button', { name: 'Kết thúc và lập biên bản' }).click()
  await expect(coordinator.getByText('Phiên hội chẩn đã kết thúc.')).toBeVisible()

  await coordinator.goto(conference)
  await coordinator.getByLabel('Hướng điều trị tiếp theo').fill('Khoan sọ hai lỗ, dẫn lưu kín.')
  await coordinator.getByLabel('Việc thứ 1', { exact: true }).fill('Chụp cắt lớp kiểm tra')
  await coordinator.getByLabel('Ngày của việc thứ 1').fill('2099-01-15')
  await confirms(people, 'coordinator', 'Thư ký xác nhận biên bản', 'Thư ký đã xác nhận')
  await doctor.goto(conference)
  await expect(doctor.getByRole('button', { name: 'Bác sĩ điều trị xác nhận biên bản' })).toHaveCount(0)
  await chair.goto(conference)
  await confirms(people, 'chair', 'Chủ tọa xác nhận biên bản', 'Chủ tọa đã xác nhận')
  await doctor.goto(conference)
  await confirms(people, 'doctor', 'Bác sĩ điều trị xác nhận biên bản', 'Bác sĩ điều trị đã xác nhận')

  const papers = await papersOf(doctor, id)
  expect(papers).toHaveLength(2)
  for (const paper of papers) for (const said of ['Thống nhất: Mổ trong ngày. Không chờ chụp lại.', 'Chưa kết luận, lý do: Chờ kết quả INR.', 'Khoan sọ hai lỗ, dẫn lưu kín.', 'Bác sĩ điều trị']) expect(paper).toContain(said)
  expect(papers.filter((paper) => paper.includes('TRÍCH BIÊN BẢN HỘI CHẨN'))).toHaveLength(1)
  expect(papers.find((paper) => !paper.includes('TRÍCH BIÊN BẢN'))).toContain('S06.5')

  await coordinator.goto(conference)
  await coordinator.getByRole('button', { name: 'Đính chính biên bản' }).click()
  await coordinator.getByLabel('Lý do đính chính').fill('Ghi thiếu thuốc.')
  await coordinator.getByRole('button', { name: 'Lập phiên bản đính chính' }).click()
  await expect(coordinator.getByText('Phiên bản 2, đính chính phiên bản 1')).toBeVisible()
  await coordinator.getByLabel('Hướng điều trị tiếp theo').fill('Khoan sọ hai lỗ. Vitamin K 10 mg.')
  await confirms(people, 'coordinator', 'Thư ký xác nhận biên bản', 'Thư ký đã xác nhận')
  await chair.goto(conference)
  await confirms(people, 'chair', 'Chủ tọa xác nhận biên bản', 'Chủ tọa đã xác nhận')
  await doctor.goto(conference)
  await confirms(people, 'doctor', 'Bác sĩ điều trị xác nhận biên bản', 'Bác sĩ điều trị đã xác nhận')
  const all = await papersOf(doctor, id)
  expect(all.filter((paper) => paper.includes('Phiên bản 2, đính chính và thay thế phiên bản 1. Lý do đính chính: Ghi thiếu thuốc.'))).toHaveLength(2)
  await doctor.goto(`/consults/${id}`)
  await expect(doctor.getByText('Chụp cắt lớp kiểm tra')).toBeVisible()
})

test('minutes are printed, signed by hand and come back as a scan', async ({ browser }) => {
  test.setTimeout(120_000)
  const people: People = { doctor: await browserOf(browser, 'doctor'), coordinator: await browserOf(browser, 'coordinator'), chair: await browserOf(browser, 'specialist') }
  const { doctor, coordinator } = people
  const { id, conference } = await opened(people)
  await coordinator.goto(`${conference}/room`)
  for (const number of [1, 2]) {
    await words(coordinator, number).fill('Giữ lại điều trị.')
    await expect(question(coordinator, number).getByText('Đã lưu, mọi người đã thấy')).toBeVisible()
    await question(coordinator, number).getByLabel(`Loại kết luận của câu ${number}`).selectOption('concluded')
  }
  await coordinator.getByRole('button', { name: 'Kết thúc phiên' }).click()
  await coordinator.getByRole('button', { name: 'Kết thúc và lập biên bản' }).click()
  await expect(coordinator).toHaveURL(new RegExp(`${conference}$`))
  await coordinator.getByLabel('Hướng điều trị tiếp theo').fill('Theo dõi tại chỗ.')
  await coordinator.getByRole('button', { name: 'Lưu biên bản' }).click()
  // What is printed is the text that was saved.
  await expect(coordinator.locator('input[name=draftVersion]').first()).toHaveValue('1')
  await coordinator.getByRole('button', { name: 'In để ký' }).click()
  const sheet = await coordinator.getByRole('link', { name: 'Bản in để ký (PDF)' }).getAttribute('href')
  const printed = (await pagesOf(await (await coordinator.request.get(sheet ?? '')).body())).join(' ').normalize('NFC').replace(/\s+/g, ' ')
  for (const said of ['BIÊN BẢN HỘI CHẨN', 'Theo dõi tại chỗ.', 'BÁC SĨ ĐIỀU TRỊ', 'Bản in để ký']) expect(printed).toContain(said)
  const today = await coordinator.getByLabel('Ngày thư ký ký').getAttribute('max') ?? ''
  for (const label of ['Ngày thư ký ký', 'Ngày chủ tọa ký', 'Ngày bác sĩ điều trị ký']) await coordinator.getByLabel(label).fill(today)
  await coordinator.getByLabel('Số của văn bản').fill('12/BB-XP')
  await coordinator.getByLabel('Bản quét đã ký').setInputFiles({ name: 'da-ky.pdf', mimeType: 'application/pdf', buffer: Buffer.from(aPdf({ pages: 1, content: '% signed' })) })
  await confirms(people, 'coordinator', 'Ghi nhận bản đã ký', 'Biên bản đã được ký trên bản giấy, số 12/BB-XP.')
  await expect(coordinator.getByText('Bác sĩ điều trị đã ký trên bản giấy')).toBeVisible()
  expect((await papersOf(doctor, id)).filter((paper) => paper.includes('đã ký trên bản giấy ngày'))).toHaveLength(2)
  await doctor.goto(conference)
  expect((await doctor.request.get(await doctor.getByRole('link', { name: 'Bản quét đã ký' }).getAttribute('href') ?? '')).headers()['content-type']).toBe('application/pdf')
})
