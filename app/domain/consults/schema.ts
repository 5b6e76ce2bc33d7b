import { z } from '~/platform/zod'
import { day, optionalText, text, uuid, version, words } from '~/platform/http/form'
import { clinicalShape } from './clinical'
import { limits } from './draft'

const consultId = uuid
const reason = words(limits.reason, 'consults:problem.reason')
const password = z.string({ error: 'people:problem.passwordMissing' }).min(1, { error: 'people:problem.passwordMissing' }).max(500, { error: 'people:problem.passwordMissing' })

export const createDraft = z.object({})
export const discardDraft = z.object({ consultId })
export const acceptConsult = z.object({ consultId })
export const askForMore = z.object({ consultId, note: reason })
export const declineConsult = z.object({ consultId, note: reason })
export const supplementConsult = z.object({ consultId, text: optionalText(limits.situation), questions: z.array(text(limits.question)).max(limits.questions), ...clinicalShape })
/** The one who answers or concludes, and others whose opinion is asked for. */
export const assignSpecialist = z.object({ consultId, specialistId: uuid, otherIds: z.array(uuid).max(limits.specialists, { error: 'consults:problem.tooManySpecialists' }).optional() })
export const takeOnConsult = z.object({ consultId })
export const redirectConsult = z.object({ consultId, supportingId: uuid, specialtyCode: words(40, 'consults:problem.specialtyCode'), note: reason })
export const approveConsult = z.object({ consultId })
export const returnForChanges = z.object({ consultId, note: reason })
export const rejectConsult = z.object({ consultId, note: reason })
export const approveByTelephone = z.object({ consultId, approverId: uuid, reportedAt: words(10, 'consults:problem.hour') })
export const confirmApproval = z.object({ consultId })
/** Those that were ticked; and a note for each row of the page, in its order. */
export const handOver = z.object({ toId: uuid, consultIds: z.array(uuid).max(100), rowIds: z.array(uuid).max(100), notes: z.array(text(limits.reason)).max(100) })
export const takeOver = z.object({ consultId, note: optionalText(limits.reason) })
export const withdrawConsult = z.object({ consultId, note: reason })
export const completeDetails = z.object({
  consultId, recordNumber: optionalText(50), admissionNumber: optionalText(50), department: optionalText(limits.short), room: optionalText(50), bed: optionalText(50),
  admittedOn: z.preprocess((value) => (value === '' ? undefined : value), day.optional()), diagnosis: optionalText(limits.reason), patientName: optionalText(limits.short), icd10: text(limits.short).optional(),
})

/** Answers arrive as parallel lists, one entry per question in its order; `unanswered` holds the numbers that get a reason instead. */
const answers = { answers: z.array(text(limits.situation)), unanswered: z.array(z.string().regex(/^\d{1,2}$/)), general: optionalText(limits.situation) }
/** Whose text it is: the answer, or beside it one's own opinion. */
const kind = z.enum(['opinion', 'conclusion']).optional()
/** the request version that was before the writer's eyes */
const requestVersion = version.optional()
/** who does not agree, as "question:person", marked by the one who concludes */
const concluding = { dissents: z.array(z.string().regex(/^\d{1,2}:[0-9a-f-]{36}$/, { error: 'problems:unknownChoice' })).max(200).optional(), missing: optionalText(limits.reason).optional() }
export const saveOpinion = z.object({ consultId, version, kind, ...answers, ...concluding })
export const confirmOpinion = z.object({ consultId, version, requestVersion, ...answers, ...concluding, seen: z.array(uuid).max(100).optional(), password })
export const correctOpinion = z.object({ consultId, requestVersion, ...answers, dissents: concluding.dissents, reason, password })
export const giveOpinion = z.object({ consultId, version, requestVersion, ...answers, reason: optionalText(limits.reason).optional(), password })
export const keepDissent = z.object({ consultId, number: z.coerce.number({ error: 'consults:problem.dissentNumber' }).int().min(1, { error: 'consults:problem.dissentNumber' }).max(99), text: words(limits.situation, 'consults:problem.dissent') })
const disposition = z.enum(['keep', 'transferNow', 'needMore'], { error: 'consults:problem.disposition' })
export const saveReply = z.object({ consultId, version, kind, disposition: z.string().max(20).optional(), text: optionalText(limits.situation) })
export const replyToConsult = z.object({ consultId, version, requestVersion, disposition, text: words(limits.situation, 'consults:problem.reply'), password: z.string().max(500).optional().transform((typed) => typed ?? '') })
export const acknowledgeCorrection = z.object({ consultId, opinionId: uuid })

export const decideConsult = z.object({ consultId, answerId: uuid, kind: z.enum(['apply', 'partly', 'not'], { error: 'consults:problem.decision' }), reason: optionalText(limits.reason) })
export const addFollowUp = z.object({ consultId, condition: z.enum(['better', 'same', 'worse', 'discharged', 'referred', 'died'], { error: 'consults:problem.condition' }), note: optionalText(limits.reason), planned: z.array(uuid).max(50).optional() })
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
export const reopenConsult = z.object({ consultId, note: reason })
/** To a hospital of the network, or to one outside named in words. */
export const referConsult = z.object({
  consultId, receivingId: z.preprocess((value) => (value === '' ? undefined : value), uuid.optional()), place: optionalText(limits.short), reason,
  transport: z.enum(['escortedAmbulance', 'ambulance', 'hospitalVehicle', 'ownMeans'], { error: 'consults:problem.transport' }),
})
export const askAgain = z.object({ consultId, text: words(limits.situation, 'consults:problem.askAgainText'), questions: z.array(text(limits.question)).max(limits.questions) })
export const enterReadmission = z.object({ consultId, readmitted: z.enum(['yes', 'no', 'unknown'], { error: 'consults:problem.readmitted' }), note: optionalText(limits.reason) })
/** Longest message: threadLimits.text. */
export const writeMessage = z.object({ consultId, text: text(4_000) })
export const readThread = z.object({ consultId, upTo: z.coerce.number().int().min(1).max(2 ** 31 - 2) })
export const logCall = z.object({
  consultId, calledId: z.preprocess((value) => (value === '' ? undefined : value), uuid.optional()), number: optionalText(30).refine((value) => value === '' || /^\+?[\d .()-]{3,}$/.test(value), { error: 'reach:problem.callNumber' }),
  outcome: z.enum(['reached', 'noAnswer', 'busy', 'wrongNumber'], { error: 'reach:problem.callOutcome' }), note: optionalText(limits.reason),
})
export const removeFile = z.object({ consultId, fileId: uuid })
