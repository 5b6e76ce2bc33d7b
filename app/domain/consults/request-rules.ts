import { Problem } from '~/platform/problem'
import { uuid } from '~/platform/http/form'
import type { AgeUnit, DataBasis, Level, Sex } from '~/platform/database/enums'
import type { DraftContent } from './draft'

/** A request that may be sent. */
export interface Request {
  level: Exclude<Level, 'redAlert'>
  supportingId: string
  specialtyCode: string
  overrideReason: string
  unidentified: boolean
  patientName: string | null
  sex: Sex
  age: { value: number; unit: AgeUnit; estimated: boolean }
  situation: string
  questions: string[]
  basis: { kind: DataBasis; person: string; relation: string; reason: string }
}

const levels = ['emergency', 'sameDay', 'routine'] as const
const sexes = ['male', 'female', 'unknown'] as const
/** The oldest age a unit makes sense for: beyond it another unit was meant. */
const oldest: Record<AgeUnit, number> = { years: 130, months: 72, days: 366 }

const oneOf = <T extends string>(list: readonly T[], value: string): T | undefined => list.find((item) => item === value)

/**
 * A draft as a request, or everything that still keeps it from being sent: level, addressee, person, sex, age, what is happening,
 * at least one question, consent or emergency basis. Whether an agreement covers it is coverage().
 */
export function requestOf(draft: DraftContent): { request: Request } | { problems: Problem[] } {
  const problems: Problem[] = []
  const missing = (field: string, key = `consults:problem.${field}`, params: Record<string, string | number> = {}) => problems.push(new Problem(key, { field, params }))

  const level = oneOf(levels, draft.level)
  if (draft.level === 'redAlert') missing('level', 'consults:problem.redAlertByTelephone')
  else if (!level) missing('level')
  const supportingId = uuid.safeParse(draft.supportingId).success ? draft.supportingId : undefined
  if (!supportingId) missing('supportingId')
  if (!draft.specialtyCode) missing('specialtyCode')
  const unidentified = draft.unidentified !== ''
  if (!unidentified && !draft.patientName) missing('patientName')
  const sex = oneOf(sexes, draft.sex)
  if (!sex) missing('sex')
  const unit = oneOf(Object.keys(oldest) as AgeUnit[], draft.ageUnit)
  const value = /^\d{1,4}$/.test(draft.ageValue) ? Number(draft.ageValue) : undefined
  if (draft.ageValue === '') missing('ageValue')
  else if (value === undefined) missing('ageValue', 'consults:problem.ageNumber')
  else if (!unit) missing('ageUnit')
  else if (value > oldest[unit]) missing('ageValue', 'consults:problem.ageImpossible', { limit: oldest[unit] })
  if (!draft.situation) missing('situation')
  const questions = draft.questions.filter((question) => question !== '')
  if (questions.length === 0) missing('questions')
  const kind = oneOf(['consent', 'emergency'] as const, draft.dataBasis)
  if (!kind) missing('dataBasis')
  if (kind === 'consent' && !draft.basisRelation) missing('basisRelation')
  if (kind === 'consent' && draft.basisRelation && draft.basisRelation !== 'self' && !draft.basisPerson) missing('basisPerson')
  if (kind === 'emergency' && !draft.basisReason) missing('basisReason')

  if (problems.length > 0 || !level || !supportingId || !sex || !unit || value === undefined || !kind) return { problems }
  return {
    request: {
      level, supportingId, specialtyCode: draft.specialtyCode, overrideReason: draft.overrideReason, unidentified,
      patientName: unidentified ? draft.patientName || null : draft.patientName, sex, age: { value, unit, estimated: draft.ageEstimated !== '' },
      situation: draft.situation, questions,
      basis: { kind, person: draft.basisPerson, relation: kind === 'consent' ? draft.basisRelation : '', reason: kind === 'emergency' ? draft.basisReason : '' },
    },
  }
}
