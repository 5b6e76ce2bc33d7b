import { expect, test, type Browser, type Page } from '@playwright/test'
import { conferenceNow, type People } from './by-post'
import { browserOf } from './journey'
import { onThinLine, type Meter } from './thin-line'

const patience = { timeout: 60_000 }
const led = { chair: 'Hà Quang Tuyển', scribe: 'Vũ Minh Nguyệt' }

export interface ThinRoom { doctor: Page; chair: Page; scribe: Page; meters: Meter[]; room: string; timed: (step: string, work: () => Promise<unknown>) => Promise<void> }

/** A conference that has begun; those named sit on a line of 128 kbit/s and 400 ms, the others on a good one. A browser makes its pages and files wait so, not its socket: for that there is `npm run drill narrow`. */
export async function aThinRoom(browser: Browser, thin: readonly ('doctor' | 'chair')[]): Promise<ThinRoom> {
  const [doctor, scribe, chair] = [await browserOf(browser, 'doctor'), await browserOf(browser, 'coordinator'), await browserOf(browser, 'specialist')]
  const people: People = { doctor, coordinator: scribe, specialist: chair }
  const { conferenceId } = await conferenceNow(people, led)
  const meters = []
  for (const who of thin) meters.push(await onThinLine({ doctor, chair }[who]))
  return { doctor, chair, scribe, meters, room: `/conferences/${conferenceId}/room`, timed }
}

/** Says how long a step took; being slow is no failure, never arriving is. */
async function timed(step: string, work: () => Promise<unknown>): Promise<void> {
  const began = Date.now()
  await work()
  const words = `${step}: ${((Date.now() - began) / 1000).toFixed(1)} s`
  test.info().annotations.push({ type: 'line', description: words })
  process.stdout.write(`    ${words}\n`)
}

export async function enter(person: Page, room: string): Promise<void> {
  await person.goto(room, { waitUntil: 'commit', ...patience })
  await expect(person.getByText('Đã kết nối').first()).toBeVisible(patience)
}

const questionOf = (person: Page, number: number) => person.getByRole('article').nth(number - 1)
const said = (person: Page, text: string) => person.getByRole('log').getByText(text)

/** From pressed to seen by the one who reads. */
export async function says(writer: Page, reader: Page, text: string): Promise<void> {
  await writer.getByLabel('Nhắn mọi người trong phòng').fill(text)
  await writer.getByRole('button', { name: 'Gửi', exact: true }).click()
  await expect(said(reader, text)).toHaveCount(1, patience)
}

/** The consult comes on stage, and its first question is taken up. */
export async function takesUp(leader: Page, follower: Page): Promise<void> {
  await leader.getByRole('button', { name: /^Ca tiếp theo/ }).click()
  await leader.getByRole('button', { name: 'Câu tiếp theo' }).click(patience)
  await expect(follower.locator('.qs [aria-current]')).toHaveCount(1, patience)
}

export async function gives(person: Page, reader: Page, number: number, text: string): Promise<void> {
  const question = questionOf(person, number)
  await question.getByText('Nêu ý kiến').click()
  await question.getByRole('radio', { name: 'Bổ sung' }).check()
  await question.getByLabel('Ghi thêm').fill(text)
  await question.getByRole('button', { name: 'Gửi ý kiến' }).click()
  await expect(questionOf(reader, number).getByText(text)).toBeVisible(patience)
}

/** Letters as they are typed; the reader has them all, the writer is told that they are kept. */
export async function writes(person: Page, reader: Page, number: number, text: string): Promise<void> {
  const box = questionOf(person, number).getByRole('textbox', { name: /^Kết luận/ })
  // What writes together is fetched when the panel opens; until it is there the field says so and takes nothing.
  await expect(box).toBeEditable(patience)
  await box.pressSequentially(text)
  await expect(questionOf(person, number).getByText('Đã lưu, mọi người đã thấy').first()).toBeVisible(patience)
  await expect(questionOf(reader, number).getByRole('textbox', { name: /^Kết luận/ })).toHaveValue(text, patience)
}

/** The line drops and is there again; what one sends meanwhile waits. */
export async function drops(person: Page, meter: Meter, text: string): Promise<void> {
  await meter.cut()
  await expect(person.getByText('Mất kết nối').first()).toBeVisible(patience)
  await person.getByLabel('Nhắn mọi người trong phòng').fill(text)
  await person.getByRole('button', { name: 'Gửi', exact: true }).click()
  await meter.mend()
}

/** Without a click, and what was sent meanwhile arrived once. */
export async function isBack(person: Page, reader: Page, text: string): Promise<void> {
  await expect(person.getByText('Đã kết nối').first()).toBeVisible(patience)
  await expect(said(reader, text)).toHaveCount(1, patience)
}

export async function concludes(scribe: Page, number: number): Promise<void> {
  await questionOf(scribe, number).getByLabel(`Loại kết luận của câu ${number}`).selectOption('concluded')
}

export async function closes(chair: Page, others: readonly Page[]): Promise<void> {
  await chair.getByRole('button', { name: 'Kết thúc phiên' }).click(patience)
  await chair.getByRole('button', { name: 'Kết thúc và lập biên bản' }).click(patience)
  for (const person of [chair, ...others]) await expect(person.getByText('Phiên hội chẩn đã kết thúc.')).toBeVisible(patience)
}
