import { expect, test, type Locator, type Page } from '@playwright/test'
import { assigned, draft, followed, sent, thePeople } from '../support/by-post'
import { accountOf, appUrl, browserOf } from '../support/journey'

/** What is wrong with where the keyboard is now: nothing to see of it, out of sight, or under a bar that stays. */
const badFocus = (page: Page) => page.evaluate(() => {
  const element = document.activeElement
  if (!element || element === document.body) return null
  const say = (what: string) => `${what}: ${element.outerHTML.slice(0, 140)}`
  // What stands for a control that is there for the keyboard only.
  const words = element.closest('label') ?? (element.id ? document.querySelector(`label[for="${element.id}"].btn`) : null)
  const shown = [element, words].filter((one) => one !== null)
  const marked = shown.some((one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
  })
  if (!marked) return say('no mark')
  const box = element.getBoundingClientRect()
  const label = words?.getBoundingClientRect()
  const { left, top, width, height } = box.width < 2 && label ? label : box
  // Of something taller than the window the upper part counts.
  const [x, y] = [left + Math.min(width, 40) / 2, top + Math.min(height, 40) / 2]
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return say(`out of sight (${Math.round(x)}, ${Math.round(y)})`)
  const there = document.elementFromPoint(x, y)
  if (!there || !(element.contains(there) || there.contains(element) || words?.contains(there))) return say(`under ${there?.outerHTML.slice(0, 80)}`)
  return null
})

/** Presses Tab until the keyboard is there; complains of any stop on the way that cannot be seen. */
async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await expect(target.first()).toBeAttached()
  for (let step = 0; step < 150; step++) {
    if (await target.first().evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
    expect(await badFocus(page)).toBeNull()
  }
  throw new Error(`The keyboard does not reach ${String(target)}`)
}

async function fill(page: Page, label: string | RegExp, text: string): Promise<void> {
  await tabTo(page, page.getByRole('textbox', { name: label }))
  await page.keyboard.type(text)
}
async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}
/** A group of radios is one stop; the arrows go through it. */
async function choose(page: Page, name: string | RegExp): Promise<void> {
  const radio = page.getByRole('radio', { name })
  const group = page.locator(`input[name="${await radio.first().getAttribute('name')}"]:enabled`)
  for (let step = 0; step < 150 && !(await group.evaluateAll((all) => all.includes(document.activeElement as HTMLInputElement))); step++) {
    await page.keyboard.press('Tab')
    expect(await badFocus(page)).toBeNull()
  }
  for (let step = 0; step < 8 && !(await radio.first().isChecked()); step++) await page.keyboard.press(step === 0 ? 'Space' : 'ArrowDown')
  await expect(radio.first()).toBeChecked()
}
async function select(page: Page, label: string, typed: string): Promise<void> {
  await tabTo(page, page.getByRole('combobox', { name: label, exact: true }))
  await page.keyboard.type(typed)
}

async function signInByKeyboard(page: Page, who: 'doctor' | 'coordinator' | 'specialist'): Promise<void> {
  const { login, password } = accountOf(who)
  await page.goto(`${appUrl()}/sign-in`)
  await fill(page, 'Số điện thoại hoặc thư điện tử', login)
  await tabTo(page, page.getByLabel('Mật khẩu'))
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/today$/)
}

test('the written road without a mouse', async ({ browser }) => {
  test.setTimeout(240_000)
  const open = async () => (await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', viewport: { width: 1280, height: 720 } })).newPage()
  const [doctor, coordinator, specialist] = [await open(), await open(), await open()]
  await signInByKeyboard(doctor, 'doctor')
  await press(doctor, doctor.getByRole('button', { name: 'Gửi đề nghị hội chẩn' }))
  await expect(doctor).toHaveURL(/\/compose$/)
  await choose(doctor, /Trong ngày/)
  await select(doctor, 'Chuyên khoa', 'Tim')
  await fill(doctor, 'Họ và tên người bệnh', 'Phùng Văn Định')
  await choose(doctor, 'Nam')
  await fill(doctor, 'Tuổi', '67')
  await fill(doctor, /Diễn biến, khám/, 'Đau ngực trái từ 2 giờ sáng.')
  await fill(doctor, 'Câu 1', 'Có cần chuyển ngay không?')
  await choose(doctor, /đã đồng ý/)
  await select(doctor, 'Người đồng ý là', 'ng')
  await press(doctor, doctor.getByRole('button', { name: 'Gửi đề nghị' }))
  await expect(doctor).toHaveURL(/\/consults\/[0-9a-f-]{36}$/)
  const address = doctor.url()

  await signInByKeyboard(coordinator, 'coordinator')
  await coordinator.goto(address)
  await press(coordinator, coordinator.getByRole('button', { name: 'Tiếp nhận', exact: true }))
  await expect(coordinator.getByText('Phùng Văn Định').first()).toBeVisible()
  await select(coordinator, 'Chuyên gia', 'TS')
  await press(coordinator, coordinator.getByRole('button', { name: 'Phân công', exact: true }))
  await expect(coordinator.getByText('Chờ ý kiến chuyên gia').first()).toBeVisible()

  await signInByKeyboard(specialist, 'specialist')
  await specialist.goto(address)
  await press(specialist, specialist.getByRole('link', { name: 'Viết trả lời' }))
  await fill(specialist, 'Trả lời câu 1', 'Chuyển ngay.')
  await tabTo(specialist, specialist.getByLabel('Mật khẩu của Quý vị'))
  await specialist.keyboard.type(accountOf('specialist').password)
  // Enter confirms, and never presses another button of the form.
  await specialist.keyboard.press('Enter')
  await expect(specialist.getByText('Chuyển ngay.').first()).toBeVisible()
  await expect(doctor.getByText('Chờ bác sĩ điều trị quyết định').first()).toBeVisible()
})

test('Enter in a field of the request saves and never removes', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor')
  const id = await draft(doctor)
  await doctor.goto(`${appUrl()}/consults/${id}/compose`)
  await fill(doctor, 'Câu 1', 'Câu thứ nhất')
  await press(doctor, doctor.getByRole('button', { name: 'Thêm câu hỏi' }))
  await expect(doctor.getByRole('textbox', { name: 'Câu 2' })).toBeFocused()
  await doctor.keyboard.type('Câu thứ hai')
  const name = doctor.getByRole('textbox', { name: 'Họ và tên người bệnh' })
  await tabTo(doctor, name, 'Shift+Tab')
  await doctor.keyboard.type('Phùng Văn Định')
  await doctor.keyboard.press('Enter')
  await expect(doctor.getByText(/Đã lưu lúc/)).toBeVisible()
  await expect(doctor).toHaveURL(/\/compose/)
  await doctor.reload()
  await expect(doctor.getByRole('textbox', { name: 'Câu 2' })).toHaveValue('Câu thứ hai')
  await press(doctor, doctor.getByRole('button', { name: 'Bỏ câu 1' }))
  await expect(doctor.getByRole('textbox', { name: 'Câu 2' })).toHaveCount(0)
  await expect(doctor.getByRole('textbox', { name: 'Câu 1' })).toHaveValue('Câu thứ hai')
})

