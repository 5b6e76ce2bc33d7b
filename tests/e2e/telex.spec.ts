import { expect, test, type Locator, type Page } from '@playwright/test'
import { assigned, draft, thePeople } from '../support/by-post'
import { browserOf } from '../support/journey'

const sentence = 'Người bệnh nữ, sốt rét run, đường huyết 3,1 mmol/l, huyết áp tụt còn 80/50'
const plain = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')

/** As Unikey does it on Windows: the letters come plain, then it deletes back to the first that carries a mark and writes the rest anew. */
async function byUnikey({ keyboard }: Page, text: string): Promise<void> {
  for (const word of text.split(/(?<= )/)) {
    const letters = plain(word)
    await keyboard.type(letters, { delay: 12 })
    const first = [...word].findIndex((letter, index) => letter !== letters[index])
    if (first < 0) continue
    for (let back = letters.length; back > first; back -= 1) await keyboard.press('Backspace')
    for (const letter of word.slice(first)) await keyboard.insertText(letter)
  }
}

/** As a system's own Telex does it: one composition per word, which changes until the space. */
async function byComposition(page: Page, text: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  for (const word of text.split(/(?<= )/)) {
    const letters = word.trimEnd()
    for (let length = 1; length <= letters.length; length += 1) {
      const soFar = length === letters.length ? letters : plain(letters).slice(0, length)
      await devtools.send('Input.imeSetComposition', { text: soFar, selectionStart: soFar.length, selectionEnd: soFar.length })
    }
    await devtools.send('Input.insertText', { text: letters })
    if (word !== letters) await page.keyboard.press('Space')
  }
  await devtools.detach()
}

const caretOf = (field: Locator): Promise<number | null> => field.evaluate((element) => (element instanceof HTMLTextAreaElement ? element.selectionStart : null))
const setCaret = (field: Locator, at: number) => field.evaluate((element, place) => { if (element instanceof HTMLTextAreaElement) element.setSelectionRange(place, place) }, at)

/** Saves go out while somebody types: each after the pause of the autosaver, answered late. */
async function slowSaves(page: Page): Promise<() => number> {
  let saves = 0
  await page.route(/\/draft$/, async (route) => {
    saves += 1
    const answer = await route.fetch()
    await route.fulfill({ response: answer })
  })
  return () => saves
}

async function writes(page: Page, field: Locator): Promise<void> {
  const saves = await slowSaves(page)
  await field.focus()
  await byUnikey(page, `${sentence}. `)
  await expect(page.getByText(/Đã lưu lúc/).first()).toBeVisible()
  await byComposition(page, sentence)
  await expect(field).toHaveValue(`${sentence}. ${sentence}`)
  await expect.poll(saves).toBeGreaterThanOrEqual(2)
  // In mid-sentence, while a save is answered and the page renders anew.
  const middle = sentence.length
  await setCaret(field, middle)
  const answered = page.waitForResponse((response) => response.url().endsWith('/draft') && response.ok())
  await byUnikey(page, ' ở đây')
  await answered
  await byUnikey(page, ' và đó')
  await expect(field).toHaveValue(`${sentence} ở đây và đó. ${sentence}`)
  expect(await caretOf(field)).toBe(middle + ' ở đây và đó'.length)
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
