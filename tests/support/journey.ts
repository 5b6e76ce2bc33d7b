import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test, type APIRequestContext, type Browser, type BrowserContext, type BrowserContextOptions, type Cookie, type Page } from '@playwright/test'

/** Telephone numbers of the demo people, by what they are. */
const logins = {
  doctor: '0900000101',
  head: '0900000102',
  juniorCoordinator: '0900000103',
  otherDoctor: '0900000104',
  secondDoctor: '0900000105',
  coordinator: '0900000201',
  specialist: '0900000202',
  secondSpecialist: '0900000203',
  thirdSpecialist: '0900000204',
  seniorHead: '0900000205',
  officer: '0900000301',
  administrator: '0900000401',
} as const
export type Who = keyof typeof logins

const needed = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is set by tests/support/shared-app.ts`)
  return value
}
export const appUrl = (): string => needed('E2E_URL')

/** The account's name and password, from the file the start prints. */
export function accountOf(who: Who, data = needed('E2E_DATA')): { login: string; password: string } {
  const login = logins[who]
  const [, password] = new RegExp(`^\\s*${login}\\s+(\\S+)`, 'm').exec(readFileSync(path.join(data, 'demo-accounts.txt'), 'utf8')) ?? []
  if (!password) throw new Error(`No demo account ${login}`)
  return { login, password }
}

export async function signIn(page: Page, who: Who, { url = appUrl(), data }: { url?: string; data?: string } = {}): Promise<void> {
  const { login, password } = accountOf(who, data)
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('Số điện thoại hoặc thư điện tử').fill(login)
  await page.getByLabel('Mật khẩu').fill(password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await expect(page).toHaveURL(/\/today$/)
}

const opened: { context: BrowserContext; file: string }[] = []

/** A browser of one's own. Those of earlier files are closed: open pages go on looking at what later journeys do. */
export async function browserFor(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const { file } = test.info()
  for (const earlier of opened.filter((one) => one.file !== file)) {
    opened.splice(opened.indexOf(earlier), 1)
    await earlier.context.close()
  }
  const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', ...options })
  opened.push({ context, file })
  return context
}

/** The cookies of who has signed in at an app: a password takes a tenth of a second and two pages to enter, and hundreds of journeys begin with it. */
const signedIn = new Map<string, Cookie[]>()

/** The same, signed in, on the first page. A person signs in once per app; sign-in.spec.ts is about signing in itself. */
export async function browserOf(browser: Browser, who: Who, options: BrowserContextOptions & { url?: string; data?: string } = {}): Promise<Page> {
  const { url = appUrl(), data, ...rest } = options
  const context = await browserFor(browser, { baseURL: url, ...rest })
  const page = await context.newPage()
  const key = `${url} ${who}`
  const known = signedIn.get(key)
  if (known) {
    await context.addCookies(known)
    await page.goto('/today')
    // Somebody's journey may have ended that sign-in.
    if (new URL(page.url()).pathname === '/today') return page
  }
  await signIn(page, who, { url, ...(data ? { data } : {}) })
  signedIn.set(key, (await context.cookies()).filter(({ name }) => name.startsWith('__Host-')))
  return page
}

type Fields = Record<string, string | string[]>

/** A form as a browser without JavaScript posts it; the redirect is not followed. */
export function post(request: APIRequestContext, pathname: string, fields: Fields, url = appUrl()) {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of Array.isArray(value) ? value : [value]) body.append(name, one)
  return request.post(`${url}${pathname}`, {
    data: body.toString(), maxRedirects: 0, headers: { 'content-type': 'application/x-www-form-urlencoded', origin: url, 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' },
  })
}
