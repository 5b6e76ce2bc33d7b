import { expect, test, type Page } from '@playwright/test'
import { assigned, draft, thePeople } from '../support/by-post'
import { browserOf, signIn } from '../support/journey'

/** What this browser holds of kept texts, as anybody could read it who sits before it. */
const rowsIn = (page: Page): Promise<string[]> => page.evaluate(() => new Promise((done, failed) => {
  const opening = indexedDB.open('chi-em', 1)
  opening.onerror = () => failed(opening.error)
  opening.onsuccess = () => {
    const asking = opening.result.transaction('kept').objectStore('kept').getAll()
    asking.onsuccess = () => done(asking.result.map((row: { place: string; data: ArrayBuffer }) => row.place + new TextDecoder('latin1').decode(row.data)))
    asking.onerror = () => failed(asking.error)
  }
}))

/** With the keys the server gives whoever is signed in now: how many rows open. */
const opened = (page: Page): Promise<number> => page.evaluate(async () => {
  const { keys } = await (await fetch('/kept-key', { method: 'POST', body: new URLSearchParams(), headers: { Accept: 'application/json' } })).json() as { keys: Record<string, string> }
  const rows = await new Promise<{ place: string; iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer }[]>((done) => {
    const opening = indexedDB.open('chi-em', 1)
    opening.onsuccess = () => {
      const asking = opening.result.transaction('kept').objectStore('kept').getAll()
      asking.onsuccess = () => done(asking.result)
    }
  })
  let count = 0
  for (const key of Object.values(keys)) {
    const opener = await crypto.subtle.importKey('raw', Uint8Array.from(atob(key), (sign) => sign.charCodeAt(0)), 'AES-GCM', false, ['decrypt'])
    for (const { place, iv, data } of rows)
      count += await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(place) }, opener, data).then(() => 1, () => 0)
  }
  return count
})

const kept = (page: Page) => page.getByText('Bản mã hóa được giữ trên máy này')

/** Types over a dead line until the browser has it, then the page dies, without a word to anybody. */
async function typeAndCrash(page: Page, label: RegExp | string, text: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.context().setOffline(true)
  const field = page.getByLabel(label)
  // In one piece: the browser keeps a text with each pause, and the test waits for one.
  await field.fill((await field.inputValue()) + text)
  await expect(kept(page)).toBeVisible({ timeout: 30_000 })
  await page.goto('chrome://crash').catch(() => undefined)
  await page.close()
}

test('a request typed over a dead line comes back after a crash, to its writer only, and goes once it is saved', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor')
  const id = await draft(doctor)
  await doctor.goto(`/consults/${id}/compose`)
  const context = doctor.context()
  await doctor.getByLabel(/Diễn biến, khám/).fill('Sốt cao ba ngày.')
  await expect(doctor.getByText(/Đã lưu lúc/)).toBeVisible()
  await typeAndCrash(doctor, /Diễn biến, khám/, ' Khó thở, SpO₂ 88%.')
  await context.setOffline(false)

  // Somebody else at the same computer.
  const other = await context.newPage()
  await context.clearCookies()
  await signIn(other, 'otherDoctor')
  const theirs = await draft(other)
  await other.goto(`/consults/${theirs}/compose`)
  await other.waitForLoadState('networkidle')
  await expect(other.getByText(/Bản chưa gửi/)).toHaveCount(0)
  const rows = await rowsIn(other)
  expect(rows).toHaveLength(1)
  expect(rows.join('')).not.toMatch(/88%|compose|draft/)
  expect(await opened(other)).toBe(0)
  await other.close()

  // The writer again.
  await context.clearCookies()
  const back = await context.newPage()
  await signIn(back, 'doctor')
  await back.goto(`/consults/${id}/compose`)
  await expect(back.getByText(/Bản chưa gửi lúc/)).toBeVisible()
  expect(await opened(back)).toBe(1)
  await back.getByRole('button', { name: 'Khôi phục' }).click()
  const situation = back.getByLabel(/Diễn biến, khám/)
  await expect(situation).toHaveValue('Sốt cao ba ngày. Khó thở, SpO₂ 88%.')
  await expect(back.getByText(/Bản chưa gửi/)).toHaveCount(0)
  await expect(back.getByText(/Đã lưu lúc/)).toBeVisible()
  await expect.poll(() => rowsIn(back)).toEqual([])
  await back.reload()
  await expect(situation).toHaveValue('Sốt cao ba ngày. Khó thở, SpO₂ 88%.')
  await expect(back.getByText(/Bản chưa gửi/)).toHaveCount(0)
})

