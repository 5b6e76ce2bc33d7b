import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { answered, assigned, closed, conferenceNow, draft, followed, sent, thePeople, type People } from '../support/by-post'
import { appUrl, browserOf, type Who } from '../support/journey'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

interface Look { language: 'vi' | 'en'; theme: 'light' | 'dark'; width: number }
const desk: Look = { language: 'vi', theme: 'light', width: 1440 }
const phone: Look = { language: 'en', theme: 'dark', width: 390 }
const others: Look[] = [{ language: 'en', theme: 'dark', width: 1440 }, { language: 'vi', theme: 'light', width: 390 }, { language: 'vi', theme: 'dark', width: 1440 }, { language: 'en', theme: 'light', width: 390 }]
/** Every page on a desk, every fourth one on a phone in the other language and theme; all of it is `npm run drill looks`. */
const everyLook = process.env.EVERY_LOOK === '1'
const looks = [desk, phone, ...(everyLook ? others : [])]

interface Seen { who: Who | null; name: string; path: string; then?: (page: Page) => Promise<void> }

async function wear(page: Page, { language, theme, width }: Look): Promise<void> {
  const ours = { origin: appUrl(), 'sec-fetch-site': 'same-origin' }
  await page.request.post(`${appUrl()}/language`, { form: { language }, maxRedirects: 0, headers: ours })
  await page.request.post(`${appUrl()}/theme`, { form: { theme }, maxRedirects: 0, headers: ours })
  await page.setViewportSize({ width, height: width > 800 ? 900 : 780 })
}

/** Controls smaller than 24 × 24 px that stand alone; a link within a sentence may be as high as its line. */
const tooSmall = (page: Page) => page.evaluate(() => {
  const least = 24
  const alone = (element: Element) => {
    if (element.tagName !== 'A') return true
    return ![...(element.parentElement?.childNodes ?? [])].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
  }
  const controls = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
  const hit = (element: Element) => (element.closest('label') ?? element).getBoundingClientRect()
  const boxes = controls.filter((element) => !element.closest('.sr, .skip') && !element.matches('.sr, .skip') && element.checkVisibility() && alone(element)).map((element) => ({ element, box: hit(element) }))
  return boxes.filter(({ box }) => box.width > 0 && box.height > 0 && (box.height < least || box.width < least)).filter(({ element, box }) => {
    // Small ones far enough from all others are fine: a circle of 24 px around the middle touches no other.
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
    return boxes.some((other) => other.element !== element && !other.element.contains(element) && !element.contains(other.element) &&
      Math.hypot(Math.max(other.box.left - x, 0, x - other.box.right), Math.max(other.box.top - y, 0, y - other.box.bottom)) < least / 2)
  }).map(({ element, box }) => `${Math.round(box.width)}×${Math.round(box.height)} ${element.outerHTML.slice(0, 120)}`)
})

/** What sticks out to the right, so that a finger would push the page sideways. */
const tooWide = (page: Page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  return [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1).slice(0, 5).map((element) => `${scrollWidth}>${clientWidth} ${element.outerHTML.slice(0, 140)}`)
})

/** React has taken the page over, or it is one without scripts. */
const alive = (page: Page) => page.waitForFunction(() => !document.querySelector('script[type=module]') || Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__reactFiber')))

async function look(page: Page, { name, path, then }: Seen): Promise<string[]> {
  const heard: string[] = []
  const hear = (text: string) => { if (!/status of (4\d\d|503)/.test(text)) heard.push(`console: ${text.slice(0, 300)}`) }
  const onConsole = (message: { type: () => string; text: () => string }) => { if (['error', 'warning'].includes(message.type())) hear(message.text()) }
  const onError = (error: Error) => hear(error.message)
  page.on('console', onConsole)
  page.on('pageerror', onError)
  await page.goto(appUrl() + path)
  await alive(page)
  await then?.(page)
  // What has been scrolled past lies under the bar, and axe takes it for hidden.
  await page.evaluate(() => scrollTo(0, 0))
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags([...rules, 'best-practice']).analyze()
  const { width = 0, height = 0 } = page.viewportSize() ?? {}
  const narrow = width < 400 ? await page.setViewportSize({ width: 320, height }).then(() => tooWide(page)) : []
  await page.setViewportSize({ width, height })
  const found = [
    ...narrow.map((text) => `wide at 320: ${text}`),
    ...violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `axe ${id}: ${node.html.slice(0, 200)} ${node.any[0]?.message ?? node.all[0]?.message ?? ''}`)),
    ...(await tooWide(page)).map((text) => `wide: ${text}`), ...(await tooSmall(page)).map((text) => `small: ${text}`), ...heard,
  ]
  page.off('console', onConsole)
  page.off('pageerror', onError)
  return found.map((line) => `${name}: ${line}`)
}

