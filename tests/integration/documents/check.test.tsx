import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { transact } from '~/domain/audit/transact.server'
import { newCheckCode } from '~/domain/documents/check-code'
import { issuePaper } from '~/domain/documents/issue-paper.server'
import { renderPaper } from '~/domain/documents/render-paper.server'
import { newId } from '~/platform/id'
import { textsIn } from '~/platform/texts/translate.server'
import { loader as enter } from '~/routes/check._index'
import { loader } from '~/routes/check.$code'
import { CompareFile } from '~/routes/check/compare-file'
import { PaperFacts } from '~/routes/check/paper-facts'
import { anOpinion } from '../../support/documents/contents'


const arguments_ = (url: string, params = {}, address = '203.0.113.1') => ({ request: new Request(`http://localhost${url}`), params, context: { nonce: '', address }, unstable_pattern: '' })
const check = async (code: string, address?: string) => {
  const { data, init } = await loader(arguments_(`/check/${encodeURIComponent(code)}`, { code }, address))
  return { ...data, status: init?.status, headers: new Headers(init?.headers) }
}

async function aPaper(changes = {}) {
  const consultId = newId()
  const issue = (content = anOpinion(changes)) => transact(null, (tx, record) => issuePaper(tx, record, { consultId, sourceId: newId(), content }))
  return { ...(await issue()), issue }
}

test('a code shows kind, hospitals, time and version, and nothing of the patient or the people', async () => {
  const paper = await aPaper()
  const { sha256 } = await renderPaper(paper.id)
  const found = await check(` ${paper.checkCode.toLowerCase().replaceAll('-', ' ')}`)
  expect(found.status).toBe(200)
  expect(found.checked).toEqual({ state: 'found', paper: {
    kind: 'opinion', version: 1, confirmedAt: new Date('2026-11-04T07:12:07.000Z'), supersededAt: null, sha256, checkCode: paper.checkCode,
    requesting: 'Bệnh viện Đa khoa Ba Vì', supporting: 'Bệnh viện Đa khoa Xanh Pôn', demo: true,
  } })
  for (const secret of ['Phùng', 'Định', '26-018842', 'HC-BV', 'Lâm', 'S06']) expect(JSON.stringify(found)).not.toContain(secret)
})

test('a replaced paper says so', async () => {
  const paper = await aPaper()
  await paper.issue(anOpinion({ version: 2, reason: 'Sửa liều', confirmedAt: '2026-11-05T01:00:00.000Z' }))
  expect((await check(paper.checkCode)).checked).toMatchObject({ paper: { version: 1, supersededAt: new Date('2026-11-05T01:00:00.000Z') } })
})

test.each([newCheckCode(), 'ABCD', "' or 1=1 --", '%00', 'A'.repeat(5000), '\u0000'])('%j is the same unknown paper', async (code) => {
  const { checked, status } = await check(code, '203.0.113.2')
  expect([checked, status]).toEqual([{ state: 'unknown' }, 404])
})

test('one network may ask 30 times a minute, others are not held up', async () => {
  const code = newCheckCode()
  const states = []
  for (let turn = 0; turn < 32; turn += 1) states.push((await check(code, `2001:db8:1:1::${turn}`)).checked.state)
  expect(states.slice(0, 30).every((state) => state === 'unknown')).toBe(true)
  const refused = await check(code, '2001:db8:1:1::ffff')
  expect(refused).toMatchObject({ status: 429, checked: { state: 'limited', seconds: 2 } })
  expect(refused.headers.get('Retry-After')).toBe('2')
  expect((await check(code, '2001:db8:1:2::1')).checked.state).toBe('unknown')
})

test('a code sent by the form has an address of its own', async () => {
  await expect(enter(arguments_('/check?code=+abcd%2F..%2Fx+'))).rejects.toMatchObject({ status: 302 })
  const response = await enter(arguments_('/check?code=+abcd%2F..%2Fx+')).catch((thrown: Response) => thrown)
  expect(response instanceof Response && response.headers.get('Location')).toBe('/check/abcd%2F..%2Fx')
  expect(await enter(arguments_('/check?code='))).toMatchObject({ title: 'Kiểm tra văn bản – Chị–Em' })
})

const shown = (page: React.ReactNode) => renderToStaticMarkup(<I18nextProvider i18n={textsIn('vi')}>{page}</I18nextProvider>)

test('without JavaScript the page explains how to compare by hand and asks for no file', () => {
  const page = shown(<CompareFile sha256={'ab'.repeat(32)} />)
  expect(page).toContain('chưa bật JavaScript')
  expect(page).toContain('ab'.repeat(32))
  expect(page).not.toContain('type="file"')
  expect(shown(<CompareFile sha256={null} />)).toContain('đang được tạo')
})

test('the facts are in words, dates as in Vietnam', () => {
  const paper = { kind: 'minutes' as const, checkCode: 'ABCD-EFGH-2345-6789', requesting: 'Ba Vì', supporting: 'Xanh Pôn', version: 2, confirmedAt: '2026-01-09T01:05:00.000Z', supersededAt: null, demo: true }
  const page = shown(<PaperFacts paper={paper} />)
  for (const words of ['Trích biên bản hội chẩn', 'phiên bản hiện hành', '09/01/2026, 08:05', 'ABCD-EFGH-2345-6789', 'Dữ liệu minh họa']) expect(page).toContain(words)
  expect(shown(<PaperFacts paper={{ ...paper, supersededAt: '2026-01-10T01:05:00.000Z' }} />)).toContain('đã được thay thế')
})
