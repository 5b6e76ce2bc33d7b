import { expect, test, type Locator, type Page } from '@playwright/test'
import { assigned, draft, thePeople } from '../support/by-post'
import { appUrl, browserOf } from '../support/journey'

/**
 * Types as Unikey and EVKey do: the keyboard sends a letter, then takes it back and puts the marked one in its place.
 * "vieejt" becomes "việt"; each step is what such a program does to the field, with the events a page sees.
 */
async function telex(field: Locator, page: Page): Promise<void> {
  await field.focus()
  for (const letter of 'vie') await page.keyboard.press(letter)
  await page.keyboard.press('Backspace')
  await page.keyboard.insertText('ê')
  await page.keyboard.press('Backspace')
  await page.keyboard.insertText('ệ')
  await page.keyboard.press('t')
  await page.keyboard.press('Space')
  for (const letter of 'ddau') await page.keyboard.press(letter)
  for (let time = 0; time < 4; time++) await page.keyboard.press('Backspace')
  await page.keyboard.insertText('đau')
}

test('Vietnamese keyboards that delete and insert again write what was meant, also while the page saves itself', async ({ browser }) => {
  const people = await thePeople(browser)
  const id = await draft(people.doctor)
  await people.doctor.goto(`${appUrl()}/consults/${id}/compose`)
  for (const label of [/Diễn biến, khám/, 'Câu 1', 'Họ và tên người bệnh']) {
    const field = people.doctor.getByRole('textbox', { name: label })
    await telex(field, people.doctor)
    await expect(field).toHaveValue('việt đau')
  }
  await expect(people.doctor.getByText(/Đã lưu lúc/)).toBeVisible()
  const situation = people.doctor.getByLabel(/Diễn biến, khám/)
  // The save's answer arrives in the middle of a word.
  await situation.press('End')
  const saved = people.doctor.waitForResponse((response) => response.url().endsWith('/draft'))
  await people.doctor.keyboard.type(' nguw')
  await saved
  await people.doctor.keyboard.press('Backspace')
  await people.doctor.keyboard.press('Backspace')
  await people.doctor.keyboard.insertText('ư')
  await people.doctor.keyboard.type('cj')
  for (let time = 0; time < 3; time++) await people.doctor.keyboard.press('Backspace')
  await people.doctor.keyboard.insertText('ực')
  await expect(situation).toHaveValue('việt đau ngực')
  await expect(people.doctor.getByText(/Đã lưu lúc/)).toBeVisible()
  await people.doctor.reload()
  await expect(situation).toHaveValue('việt đau ngực')

  const asked = await assigned(people)
  await people.specialist.goto(`${appUrl()}/consults/${asked}/answer`)
  for (const label of ['Trả lời câu 1', 'Nhận xét chung']) {
    const field = people.specialist.getByLabel(label)
    await telex(field, people.specialist)
    await expect(field).toHaveValue('việt đau')
  }
})

test('letters typed as base and mark are stored as one', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor')
  const id = await draft(doctor)
  await doctor.goto(`${appUrl()}/consults/${id}/compose`)
  const name = doctor.getByLabel('Họ và tên người bệnh')
  await name.fill('Phùng Văn Định'.normalize('NFD'))
  await name.blur()
  await expect(doctor.getByText(/Đã lưu lúc/)).toBeVisible()
  await doctor.reload()
  await expect(name).toHaveValue('Phùng Văn Định'.normalize('NFC'))
})

test('controls on a phone are 44 px high', async ({ browser }) => {
  const people = await thePeople(browser, { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true })
  const id = await assigned(people)
  const written = await draft(people.doctor)
  for (const [page, path] of [[people.doctor, '/today'], [people.doctor, `/consults/${written}/compose`], [people.specialist, `/consults/${id}`], [people.specialist, `/consults/${id}/answer`], [people.specialist, `/consults/${id}/reply`], [people.coordinator, `/consults/${id}`], [people.coordinator, '/inbox'], [people.doctor, '/account']] as const) {
    await page.goto(appUrl() + path)
    const low = await page.evaluate(() => [...document.querySelectorAll('.btn, input.in, select.in, textarea.in, .pick, .nav a, summary')].filter((element) => element.checkVisibility() && !element.closest('.sr, .foot'))
      .map((element) => [element.getBoundingClientRect().height, element.outerHTML.slice(0, 120)] as const).filter(([height]) => height > 0 && height < 43.5).map(([height, html]) => `${Math.round(height)} ${html}`))
    expect(low, path).toEqual([])
  }
})
