import { expect, test, type Browser, type BrowserContextOptions, type Page, type WebSocket } from '@playwright/test'
import { accountOf, browserFor, signIn, type Who } from '../support/journey'
import { startApp, type RunningApp } from '../support/running-app'

// An app of its own: failed attempts count by account and by address, and would lock the other journeys out.
let app: RunningApp
test.beforeAll(async () => {
  test.setTimeout(180_000)
  app = await startApp()
})
test.afterAll(() => app.stop())

const anew = async (browser: Browser, options: BrowserContextOptions = {}): Promise<Page> =>
  (await browserFor(browser, { baseURL: app.url, ...options })).newPage()

async function signedIn(browser: Browser, who: Who, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await anew(browser, options)
  await signIn(page, who, app)
  return page
}

async function enter(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel('Số điện thoại hoặc thư điện tử').fill(name)
  await page.getByLabel('Mật khẩu').fill(password)
  await page.keyboard.press('Enter')
}
const sessionOf = async (page: Page) => (await page.context().cookies()).find(({ name }) => name.startsWith('__Host-') && name !== '__Host-browser')

test('a wrong password keeps the name, says the same as for an unknown one, and lets one go on to where one wanted', async ({ browser }) => {
  const page = await anew(browser)
  const { login, password } = accountOf('doctor', app.data)
  await page.goto('/account')
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount/)
  await enter(page, login, 'không phải')
  await expect(page.getByRole('alert')).toContainText('Tên đăng nhập hoặc mật khẩu không đúng')
  await expect(page.getByRole('alert')).toBeFocused()
  await expect(page.getByLabel('Số điện thoại hoặc thư điện tử')).toHaveValue(login)
  await expect(page.getByLabel('Mật khẩu')).toHaveValue('')
  await enter(page, 'ai-do@benhvien.vn', 'không phải')
  await expect(page.getByLabel('Mật khẩu'), 'answered').toHaveValue('')
  await expect(page.getByRole('alert')).toContainText('Tên đăng nhập hoặc mật khẩu không đúng')
  await enter(page, 'bác sĩ', 'x')
  await expect(page.getByRole('alert')).toContainText('Vui lòng nhập số điện thoại (ví dụ 0912 345 678)')
  await enter(page, `+84 ${login.slice(1, 4)} ${login.slice(4)}`, password)
  await expect(page).toHaveURL(/\/account$/)
  await expect(page.getByRole('heading', { level: 1, name: 'Tài khoản' })).toBeVisible()
  const cookie = await sessionOf(page)
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })
})

test('without JavaScript one signs in, is refused, goes on and signs out', async ({ browser }) => {
  const page = await anew(browser, { javaScriptEnabled: false })
  const { login, password } = accountOf('specialist', app.data)
  await page.goto('/inbox')
  await enter(page, login, '')
  await expect(page.getByRole('alert')).toContainText('Vui lòng nhập mật khẩu')
  await expect(page.getByLabel('Số điện thoại hoặc thư điện tử')).toHaveValue(login)
  await enter(page, login, password)
  await expect(page).toHaveURL(/\/inbox$/)
  await page.locator('summary.me').click()
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await expect(page).toHaveURL(/\/sign-in\?left/)
  await expect(page.getByText('Quý vị đã đăng xuất.')).toBeVisible()
  expect(await sessionOf(page)).toBeUndefined()
})

test('next never leads to another site', async ({ browser }) => {
  const { login, password } = accountOf('specialist', app.data)
  for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example/', '/%09/evil.example']) {
    const page = await anew(browser)
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
    await enter(page, login, password)
    await page.waitForURL((url) => url.pathname !== '/sign-in')
    expect(new URL(page.url()).origin).toBe(app.url)
    await page.context().close()
  }
})

test('somebody of two hospitals switches; a page of the other one says so', async ({ browser }) => {
  const page = await signedIn(browser, 'juniorCoordinator')
  const old = await page.context().newPage()
  // A page the server cannot reach, since one it reaches follows the switch by itself.
  await old.routeWebSocket(/socket\.io/, (socket) => socket.close())
  await old.route(/socket\.io/, (route) => route.abort())
  await old.goto(`${app.url}/account`)
  const before = await sessionOf(page)
  await page.goto('/account')
  const first = await page.locator('.org').innerText()
  await page.getByRole('button', { name: 'Chuyển sang đơn vị này' }).click()
  await expect(page).toHaveURL(/\/today$/)
  await expect(page.locator('.org')).not.toHaveText(first, { useInnerText: true })
  expect((await sessionOf(page))?.value).not.toBe(before?.value)
  await old.getByRole('button', { name: 'Chuyển sang đơn vị này' }).click()
  await expect(old.getByText('Trang này được mở khi Quý vị làm việc ở đơn vị khác')).toBeVisible()
})