test('what was written elsewhere meanwhile is kept beside it; giving up is final', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor')
  const id = await draft(doctor)
  const context = doctor.context()
  await doctor.goto(`/consults/${id}/compose`)
  await typeAndCrash(doctor, /Diễn biến, khám/, 'Đau ngực trái.')
  await context.setOffline(false)
  const phone = await browserOf(browser, 'doctor')
  await phone.goto(`/consults/${id}/compose`)
  await phone.getByLabel(/Diễn biến, khám/).fill('Khó thở.')
  await expect(phone.getByText(/Đã lưu lúc/)).toBeVisible()
  const back = await context.newPage()
  await back.goto(`/consults/${id}/compose`)
  await expect(back.locator('.kept').getByText('Khó thở.')).toBeVisible()
  await expect(back.locator('.kept').getByText('Đau ngực trái.')).toBeVisible()
  await back.getByRole('button', { name: 'Khôi phục' }).click()
  await expect(back.getByLabel(/Diễn biến, khám/)).toHaveValue('Khó thở.\nĐau ngực trái.')
  await expect(back.getByText(/Đã lưu lúc/)).toBeVisible()
  await typeAndCrash(back, /Diễn biến, khám/, ' Thừa.')
  await context.setOffline(false)
  const last = await context.newPage()
  await last.goto(`/consults/${id}/compose`)
  await last.locator('.kept').getByRole('button', { name: 'Bỏ' }).click()
  await expect(last.locator('.kept')).toHaveCount(0)
  await last.reload()
  await last.waitForLoadState('networkidle')
  await expect(last.locator('.kept')).toHaveCount(0)
  expect(await rowsIn(last)).toEqual([])
})

test('a specialist’s half-written answer comes back too', async ({ browser }) => {
  const people = await thePeople(browser)
  const id = await assigned(people)
  const { specialist } = people
  const context = specialist.context()
  await specialist.goto(`/consults/${id}/answer`)
  await typeAndCrash(specialist, 'Trả lời câu 1', 'Tiêu sợi huyết ngay.')
  await context.setOffline(false)
  const back = await context.newPage()
  await back.goto(`/consults/${id}/answer`)
  await back.getByRole('button', { name: 'Khôi phục' }).click()
  await expect(back.getByLabel('Trả lời câu 1')).toHaveValue('Tiêu sợi huyết ngay.')
  await expect(back.getByText(/Đã lưu lúc/)).toBeVisible()
})

test('what another open tab is writing is not offered as left behind, once that tab is gone it is', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor')
  const address = `/consults/${await draft(doctor)}/compose`
  const second = await doctor.context().newPage()
  await doctor.route(/\/draft$/, (route) => route.abort())
  await doctor.goto(address)
  await doctor.waitForLoadState('networkidle')
  await doctor.getByLabel(/Diễn biến, khám/).fill('Đau ngực trái.')
  await expect(kept(doctor)).toBeVisible({ timeout: 30_000 })
  await second.goto(address)
  await second.waitForLoadState('networkidle')
  expect(await opened(second)).toBe(1)
  await expect(second.locator('.kept')).toHaveCount(0)
  await doctor.close({ runBeforeUnload: false })
  await second.reload()
  await expect(second.locator('.kept').getByText('Đau ngực trái.')).toBeVisible()
})
