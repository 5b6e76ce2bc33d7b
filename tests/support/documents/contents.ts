import type { FullMinutesContent, MinutesContent, OpinionContent } from '~/domain/documents/paper-content'

const common = {
  demo: true,
  consultCode: 'HC-BV-26-000118',
  number: '',
  place: 'Hà Nội',
  requesting: { name: 'Bệnh viện Đa khoa Ba Vì', department: 'Khoa Ngoại tổng hợp' },
  supporting: { name: 'Bệnh viện Đa khoa Xanh Pôn', department: 'Khoa Phẫu thuật thần kinh' },
  patient: {
    name: 'Phùng Văn Định', age: { value: 67, unit: 'years' as const, estimated: false }, sex: 'male' as const, recordNumber: '26-018842', admissionNumber: '26.04417',
    department: 'Ngoại tổng hợp', room: '304', bed: '12', diagnosis: 'Chảy máu dưới màng cứng do chấn thương (S06.5), bán cầu trái; rung nhĩ (I48)', admittedOn: '2026-11-03',
  },
  agreement: { number: '214/TT-XP-BV', validFrom: '2026-01-01', validUntil: '2028-12-31' },
  version: 1,
  reason: '',
}

/** Every letter of Vietnamese with every mark, in both cases: what a font or an encoder may lose. */
export const everyLetter = 'aàáảãạăằắẳẵặâầấẩẫậ đ eèéẻẽẹêềếểễệ iìíỉĩị oòóỏõọôồốổỗộơờớởỡợ uùúủũụưừứửữự yỳýỷỹỵ AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ Đ EÈÉẺẼẸÊỀẾỂỄỆ IÌÍỈĨỊ OÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ UÙÚỦŨỤƯỪỨỬỮỰ YỲÝỶỸỴ'

/** A written answer about an invented patient; `changes` replace whole fields. */
export const anOpinion = (changes: Partial<OpinionContent> = {}): OpinionContent => ({
  ...common,
  kind: 'opinion',
  issuer: { authority: 'Sở Y tế Hà Nội', ...common.supporting },
  requestVersion: 1,
  round: 1,
  change: 'correction',
  disposition: null,
  together: false,
  opinions: [],
  missing: { people: [], reason: '' },
  level: 'emergency',
  specialty: 'Phẫu thuật thần kinh',
  situation: 'Ngã đập đầu cách 5 tuần. Đau đầu tăng dần, yếu nửa người phải 4 ngày. Glasgow 14 điểm, INR 2,8; SpO₂ ≥ 96%; máu tụ dày 18 mm, đường giữa lệch 9 mm.',
  questions: [
    { number: 1, text: 'Có chỉ định mổ trong ngày hay không?', answered: true, answer: 'Có chỉ định phẫu thuật trong ngày. Không chờ chụp lại nếu tri giác không đổi.', dissents: [] },
    { number: 2, text: 'Khi nào dùng lại thuốc chống đông?', answered: false, answer: 'Cần ý kiến chuyên khoa Tim mạch.', dissents: [] },
  ],
  general: `Đủ chữ: ${everyLetter}`,
  specialist: { title: 'PGS.TS.BS', name: 'Đỗ Hoàng Lâm' },
  treatingDoctor: { title: 'BSCKI', name: 'Chu Đức Thịnh' },
  confirmedAt: '2026-11-04T07:12:07.000Z',
  ...changes,
})

