import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { transact } from '~/domain/audit/transact.server'
import { issuePaper } from '~/domain/documents/issue-paper.server'
import type { PaperContent } from '~/domain/documents/paper-content'
import { papersOf } from '~/domain/documents/queries.server'
import { openFile } from '~/platform/files/store.server'
import { paperFile, renderPaper } from '~/domain/documents/render-paper.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { anOpinion, everyLetter, someMinutes } from '../../support/documents/contents'
import { pagesOf } from '../../support/documents/read-pdf'

let consultId = newId()
beforeEach(() => { consultId = newId() })

const issue = (content: PaperContent, sourceId = newId()) => transact(null, (tx, record) => issuePaper(tx, record, { consultId, sourceId, content }))

async function bytesOf(paperId: string) {
  const file = await paperFile(paperId, consultId)
  if (!file) throw new Error('no paper')
  const stored = await openFile(file.sha256)
  if (!stored) throw new Error('no bytes')
  return { ...file, bytes: new Uint8Array(await new Response(stored.stream).arrayBuffer()) }
}

async function textOf(content: PaperContent) {
  const pages = await pagesOf((await bytesOf((await issue(content)).id)).bytes)
  return { pages, text: pages.join(' ') }
}

describe('issuing', () => {
  test('freezes the content, tells the consult, names no patient in the event', async () => {
    const paper = await issue(anOpinion())
    expect(paper.checkCode).toMatch(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}$/)
    const event = await db.event.findFirstOrThrow({ where: { subjectId: paper.id } })
    expect(event).toMatchObject({ name: 'paper.issued', subject: 'paper', facts: { kind: 'opinion', version: 1, consultId }, audience: [`consult:${consultId}`] })
    expect(JSON.stringify(event)).not.toContain('Phùng')
  })

  test('a correction supersedes the paper before it, of its kind only', async () => {
    const [first, minutes] = [await issue(anOpinion()), await issue(someMinutes())]
    await issue(anOpinion({ version: 2, reason: 'Sửa liều thuốc', confirmedAt: '2026-11-05T01:00:00.000Z' }))
    const papers = await papersOf(consultId)
    expect(papers.map((paper) => [paper.kind, paper.version, paper.supersededAt !== null])).toEqual([['opinion', 2, false], ['minutes', 1, false], ['opinion', 1, true]])
    expect(papers.find((paper) => paper.id === first.id)?.supersededAt?.toISOString()).toBe('2026-11-05T01:00:00.000Z')
    expect(papers.find((paper) => paper.id === minutes.id)?.confirmedAt.toISOString()).toBe('2026-11-04T08:12:07.000Z')
  })

  test('one source has one paper', async () => {
    const sourceId = newId()
    await issue(anOpinion(), sourceId)
    await expect(issue(anOpinion(), sourceId)).rejects.toThrow()
  })

  test.each([
    ['a correction without a reason', anOpinion({ version: 2, reason: ' ' })],
    ['no question', anOpinion({ questions: [] })],
    ['a time that is none', anOpinion({ confirmedAt: 'hôm qua' })],
  ])('%s is refused and leaves nothing', async (_, content) => {
    await expect(issue(content)).rejects.toThrow()
    expect(await papersOf(consultId)).toEqual([])
  })
})

describe('rendering', () => {
  test('once: many at the same time and later get the same bytes, and they are what the hash says', async () => {
    const { id } = await issue(anOpinion())
    const all = await Promise.all(Array.from({ length: 5 }, () => renderPaper(id)))
    expect(new Set(all.map((made) => made.sha256)).size).toBe(1)
    const { bytes, sha256, size, fileName } = await bytesOf(id)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    expect([bytes.byteLength, sha256, fileName]).toEqual([size, all[0]?.sha256, 'phieu-y-kien-HC-BV-26-000118-v1.pdf'])
  })

  test('another consult does not have this paper; an unknown one is not found', async () => {
    const { id } = await issue(anOpinion())
    expect(await paperFile(id, newId())).toBeNull()
    await expect(renderPaper(newId())).rejects.toMatchObject({ status: 404 })
  })
})

