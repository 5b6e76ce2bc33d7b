import { z } from '~/platform/zod'
import { day, optionalText, text, uuid, version, words } from '~/platform/http/form'
import { limits } from './draft'

const consultId = uuid
const reason = words(limits.reason, 'consults:problem.reason')
const password = z.string({ error: 'people:problem.passwordMissing' }).min(1, { error: 'people:problem.passwordMissing' }).max(500, { error: 'people:problem.passwordMissing' })

export const createDraft = z.object({})
export const discardDraft = z.object({ consultId })
export const acceptConsult = z.object({ consultId })
export const askForMore = z.object({ consultId, note: reason })
export const declineConsult = z.object({ consultId, note: reason })
export const supplementConsult = z.object({ consultId, text: words(limits.situation, 'consults:problem.supplement'), questions: z.array(text(limits.question)).max(limits.questions) })
export const assignSpecialist = z.object({ consultId, specialistId: uuid })
export const withdrawConsult = z.object({ consultId, note: reason })
export const completeDetails = z.object({
  consultId, recordNumber: optionalText(50), admissionNumber: optionalText(50), department: optionalText(limits.short), room: optionalText(50), bed: optionalText(50),
  admittedOn: z.preprocess((value) => (value === '' ? undefined : value), day.optional()), diagnosis: optionalText(limits.reason), patientName: optionalText(limits.short),
})

/** Answers arrive as parallel lists, one entry per question in its order; `unanswered` holds the numbers that get a reason instead. */
const answers = { answers: z.array(text(limits.situation)), unanswered: z.array(z.string().regex(/^\d{1,2}$/)), general: optionalText(limits.situation) }
export const saveOpinion = z.object({ consultId, version, ...answers })
export const confirmOpinion = z.object({ consultId, version, ...answers, password })
export const correctOpinion = z.object({ consultId, ...answers, reason, password })
export const acknowledgeCorrection = z.object({ consultId, opinionId: uuid })

export const decideConsult = z.object({ consultId, answerId: uuid, kind: z.enum(['apply', 'partly', 'not'], { error: 'consults:problem.decision' }), reason: optionalText(limits.reason) })
export const addFollowUp = z.object({ consultId, condition: z.enum(['better', 'same', 'worse', 'discharged', 'referred', 'died'], { error: 'consults:problem.condition' }), note: words(limits.reason, 'consults:problem.followUpNote') })
export const endEpisode = z.object({ consultId, endKind: z.enum(['discharge', 'endOfCare', 'referral', 'leftAgainstAdvice', 'death'], { error: 'consults:problem.endKind' }), endedOn: day })
export const evaluateConsult = z.object({
  consultId,
  result: z.enum(['recovered', 'improved', 'unchanged', 'worse', 'died', 'hopelessHome', 'unknown'], { error: 'consults:problem.result' }),
  treatedOnSite: z.enum(['yes', 'no'], { error: 'consults:problem.treatedOnSite' }),
  diagnosisChange: z.enum(['no', 'added', 'changed'], { error: 'consults:problem.diagnosisChange' }),
  usefulness: z.enum(['1', '2', '3', '4', '5'], { error: 'consults:problem.usefulness' }),
  remark: optionalText(limits.reason),
})
export const addRemark = z.object({ consultId, text: words(limits.reason, 'consults:problem.remark') })
export const closeConsult = z.object({ consultId })
export const closeNotFollowed = z.object({ consultId, note: reason })
export const removeFile = z.object({ consultId, fileId: uuid })