/** Minutes of a conference of two hospitals. */
export const someMinutes = (changes: Partial<MinutesContent> = {}): MinutesContent => ({
  ...common,
  kind: 'minutes',
  place: 'Ba Vì',
  issuer: { authority: 'Sở Y tế Hà Nội', ...common.requesting },
  startedAt: '2026-11-04T06:41:00.000Z',
  endedAt: '2026-11-04T08:02:00.000Z',
  treatedUntil: '2026-11-04',
  chair: { title: 'PGS.TS.BS', name: 'Đỗ Hoàng Lâm', hospital: common.supporting.name, confirmedAt: '2026-11-04T08:12:07.000Z' },
  scribe: { title: 'ThS.BS', name: 'Lưu Phương Dung', hospital: common.supporting.name, confirmedAt: '2026-11-04T08:09:51.000Z' },
  members: [{ title: 'BSCKI', name: 'Chu Đức Thịnh', hospital: common.requesting.name }],
  confirmations: [], textSha256: null, printed: null, overall: '', icd10: [], change: null, nextSteps: [],
  named: [],
  summary: 'Vào viện 21 giờ 40 phút ngày 03/11/2026 vì đau đầu tăng dần. Đã ngừng thuốc chống đông, theo dõi tri giác mỗi giờ.',
  questions: [
    { number: 1, text: 'Có chỉ định mổ trong ngày hay không?', concluded: true, conclusion: 'Có chỉ định phẫu thuật trong ngày.', at: '2026-11-04T06:46:00.000Z' },
    { number: 2, text: 'Khi nào dùng lại thuốc chống đông?', concluded: false, conclusion: 'Chờ chụp kiểm tra ngày thứ 7.', at: null },
  ],
  treatmentPlan: 'Truyền huyết tương từ 14 giờ 30 phút; dự kiến mổ 17 giờ 00 phút. Theo dõi hồi sức 24 giờ.',
  attendance: [
    { hospital: common.supporting.name, people: [
      { title: 'PGS.TS.BS', name: 'Đỗ Hoàng Lâm', role: 'chair', times: [{ from: '2026-11-04T06:28:00.000Z', to: '2026-11-04T08:02:00.000Z' }] },
      { title: 'ThS.BS', name: 'Lưu Phương Dung', role: 'scribe', times: [{ from: '2026-11-04T06:25:00.000Z', to: '2026-11-04T06:49:00.000Z' }, { from: '2026-11-04T06:50:00.000Z', to: '2026-11-04T08:04:00.000Z' }] },
      { title: 'TS.BS', name: 'Hà Quang Tuyển', role: 'specialist', times: [] },
    ] },
    { hospital: common.requesting.name, people: [{ title: 'BSCKI', name: 'Chu Đức Thịnh', role: 'presenter', times: [{ from: '2026-11-04T06:27:00.000Z', to: null }] }] },
  ],
  basis: { kind: 'consent', person: 'ông Phùng Văn Tuấn', relation: 'con trai' },
  ...changes,
})

/** The whole minutes of the same conference, confirmed by three, one of them by hand. */
export const theFullMinutes = (changes: Partial<FullMinutesContent> = {}): FullMinutesContent => ({
  ...someMinutes(),
  kind: 'fullMinutes',
  number: '12/BB-XP',
  issuer: { authority: 'Sở Y tế Hà Nội', ...common.supporting },
  confirmations: [
    { role: 'scribe', title: 'ThS.BS', name: 'Lưu Phương Dung', hospital: common.supporting.name, at: '2026-11-04T08:09:51.000Z', method: 'electronic' },
    { role: 'chair', title: 'PGS.TS.BS', name: 'Đỗ Hoàng Lâm', hospital: common.supporting.name, at: '2026-11-04T08:12:07.000Z', method: 'electronic' },
    { role: 'treating', title: 'BSCKI', name: 'Chu Đức Thịnh', hospital: common.requesting.name, at: '2026-11-05T00:00:00.000Z', method: 'paper' },
  ],
  textSha256: 'a'.repeat(64), printed: { sha256: 'b'.repeat(64), at: '2026-11-04T09:00:00.000Z', scanSha256: 'c'.repeat(64) },
  overall: 'Máu tụ dưới màng cứng mạn tính, có chỉ định phẫu thuật.', icd10: [{ code: 'S06.5', name: 'Chảy máu dưới màng cứng do chấn thương' }], change: 'added',
  nextSteps: [{ text: 'Chụp cắt lớp vi tính kiểm tra', dueOn: '2026-11-11', who: 'Chu Đức Thịnh' }],
  questions: someMinutes().questions.map((question) => ({ ...question, agreement: 'mostly', opinions: [{ title: 'TS.BS', name: 'Hà Quang Tuyển', stance: 'differs', text: `Nên chụp lại trước. ${everyLetter}` }, { title: 'BSCKI', name: 'Chu Đức Thịnh', stance: 'agrees', text: '' }] })),
  sites: [{ name: 'Phòng giao ban khoa Ngoại', hospital: common.requesting.name, people: [{ name: 'Khuất Thị Mai', position: 'Điều dưỡng trưởng', from: '2026-11-04T06:41:00.000Z', to: '2026-11-04T08:02:00.000Z' }] }],
  interruptions: [{ kind: 'lost', who: 'Lưu Phương Dung', from: '2026-11-04T06:49:00.000Z', to: '2026-11-04T06:50:00.000Z' }],
  ...changes,
})