async function lookAtAll(browser: Browser, seen: Seen[], people: Partial<Record<Who, Page>>): Promise<string[]> {
  const stranger = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' }).then((context) => context.newPage())
  const found: string[] = []
  for (const worn of looks) {
    for (const page of [stranger, ...Object.values(people)]) await wear(page, worn)
    for (const [place, one] of seen.entries()) {
      if (worn === phone && place % 4 !== 0 && !everyLook) continue
      const page = one.who ? people[one.who] : stranger
      if (!page) throw new Error(`Nobody signed in as ${one.who}`)
      found.push(...(await look(page, one)).map((line) => `${worn.language} ${worn.theme} ${worn.width} ${line}`))
    }
  }
  return found
}

const people = async (browser: Browser): Promise<People & { administrator: Page; officer: Page }> =>
  ({ ...await thePeople(browser), administrator: await browserOf(browser, 'administrator'), officer: await browserOf(browser, 'officer') })

test('pages for strangers and error pages', async ({ browser }) => {
  test.setTimeout(240_000)
  const wrong = async (page: Page) => {
    await page.locator('button.go').click()
    await page.locator('.errors').waitFor()
  }
  expect(await lookAtAll(browser, [
    { who: null, name: 'sign-in', path: '/sign-in' },
    { who: null, name: 'sign-in refused', path: '/sign-in', then: wrong },
    { who: null, name: 'ended', path: '/sign-in?ended=1' },
    { who: null, name: 'check', path: '/check' },
    { who: null, name: 'check unknown', path: '/check/ABCD-EFGH-JKLM' },
    { who: null, name: 'missing', path: '/nothing-here' },
    { who: null, name: 'old door', path: '/sign-in?_data=routes%2Fsign-in' },
  ], {})).toEqual([])
})

test('lists, notices and the account', async ({ browser }) => {
  test.setTimeout(400_000)
  const all = await people(browser)
  await answered(all)
  await sent(all)
  expect(await lookAtAll(browser, [
    ...(['doctor', 'coordinator', 'specialist', 'officer', 'administrator'] as const).map((who): Seen => ({ who, name: `today of ${who}`, path: '/today' })),
    { who: 'doctor', name: 'consults', path: '/consults' },
    { who: 'doctor', name: 'drafts', path: '/consults?view=drafts' },
    { who: 'doctor', name: 'new', path: '/consults/new' },
    { who: 'doctor', name: 'inbox', path: '/inbox' },
    { who: 'coordinator', name: 'inbox of the coordinator', path: '/inbox' },
    { who: 'doctor', name: 'account', path: '/account' },
    { who: 'doctor', name: 'own hours', path: '/account/hours' },
    { who: 'doctor', name: 'own hours refused', path: '/account/hours', then: async (page) => { await page.locator('.new-block button.go').click(); await page.locator('.errors').waitFor() } },
    { who: 'coordinator', name: 'settings', path: '/settings' },
    { who: 'coordinator', name: 'calendar of the hospital', path: '/schedule?whose=all' },
    { who: 'doctor', name: 'calendar feed', path: '/schedule/feed', then: async (page) => { await page.locator('main button').first().click(); await page.locator('.feed-address').waitFor() } },
    { who: 'doctor', name: 'menu', path: '/today', then: async (page) => { await page.locator('summary.me').click() } },
    { who: 'administrator', name: 'mails', path: '/admin/mail' },
    { who: 'doctor', name: 'missing', path: '/consults/00000000-0000-4000-8000-000000000000' },
  ], all)).toEqual([])
})

test('the request, empty and refused', async ({ browser }) => {
  test.setTimeout(240_000)
  const doctor = await browserOf(browser, 'doctor')
  const id = await draft(doctor)
  const refused = async (page: Page) => {
    await page.locator('button[value=send]').last().click()
    await page.locator('.errors').waitFor()
  }
  expect(await lookAtAll(browser, [
    { who: 'doctor', name: 'compose', path: `/consults/${id}/compose` },
    { who: 'doctor', name: 'compose refused', path: `/consults/${id}/compose`, then: refused },
  ], { doctor })).toEqual([])
})

