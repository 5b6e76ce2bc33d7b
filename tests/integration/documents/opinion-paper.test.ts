import { expect, test } from 'vitest'
import { printPaper } from '~/domain/documents/print-paper.server'
import { anOpinion } from '../../support/documents/contents'
import { pagesOf } from '../../support/documents/read-pdf'

const printed = async (content: ReturnType<typeof anOpinion>) => (await pagesOf(await printPaper(content, '7QK4-M2XD-95TB-ABCD'))).join(' ').normalize('NFC').replace(/\s+/g, ' ')

const lien = { title: 'BSCKII', name: 'Tạ Thị Bích Liên' }
const several = anOpinion({
  questions: [
    { number: 1, text: 'Mổ tại chỗ hay chuyển?', answered: true, answer: 'Mổ tại chỗ dưới giám sát từ xa.', dissents: [{ ...lien, text: 'Đề nghị chuyển trước mổ.', saidAt: null }] },
    { number: 2, text: 'Khi nào dùng lại thuốc chống đông?', answered: true, answer: 'Sau 4 tuần.', dissents: [{ title: 'TS.BS', name: 'Hà Quang Tuyển', text: 'Nên chờ 6 tuần.', saidAt: '2026-11-04T08:30:00.000Z' }] },
  ],
  opinions: [
    { ...lien, confirmedAt: '2026-11-04T06:58:00.000Z', disposition: 'transferNow', together: true, general: '', answers: [{ number: 1, answered: true, answer: 'Đề nghị chuyển trước mổ.' }, { number: 2, answered: true, answer: 'Đề nghị chuyển trước mổ.' }] },
    { title: 'TS.BS', name: 'Hà Quang Tuyển', confirmedAt: '2026-11-04T07:02:00.000Z', disposition: null, together: false, general: 'Theo dõi sát.', answers: [{ number: 1, answered: true, answer: 'Mổ được.' }, { number: 2, answered: false, answer: 'Cần thêm siêu âm.' }] },
  ],
  missing: { people: [{ title: 'BSCKI', name: 'Kiều Thị Hòa' }], reason: 'Đang trong phòng mổ.' },
})

test('the conclusion comes first, then who does not agree, then everybody\'s opinion and who is missing', async () => {
  const text = await printed(several)
  const places = [
    'Kết luận: Mổ tại chỗ dưới giám sát từ xa.', 'Ý kiến khác: BSCKII Tạ Thị Bích Liên: Đề nghị chuyển trước mổ.', 'TS.BS Hà Quang Tuyển (15:30 ngày 04/11/2026, sau kết luận): Nên chờ 6 tuần.',
    'V. Ý kiến của từng chuyên gia', 'BSCKII Tạ Thị Bích Liên, xác nhận lúc 13:58 ngày 04/11/2026', 'Chuyển người bệnh ngay.', 'Trả lời chung cho các câu hỏi 1–2: Đề nghị chuyển trước mổ.',
    'Câu 2, chưa trả lời được, lý do: Cần thêm siêu âm.', 'Ý kiến chung: Theo dõi sát.', 'Chưa có ý kiến của BSCKI Kiều Thị Hòa. Lý do kết luận khi chưa đủ ý kiến: Đang trong phòng mổ.', 'VI. Ý kiến chung', 'VII. Căn cứ', 'NGƯỜI KẾT LUẬN',
  ].map((words) => { expect(text).toContain(words); return text.indexOf(words) })
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(text).not.toContain('27/BV2')
})

test('an answer from a phone is printed once for all questions', async () => {
  const answer = 'Giữ lại, thở máy không xâm nhập.'
  const text = await printed(anOpinion({ together: true, disposition: 'keep', questions: [1, 2, 3].map((number) => ({ number, text: `Nội dung ${number}?`, answered: true, answer, dissents: [] })) }))
  expect(text.split(answer)).toHaveLength(2)
  for (const words of ['Giữ lại điều trị.', 'Trả lời chung cho các câu hỏi 1–3', 'Nội dung 3?', 'NGƯỜI TƯ VẤN']) expect(text).toContain(words)
})

test('a version that only adds dissent says so, and is not called a correction', async () => {
  const text = await printed(anOpinion({ version: 2, change: 'dissent', reason: 'Ghi ý kiến khác của BSCKII Tạ Thị Bích Liên ở câu 1' }))
  expect(text).toContain('Phiên bản 2, bổ sung ý kiến khác và thay thế phiên bản 1. Ghi ý kiến khác của BSCKII Tạ Thị Bích Liên ở câu 1.')
  expect(text).not.toContain('đính chính')
})
