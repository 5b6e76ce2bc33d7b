import { expect, test } from 'vitest'
import { pageSigns, pdfOf } from '~/platform/pdf/pdf.server'
import { pagesOf } from '../../support/documents/read-pdf'

const long = Array.from({ length: 400 }, (_, index) => `${index}. ${'Diễn biến nặng dần, đã xử trí tại khoa. '.repeat(12)}`)

test('a long paper is laid out while this process goes on', async () => {
  await pdfOf({ title: 'warm', content: ['warm'] })
  let longest = 0
  let before = performance.now()
  const begun = before
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - before)
    before = performance.now()
  }, 5)
  const bytes = await pdfOf({ title: 'long', content: long })
  clearInterval(beat)
  const whole = performance.now() - begun
  expect(Buffer.from(bytes).toString('latin1', 0, 5)).toBe('%PDF-')
  expect(Math.max(longest, performance.now() - before)).toBeLessThan(whole / 2)
})

test('what stands on each page has its number and that of all; page one may differ', async () => {
  const pages = await pagesOf(await pdfOf({
    title: 'x', content: [{ text: 'a', pageBreak: 'after' }, { text: 'b', pageBreak: 'after' }, 'c'],
    header: { first: { text: 'the first' }, each: { text: `page ${pageSigns.page}` } }, footer: { each: { columns: [{ text: [`${pageSigns.page} of `, { text: pageSigns.pages }] }] } },
  }))
  expect(pages.map((page) => page.replace(/\s+/g, ' ').trim())).toEqual([expect.stringContaining('the first'), expect.stringContaining('page 2'), expect.stringContaining('page 3')])
  pages.forEach((page, index) => expect(page).toContain(`${index + 1} of 3`))
})

test('pages that cannot be laid out are an error of theirs alone', async () => {
  const failing = pdfOf({ title: 'x', content: [{ image: 'http://localhost/a.png' }] })
  await expect(failing).rejects.toThrow('could not be laid out')
  expect((await pdfOf({ title: 'y', content: ['y'] })).byteLength).toBeGreaterThan(500)
})