test('a dialog takes the keyboard, keeps it, and gives it back', async ({ browser }) => {
  const people = await thePeople(browser)
  const id = await sent(people)
  const page = people.coordinator
  await page.goto(`${appUrl()}/consults/${id}`)
  const trigger = page.getByRole('button', { name: 'Không tiếp nhận' })
  await press(page, trigger)
  const dialog = page.getByRole('dialog', { name: 'Không tiếp nhận' })
  await expect(dialog).toBeVisible()
  const inside = () => page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null)
  for (let step = 0; step < 8; step++) {
    expect(await inside()).toBe(true)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(trigger).toBeFocused()
  // Refused: it stays open, and the keyboard is at the summary.
  await page.keyboard.press('Enter')
  await press(page, dialog.getByRole('button', { name: 'Không tiếp nhận đề nghị này' }))
  await expect(dialog.getByRole('alert')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Lý do không tiếp nhận')).toBeFocused()
})

for (const [device, viewport] of [['desk', { width: 1280, height: 720 }], ['phone', { width: 390, height: 700 }]] as const)
  test(`wherever the keyboard goes on a ${device}, one sees where it is`, async ({ browser }) => {
    test.setTimeout(240_000)
    const people = await thePeople(browser, { viewport })
    // Pages that do not look again by themselves: what others do meanwhile moves lists and rings, which is not the keyboard's doing.
    for (const page of Object.values(people)) {
      await page.routeWebSocket(/socket\.io/, (socket) => socket.close())
      await page.route(/socket\.io|inbox\/ringing/, (route) => route.abort())
    }
    const [asked, under, written] = [await assigned(people), await followed(people), await draft(people.doctor)]
    const found: string[] = []
    const forms = [
      [people.doctor, `/consults/${written}/compose`], [people.doctor, `/consults/${under}`], [people.specialist, `/consults/${asked}/answer`],
    ] as const
    const others = [[people.doctor, '/today'], [people.coordinator, `/consults/${asked}`], [people.doctor, '/inbox'], [people.doctor, '/account'], [people.doctor, '/account/hours'], [people.coordinator, `/consults/${asked}/conference`], [people.coordinator, '/schedule']] as const
    // On a phone bars cover the foot of the longer pages; the others are the same as on a desk.
    for (const [page, path] of device === 'desk' ? [...forms, ...others] : forms) {
      await page.goto(appUrl() + path)
      // What was said about the last step lies over the page until it is read or shut.
      const shut = page.getByRole('status').getByRole('button', { name: 'Đóng' })
      if (await shut.isVisible()) await shut.click()
      // A part of the way there, and back from the end; long lists repeat themselves.
      for (const [key, steps] of [['Tab', 22], ['Shift+Tab', 28]] as const) {
        for (let step = 0; step < steps; step++) {
          await page.keyboard.press(key)
          // The page scrolls to where the keyboard went a moment after the key, and an open page may look again meanwhile.
          const bad = await badFocus(page) && await expect.poll(() => badFocus(page), { timeout: 2_000 }).toBeNull().then(() => null, () => badFocus(page))
          if (bad) found.push(`${path} ${key}: ${bad}`)
        }
      }
    }
    expect(found).toEqual([])
  })

test('the first stop leads past the places to the page itself', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor')
  await doctor.goto(`${appUrl()}/consults`)
  await doctor.keyboard.press('Tab')
  const skip = doctor.getByRole('link', { name: 'Bỏ qua đến nội dung chính' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await doctor.keyboard.press('Enter')
  await expect(doctor.locator('main')).toBeFocused()
})