describe('what an opinion prints', () => {
  test('everything of the form, every Vietnamese letter, on each page code, version and the demo mark', async () => {
    const { pages, text } = await textOf(anOpinion())
    for (const words of [
      'SỞ Y TẾ HÀ NỘI', 'BỆNH VIỆN ĐA KHOA XANH PÔN', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập – Tự do – Hạnh phúc', 'Hà Nội, ngày 04 tháng 11 năm 2026',
      'PHIẾU Ý KIẾN TƯ VẤN CHUYÊN MÔN TỪ XA', 'HC-BV-26-000118', 'Mức độ khẩn: Cấp cứu', 'Bệnh viện Đa khoa Ba Vì', 'PHÙNG VĂN ĐỊNH', 'Tuổi: 67', 'Giới tính: Nam', 'Số hồ sơ: 26-018842', 'Số vào viện: 26.04417',
      'Khoa: Ngoại tổng hợp', 'Phòng: 304', 'Giường: 12', 'Ngày vào viện: 03/11/2026', 'SpO₂ ≥ 96%', 'Câu 1: Có chỉ định mổ trong ngày', 'Ý kiến: Có chỉ định phẫu thuật', 'Chưa trả lời được, lý do: Cần ý kiến chuyên khoa Tim mạch',
      'số 214/TT-XP-BV, có hiệu lực từ ngày 01/01/2026 đến ngày 31/12/2028', 'Bác sĩ điều trị xem xét, quyết định', 'Xác nhận điện tử', '14:12 ngày 04/11/2026', 'PGS.TS.BS Đỗ Hoàng Lâm', 'BSCKI Chu Đức Thịnh',
    ]) expect(text).toContain(words)
    expect(text.replaceAll(' ', '')).toContain(everyLetter.replaceAll(' ', ''))
    expect(text.toLowerCase()).not.toContain('ký số')
    for (const page of pages) expect(page).toMatch(/Dữ liệu minh họa.*Mã kiểm tra: [\dA-Z-]{19}\. Phiên bản 1\./)
  })

  test('what is not known is a dotted line, a person without papers is called so, a correction gives its reason', async () => {
    const { patient } = anOpinion()
    const { text } = await textOf(anOpinion({
      version: 2, reason: 'Sửa liều thuốc', demo: false, agreement: { reason: 'Người bệnh nguy kịch' },
      patient: { ...patient, name: null, age: { value: 60, unit: 'years', estimated: true }, sex: 'unknown', recordNumber: '', admissionNumber: '', department: '', room: '', bed: '', diagnosis: '', admittedOn: '' },
    }))
    for (const words of ['Họ tên người bệnh: Chưa rõ danh tính', 'Tuổi: khoảng 60', 'Chưa xác định', 'Phiên bản 2, đính chính và thay thế phiên bản 1. Lý do đính chính: Sửa liều thuốc', 'Lý do vẫn thực hiện: Người bệnh nguy kịch']) expect(text).toContain(words)
    expect(text).toMatch(/Số hồ sơ: \.{20}/)
    expect(text).toMatch(/Chẩn đoán: \.{50}/)
    expect(text).not.toContain('minh họa')
  })

  test('long and hostile text stays text on as many pages as it needs', async () => {
    const hostile = '<script>alert(1)</script> {{code}} $t(papers:demo) \u202Eabc\u0000 e\u0302\u0301'
    const { pages, text } = await textOf(anOpinion({ situation: 'Diễn biến nặng dần. '.repeat(800), general: hostile, agreement: { reason: hostile } }))
    expect(pages.length).toBeGreaterThan(4)
    expect(pages[0]).not.toContain(' 1 Dữ liệu minh họa')
    expect(pages[1]).toContain(' 2 Dữ liệu minh họa')
    expect(text.split('<script>alert(1)</script> {{code}} $t(papers:demo) abc ế')).toHaveLength(3)
    expect(text).toContain(`Trang ${pages.length}/${pages.length}`)
  })
})

test('the extract of the minutes says who confirms in whose place, and why', async () => {
  const person = (name: string) => ({ name, title: 'BS' })
  const { text } = await textOf(someMinutes({ named: [{ role: 'chair', former: person('Vi Văn An'), by: person('Lò Thị Bình'), at: '2026-11-04T08:10:00.000Z', reason: 'Đã nghỉ hưu' }] }))
  expect(text).toMatch(/BS Vi Văn An, chủ tọa phiên hội chẩn.*BS Lò Thị Bình, thành viên hội chẩn, được cử xác nhận thay lúc 15 giờ 10 phút.*Lý do: Đã nghỉ hưu/)
})

test('the extract of the minutes has the fields of form 27/BV2 and the annex', async () => {
  const { pages, text } = await textOf(someMinutes())
  for (const words of [
    'MS: 27/BV2', 'Số hồ sơ: 26-018842', 'Số vào viện: 26.04417', 'BỆNH VIỆN ĐA KHOA BA VÌ', 'TRÍCH BIÊN BẢN HỘI CHẨN', 'PHÙNG VĂN ĐỊNH', 'Đã điều trị từ 03/11/2026 đến 04/11/2026', 'Khoa: Ngoại tổng hợp', 'Phòng: 304', 'Giường: 12',
    'Chẩn đoán: Chảy máu dưới màng cứng', 'Hội chẩn lúc: 13 giờ 41 phút, ngày 04 tháng 11 năm 2026', 'Chủ tọa: PGS.TS.BS Đỗ Hoàng Lâm', 'Thư ký: ThS.BS Lưu Phương Dung', 'Thành viên tham gia: BSCKI Chu Đức Thịnh (Bệnh viện Đa khoa Ba Vì)',
    'Tóm tắt quá trình diễn biến bệnh, quá trình điều trị và chăm sóc: Vào viện', 'Kết luận (sau khi đã khám lại và thảo luận):', 'Có chỉ định phẫu thuật trong ngày.', 'Chưa kết luận, lý do: Chờ chụp kiểm tra ngày thứ 7.', 'Hướng điều trị tiếp theo: Truyền huyết tương', 'THƯ KÝ', 'CHỦ TỌA',
  ]) expect(pages[0]).toContain(words)
  for (const words of ['PHỤ LỤC', '13:46', '13:25', '13:49', '13:50', '15:04', 'Không tham dự', 'ông Phùng Văn Tuấn (con trai)', 'đã xác nhận điện tử lúc 15 giờ 12 phút']) expect(pages[1]).toContain(words)
  expect(text.toLowerCase()).not.toContain('ký số')
})