test('ending another sign-in closes its open page’s connection, and its next step is the sign-in page', async ({ browser }) => {
  const [here, there] = [await signedIn(browser, 'doctor'), await signedIn(browser, 'doctor')]
  // The page before had a connection too: only the one of this page that has told what it watches counts.
  const watching: WebSocket[] = []
  there.on('websocket', (socket) => socket.on('framesent', ({ payload }) => { if (there.url().endsWith('/consults') && String(payload).includes('watch')) watching.push(socket) }))
  await there.goto('/consults')
  await expect.poll(() => watching.length).toBeGreaterThan(0)
  await here.goto('/account')
  await expect(here.getByText('phiên đang mở')).toBeVisible()
  const closed = watching[0]?.waitForEvent('close')
  await here.getByRole('button', { name: 'Kết thúc mọi phiên khác' }).click()
  await closed
  await expect(here.getByText('Không có phiên đăng nhập nào khác.')).toBeVisible()
  await there.goto('/today')
  await expect(there).toHaveURL(/\/sign-in\?next=%2Ftoday&ended=1/)
  await expect(there.getByText('Phiên đăng nhập đã kết thúc.')).toBeVisible()
})

test('a sign-in that ends while one types keeps the text; signing in beside it saves it', async ({ browser }) => {
  const page = await signedIn(browser, 'doctor')
  await page.getByRole('button', { name: 'Gửi đề nghị hội chẩn' }).first().click()
  const situation = page.getByLabel(/Diễn biến, khám/)
  await situation.fill('Khó thở')
  await expect(page.getByText(/Đã lưu lúc/)).toBeVisible()
  const { name = '' } = await sessionOf(page) ?? {}
  await page.context().clearCookies({ name })
  await situation.pressSequentially(', SpO2 88%')
  await expect(page.getByText('Chưa lưu – phiên đăng nhập đã kết thúc.')).toBeVisible()
  await expect(situation).toHaveValue('Khó thở, SpO2 88%')
  const [tab] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: 'Đăng nhập ở thẻ mới' }).first().click()])
  const { login, password } = accountOf('doctor', app.data)
  await enter(tab, login, password)
  await expect(tab.getByRole('heading', { level: 1 })).toContainText('Quý vị đã đăng nhập lại')
  await tab.close()
  await page.bringToFront()
  await expect(page.getByText(/Đã lưu lúc/)).toBeVisible({ timeout: 30_000 })
  await page.reload()
  await expect(situation).toHaveValue('Khó thở, SpO2 88%')
})

test('a form of the page, too: a dialog offers to sign in, then the request goes out', async ({ browser }) => {
  const page = await signedIn(browser, 'juniorCoordinator')
  const { name = '' } = await sessionOf(page) ?? {}
  await page.goto('/account')
  await page.context().clearCookies({ name })
  await page.getByRole('button', { name: 'Chuyển sang đơn vị này' }).click()
  const dialog = page.getByRole('dialog', { name: 'Phiên đăng nhập đã hết' })
  await expect(dialog).toBeVisible()
  const [tab] = await Promise.all([page.context().waitForEvent('page'), dialog.getByRole('link').click()])
  const { login, password } = accountOf('juniorCoordinator', app.data)
  await enter(tab, login, password)
  await expect(tab.getByRole('heading', { level: 1 })).toContainText('Quý vị đã đăng nhập lại')
  await tab.close()
  await page.bringToFront()
  if (await dialog.isVisible()) await dialog.getByRole('button').last().click()
  await expect(page).toHaveURL(/\/today$/)
})

test('five failures close an account to strangers, never to a browser that was known before', async ({ browser }) => {
  const known = await signedIn(browser, 'officer')
  await known.locator('summary.me').click()
  await known.getByRole('button', { name: 'Đăng xuất' }).click()
  await expect(known).toHaveURL(/\/sign-in/)
  const stranger = await anew(browser)
  const { login, password } = accountOf('officer', app.data)
  await stranger.goto('/sign-in')
  for (let time = 1; time <= 5; time++) {
    await enter(stranger, login, `sai ${time}`)
    await expect(stranger.getByRole('alert')).toContainText('Tên đăng nhập hoặc mật khẩu không đúng')
    await stranger.reload()
  }
  // Also with the right password, so that nobody can go on guessing.
  await enter(stranger, login, password)
  await expect(stranger.getByRole('alert')).toContainText('Đã nhập sai quá nhiều lần. Vui lòng thử lại sau')
  await enter(known, login, password)
  await expect(known).toHaveURL(/\/today$/)
})
