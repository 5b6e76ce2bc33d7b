import type { TFunction } from 'i18next'
import type { AgeUnit, Sex } from '~/platform/database/enums'

export interface PatientShown { sex: Sex | null; age: { value: number; unit: AgeUnit; estimated: boolean; birthYear?: number | null } | null }

const ageWords = (t: TFunction, { value, unit, estimated, birthYear }: NonNullable<PatientShown['age']>): string => {
  const words = value === 0 && unit === 'years' ? t('record:age.underOne') : t(`record:age.${unit}`, { count: value })
  const age = estimated ? t('record:age.about', { age: words }) : words
  return birthYear ? t('record:age.born', { year: birthYear, age }) : age
}

/** "Nam, 67 tuổi", or "Nam, sinh năm 1958, 68 tuổi": who a consult is about, without a name; the route needs the namespace `record`. */
export const patientWords = (t: TFunction, { sex, age }: PatientShown): string =>
  [sex ? t(`record:sex.${sex}`) : '', age ? ageWords(t, age) : ''].filter(Boolean).join(', ')

/** "Nam, 67 tuổi: đau ngực giờ thứ hai": a consult in a list. */
export const consultWords = (t: TFunction, consult: PatientShown & { headline: string }): string => {
  const who = patientWords(t, consult)
  const about = consult.headline || t('record:noSituation')
  return who ? t('record:headline', { who, about }) : about
}
