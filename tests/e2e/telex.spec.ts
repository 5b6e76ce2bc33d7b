import { expect, test, type Locator, type Page } from '@playwright/test'
import { act, assigned, draft, thePeople } from '../support/by-post'
import { browserOf } from '../support/journey'

const sentence = 'Người bệnh nữ, sốt rét run, đường huyết 3,1 mmol/l, huyết áp tụt còn 80/50'
const plain = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')

type Amid = () => Promise<void>
const middleOf = (words: readonly string[]): number => Math.floor(words.length / 2)

/**
 * As Unikey does it on Windows: the letters come plain, then it deletes back to the first that carries a mark and writes the rest anew.
 * `amid` happens within the word in the middle, before it has its marks.
 */
async function byUnikey({ keyboard }: Page, text: string, amid?: Amid): Promise<void> {
  const words = text.split(/(?<= )/)
  for (const [at, word] of words.entries()) {
    const letters = plain(word)
    await keyboard.type(letters, { delay: 12 })
    if (at === middleOf(words)) await amid?.()
    const first = [...word].findIndex((letter, index) => letter !== letters[index])
    if (first < 0) continue
    for (let back = letters.length; back > first; back -= 1) await keyboard.press('Backspace')
    for (const letter of word.slice(first)) await keyboard.insertText(letter)
  }
}

/** As a system's own Telex does it: one composition per word, which changes until the space. `amid` happens while the word in the middle is composed. */
async function byComposition(page: Page, text: string, amid?: Amid): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const words = text.split(/(?<= )/)
  for (const [at, word] of words.entries()) {
    const letters = word.trimEnd()
    for (let length = 1; length <= letters.length; length += 1) {
      const soFar = length === letters.length ? letters : plain(letters).slice(0, length)
      await devtools.send('Input.imeSetComposition', { text: soFar, selectionStart: soFar.length, selectionEnd: soFar.length })
      if (length === 1 && at === middleOf(words)) await amid?.()
    }
    await devtools.send('Input.insertText', { text: letters })
    if (word !== letters) await page.keyboard.press('Space')
  }
  await devtools.detach()
}

const caretOf = (field: Locator): Promise<number | null> => field.evaluate((element) => (element instanceof HTMLTextAreaElement ? element.selectionStart : null))
const setCaret = (field: Locator, at: number) => field.evaluate((element, place) => { if (element instanceof HTMLTextAreaElement) element.setSelectionRange(place, place) }, at)

interface SlowSaves { /** a save has gone out and is not answered */ underWay: () => Promise<void>; /** its answer arrives now */ arrive: Amid; /** from now on none is late */ letAll: () => void }

/** Saves go out while somebody types; each reaches the server at once, and its answer the page when the test says so. */
async function slowSaves(page: Page, field: Locator): Promise<SlowSaves> {
  const held: (() => void)[] = []
  let late = true
  await page.route(/\/draft$/, async (route) => {
    const answer = await route.fetch()
    if (late) await new Promise<void>((arrive) => { held.push(arrive) })
    await route.fulfill({ response: answer })
  })
  const letGo = () => held.splice(0).forEach((arrive) => arrive())
  const version = field.locator('xpath=ancestor::form').locator('input[name="version"]')
  return {
    underWay: () => expect.poll(() => held.length).toBe(1),
    arrive: async () => {
      const before = await version.inputValue()
      letGo()
      await expect(version).not.toHaveValue(before)
    },
    letAll: () => {
      late = false
      letGo()
    },
  }
}

async function writes(page: Page, field: Locator): Promise<void> {
  const saves = await slowSaves(page, field)
  await field.focus()
  await byUnikey(page, `${sentence}. `)
  await saves.underWay()
  await byComposition(page, sentence, saves.arrive)
  await expect(field).toHaveValue(`${sentence}. ${sentence}`)
  // In mid-sentence, while a save is answered and the page renders anew.
  await saves.underWay()
  const middle = sentence.length
  await setCaret(field, middle)
  await byUnikey(page, ' ở đây', saves.arrive)
  await byUnikey(page, ' và đó')
  await expect(field).toHaveValue(`${sentence} ở đây và đó. ${sentence}`)
  expect(await caretOf(field)).toBe(middle + ' ở đây và đó'.length)
  saves.letAll()
  await expect(page.getByText(/Đã lưu lúc/).first()).toBeVisible()
  await page.reload()
  await expect(field).toHaveValue(`${sentence} ở đây và đó. ${sentence}`)
}

test('Vietnamese typed into a request by Unikey and by composition loses no letter to the saves, and the cursor stays', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor')
  await doctor.goto(`/consults/${await draft(doctor)}/compose`)
  await doctor.waitForLoadState('networkidle')
  await writes(doctor, doctor.getByLabel(/Diễn biến, khám/))
})

test('the same in an answer', async ({ browser }) => {
  const people = await thePeople(browser)
  await people.specialist.goto(`/consults/${await assigned(people)}/answer`)
  await people.specialist.waitForLoadState('networkidle')
  await writes(people.specialist, people.specialist.getByLabel('Trả lời câu 1'))
})

test('in the thread a message of the other side that arrives meanwhile takes no letter either', async ({ browser }) => {
  const people = await thePeople(browser)
  const id = await assigned(people)
  const { doctor, specialist } = people
  const log = specialist.getByRole('log', { name: 'Trao đổi' })
  const hears = (text: string) => async () => {
    await act(doctor, `/consults/${id}/thread`, { intent: 'write', text })
    await expect(log.getByText(text)).toBeVisible()
  }
  await specialist.goto(`/consults/${id}/thread`)
  await specialist.waitForLoadState('networkidle')
  const field = specialist.getByLabel('Tin nhắn')
  await field.focus()
  await byUnikey(specialist, `${sentence}. `, hears('Mạch 120.'))
  await byComposition(specialist, sentence, hears('Huyết áp 70/40.'))
  await expect(field).toHaveValue(`${sentence}. ${sentence}`)
  await setCaret(field, sentence.length)
  await byUnikey(specialist, ' ở đây', hears('Đang chuyển.'))
  expect(await caretOf(field)).toBe(sentence.length + ' ở đây'.length)
  await specialist.getByRole('button', { name: 'Gửi', exact: true }).click()
  await expect(log.getByText(`${sentence} ở đây. ${sentence}`)).toBeVisible()
  await expect(field).toHaveValue('')
})
