import type { AgeUnit, Level } from '~/platform/database/enums'
import { vitalNames, type ClinicalName } from './clinical-fields'

/** What the meter reads of a request, as typed or as sent. */
export interface Completable {
  level: string
  specialtyCode: string
  situation: string
  /** pasted from the hospital's own system */
  summary: string
  diagnosis: string
  age: { value: number; unit: AgeUnit } | null
  clinical: Partial<Record<ClinicalName, string>>
}

export type Wanted = 'course' | 'vitals' | 'history' | 'diagnosis' | 'treatment' | 'tests' | 'ecg' | 'imaging' | 'weight' | 'onSite' | 'wish'

/** One thing a good answer needs; `why` names a text of compose:meter. */
export interface Need { key: Wanted; done: boolean; why: string }

const enough = (text: string, length: number): boolean => text.trim().length >= length
/** A vital sign in running text: "HA 90/60", "mạch 120", "SpO2 88%". */
const vitalInText = /(?<!\p{L})(?:mạch|m|huyết áp|ha|nhịp thở|nhiệt độ|t°|spo2|spo₂|gcs|glasgow)[\s:=.là]{0,5}\d/iu
const testInText = /(?<!\p{L})(?:bc|bạch cầu|hb|hct|tc|tiểu cầu|crp|pct|procalcitonin|lactat|creatinin|ure|kali|na\+?|glucose|troponin|inr|xét nghiệm|siêu âm|x-?quang|ct|mri|điện tim|ecg|điện tâm đồ)[\s:=]{1,3}\S/iu
const treatmentInText = /(?<!\p{L})(?:đã|đang)\s+(?:dùng|truyền|tiêm|thở|đặt|mổ|phẫu thuật|xử trí|điều trị|cho|cấp cứu|bù)|\d\s*(?:mg|g|ml|mcg|µg|ui|l\/phút|lít)/iu

const surgical = ['ngoai', 'phau-thuat', 'chan-thuong', 'ung-buou', 'than-kinh', 'chan-doan-hinh-anh', 'san']
const cardiac = ['tim-mach', 'hoi-suc', 'cap-cuu']
const oneOf = (codes: readonly string[], code: string): boolean => codes.some((one) => code.includes(one))

const isChild = (age: Completable['age']): boolean => age !== null && (age.unit !== 'years' || age.value < 16)

/** What is asked for beyond the eight things: less when minutes count, a little more where a specialty cannot answer without. */
function wantedOf({ level, specialtyCode, age }: Completable): Wanted[] {
  const urgent = (['redAlert', 'emergency'] as const satisfies Level[]).some((one) => one === level)
  return [
    'course', 'vitals', ...(urgent ? [] : ['history', 'diagnosis'] as const), 'treatment',
    ...(oneOf(cardiac, specialtyCode) ? ['ecg'] as const : oneOf(surgical, specialtyCode) ? ['imaging'] as const : []), 'tests',
    ...(isChild(age) ? ['weight'] as const : []), urgent ? 'onSite' : 'wish',
  ]
}

/**
 * What a good answer needs and what of it is there. Nothing of it keeps a request from being sent. A pasted summary or a document of
 * the hospital's system holds course, history, examination, diagnosis and treatment; a photographed slip is a result.
 */
export function completeness(request: Completable, files: readonly { mediaType: string; kind?: string }[]): Need[] {
  const { situation, clinical } = request
  const document = enough(request.summary, 200) || enough(situation, 800) || files.some(({ mediaType }) => mediaType === 'application/pdf')
  const pictures = files.filter(({ mediaType, kind }) => mediaType.startsWith('image/') || kind === 'dicom').length
  const filled = (...names: ClinicalName[]): boolean => names.some((name) => Boolean(clinical[name]))
  const has: Record<Wanted, boolean> = {
    course: document || enough(situation, 40) || filled('history'),
    vitals: document || vitalNames.filter((name) => name !== 'weight' && clinical[name]).length >= 3 || vitalInText.test(situation),
    history: document || filled('pastSelf', 'allergies') || /tiền sử|dị ứng/iu.test(situation),
    diagnosis: document || request.diagnosis !== '' || filled('icd10') || /chẩn đoán|cđ:|theo dõi|td\s/iu.test(situation),
    treatment: document || filled('treatment', 'procedures') || treatmentInText.test(situation),
    tests: filled('labs', 'imaging', 'ecg', 'endoscopy', 'pathology') || pictures > 0 || document || testInText.test(situation),
    ecg: filled('ecg') || pictures > 0 || /điện tim|điện tâm đồ|ecg|st chênh/iu.test(situation),
    imaging: filled('imaging') || pictures > 0 || /siêu âm|x-?quang|\bct\b|\bmri\b|cộng hưởng|cắt lớp/iu.test(situation),
    weight: filled('weight') || /cân nặng|\d\s*kg/iu.test(situation),
    onSite: filled('hasVentilator', 'hasBlood', 'hasTheatre', 'onSite'),
    wish: filled('wish') || /chuyển|giữ lại/iu.test(situation),
  }
  return wantedOf(request).map((key) => ({ key, done: has[key], why: `why.${key}` }))
}
