import { Problem } from '~/platform/problem'
import { uuid } from '~/platform/http/form'
import type { DataBasis, EpisodeKind, Level, Sex } from '~/platform/database/enums'
import { readAge, type Age } from './age'
import { clinicalOf, type Clinical } from './clinical'
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
  age: Age
  situation: string
  episodeKind: EpisodeKind | null
  clinical: Clinical
  questions: string[]
  basis: { kind: DataBasis; person: string; relation: string; reason: string }
}

const levels = ['emergency', 'sameDay', 'routine'] as const
const sexes = ['male', 'female', 'unknown'] as const
const episodes = ['inpatient', 'outpatient', 'emergencyStay', 'healthStation'] as const

const oneOf = <T extends string>(list: readonly T[], value: string): T | undefined => list.find((item) => item === value)

/**
 * A draft as a request, or everything that still keeps it from being sent: level, addressee, person, sex, age, at least one question,
 * consent or emergency basis. What is happening may stand in a file or come later: completeness() asks for it, nothing blocks. Whether
 * an agreement covers it is coverage(). `today` is yyyy-MM-dd in Vietnam.
 */
export function requestOf(draft: DraftContent, today: string): { request: Request } | { problems: Problem[] } {
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
  const found = readAge(draft, today)
  if ('problem' in found) missing(found.problem.field, found.problem.key, found.problem.params)
  const questions = draft.questions.filter((question) => question !== '')
  if (questions.length === 0) missing('questions')
  const kind = oneOf(['consent', 'emergency'] as const, draft.dataBasis)
  if (!kind) missing('dataBasis')
  if (kind === 'consent' && !draft.basisRelation) missing('basisRelation')
  if (kind === 'consent' && draft.basisRelation && draft.basisRelation !== 'self' && !draft.basisPerson) missing('basisPerson')
  if (kind === 'emergency' && !draft.basisReason) missing('basisReason')

  if (problems.length > 0 || !level || !supportingId || !sex || 'problem' in found || !kind) return { problems }
  return {
    request: {
      level, supportingId, specialtyCode: draft.specialtyCode, overrideReason: draft.overrideReason, unidentified,
      patientName: unidentified ? draft.patientName || null : draft.patientName, sex, age: found.age,
      situation: draft.situation, episodeKind: oneOf(episodes, draft.episodeKind) ?? null, clinical: clinicalOf(draft), questions,
      basis: { kind, person: draft.basisPerson, relation: kind === 'consent' ? draft.basisRelation : '', reason: kind === 'emergency' ? draft.basisReason : '' },
    },
  }
}