test('the record at each stage, for each side', async ({ browser }) => {
  test.setTimeout(600_000)
  const all = await people(browser)
  const [fresh, asked, told, under, over] = [await sent(all), await assigned(all), await answered(all), await followed(all), await closed(all)]
  const html = await (await all.doctor.request.get(`${appUrl()}/consults/${told}`)).text()
  const code = /\/check\/([^"]+)"/.exec(html)?.[1] ?? ''
  const opened = (name: RegExp) => async (page: Page) => {
    await page.getByRole('button', { name }).first().click()
    await page.getByRole('dialog').waitFor()
  }
  // One opened may show others, which are opened in their turn; what stands in a shut dialog stays shut.
  const unfolded = async (page: Page) => {
    const shut = page.locator('main details:not([open]) > summary:visible')
    for (let left = 40; left > 0 && await shut.count() > 0; left -= 1) await shut.first().click()
  }
  const unconfirmed = async (page: Page) => {
    await page.locator('button[value=confirm]').last().click()
    await page.locator('.errors').waitFor()
  }
  expect(await lookAtAll(browser, [
    { who: 'doctor', name: 'sent', path: `/consults/${fresh}` },
    { who: 'coordinator', name: 'sent, received', path: `/consults/${fresh}` },
    { who: 'coordinator', name: 'decline', path: `/consults/${fresh}`, then: opened(/^(Không tiếp nhận|Decline)/) },
    { who: 'coordinator', name: 'assigned', path: `/consults/${asked}` },
    { who: 'specialist', name: 'to answer', path: `/consults/${asked}` },
    { who: 'specialist', name: 'answering', path: `/consults/${asked}/answer` },
    { who: 'specialist', name: 'short answer', path: `/consults/${asked}/reply` },
    { who: 'specialist', name: 'answer refused', path: `/consults/${asked}/answer`, then: unconfirmed },
    { who: 'doctor', name: 'answered', path: `/consults/${told}` },
    { who: 'specialist', name: 'correcting', path: `/consults/${told}/answer` },
    { who: 'doctor', name: 'followed', path: `/consults/${under}` },
    { who: 'doctor', name: 'referring', path: `/consults/${under}`, then: opened(/^(Chuyển viện|Refer)/) },
    { who: 'doctor', name: 'asking again', path: `/consults/${under}`, then: opened(/^(Hỏi thêm|Ask the specialist)/) },
    { who: 'specialist', name: 'thread', path: `/consults/${under}/thread` },
    { who: 'doctor', name: 'details', path: `/consults/${under}`, then: unfolded },
    { who: 'doctor', name: 'closed', path: `/consults/${over}` },
    { who: 'specialist', name: 'closed, for the specialist', path: `/consults/${over}` },
    { who: null, name: 'check found', path: `/check/${code}` },
  ], all)).toEqual([])
})

test('a conference and its room', async ({ browser }) => {
  test.setTimeout(240_000)
  const all = await thePeople(browser)
  const { consultId, conferenceId } = await conferenceNow(all)
  const asked = await assigned(all)
  const joined = async (page: Page) => { await page.locator('main').waitFor() }
  expect(await lookAtAll(browser, [
    { who: 'coordinator', name: 'arranging', path: `/consults/${asked}/conference` },
    { who: 'coordinator', name: 'arranging, times proposed', path: `/consults/${asked}/conference`, then: async (page) => { await page.locator('button[value=suggest]').click(); await page.locator('#slots').waitFor() } },
    { who: 'coordinator', name: 'arranging refused', path: `/consults/${asked}/conference`, then: async (page) => { await page.getByRole('radio').nth(1).check(); await page.locator('main button.go').click(); await page.locator('.errors').waitFor() } },
    { who: 'doctor', name: 'conference', path: `/conferences/${conferenceId}` },
    { who: 'doctor', name: 'device check', path: `/conferences/${conferenceId}/check`, then: async (page) => { await page.locator('.device-check').waitFor() } },
    { who: 'doctor', name: 'room', path: `/conferences/${conferenceId}/room`, then: joined },
    { who: 'doctor', name: 'record in conference', path: `/consults/${consultId}` },
  ], all)).toEqual([])
})
