import { z } from '~/platform/zod'

// Everything a paper prints, frozen when it is issued. Times are ISO instants, days yyyy-MM-dd in Vietnam, '' prints as
// a dotted line. Names of hospitals are those valid on the day of confirming.
const instant = z.iso.datetime()
const day = z.iso.date()
const dayOrNone = z.union([day, z.literal('')])

const signer = z.object({ name: z.string().min(1), title: z.string() })
const party = z.object({ name: z.string().min(1), department: z.string() })
const member = signer.extend({ hospital: z.string() })

export const paperPatient = z.object({
  /** null: identity not known */
  name: z.string().min(1).nullable(),
  age: z.object({ value: z.number().int().nonnegative(), unit: z.enum(['years', 'months', 'days']), estimated: z.boolean() }).nullable(),
  sex: z.enum(['male', 'female', 'unknown']),
  recordNumber: z.string(),
  admissionNumber: z.string(),
  department: z.string(),
  room: z.string(),
  bed: z.string(),
  diagnosis: z.string(),
  admittedOn: dayOrNone,
})

/** The agreement that covered the request, or why there was none. */
export const agreementLine = z.union([
  z.object({ number: z.string().min(1), validFrom: day, validUntil: day }),
  z.object({ reason: z.string() }),
])

const common = {
  /** demo data: said on each page */
  demo: z.boolean(),
  consultCode: z.string().min(1),
  /** the hospital's own number of the document */
  number: z.string(),
  /** before the date: "Ba Vì, ngày …" */
  place: z.string(),
  /** whose paper it is: the head of page one */
  issuer: party.extend({ authority: z.string() }),
  requesting: party,
  supporting: party,
  patient: paperPatient,
  agreement: agreementLine,
  version: z.number().int().positive(),
  /** why the version before was corrected */
  reason: z.string(),
}

export const opinionContent = z.object({
  kind: z.literal('opinion'),
  ...common,
  requestVersion: z.number().int().positive(),
  level: z.enum(['redAlert', 'emergency', 'sameDay', 'routine']),
  specialty: z.string(),
  situation: z.string(),
  /** `answer` is the reason where a question was not answered */
  questions: z.array(z.object({ number: z.number().int().positive(), text: z.string(), answered: z.boolean(), answer: z.string() })).min(1),
  general: z.string(),
  specialist: signer,
  treatingDoctor: signer,
  confirmedAt: instant,
})

/** Form MS 27/BV2, with an annex for what a remote conference adds. */
export const minutesContent = z.object({
  kind: z.literal('minutes'),
  ...common,
  startedAt: instant,
  endedAt: instant,
  treatedUntil: dayOrNone,
  chair: member.extend({ confirmedAt: instant }),
  scribe: member.extend({ confirmedAt: instant }),
  /** those present besides chair and scribe */
  members: z.array(member),
  summary: z.string(),
  /** `conclusion` is the reason where a question was left open; `at` when it was settled */
  questions: z.array(z.object({ number: z.number().int().positive(), text: z.string(), concluded: z.boolean(), conclusion: z.string(), at: instant.nullable() })).min(1),
  treatmentPlan: z.string(),
  attendance: z.array(z.object({
    hospital: z.string(),
    people: z.array(signer.extend({
      role: z.enum(['chair', 'scribe', 'presenter', 'specialist']),
      times: z.array(z.object({ from: instant, to: instant.nullable() })),
    })),
  })),
  basis: z.union([
    z.object({ kind: z.literal('consent'), person: z.string(), relation: z.string() }),
    z.object({ kind: z.literal('emergency'), reason: z.string() }),
  ]).nullable(),
})

export const paperContent = z.discriminatedUnion('kind', [opinionContent, minutesContent])
  .refine((content) => content.version === 1 || content.reason.trim() !== '', { path: ['reason'], error: 'A correction says why' })

export type PaperPatient = z.infer<typeof paperPatient>
export type AgreementLine = z.infer<typeof agreementLine>
export type OpinionContent = z.infer<typeof opinionContent>
export type MinutesContent = z.infer<typeof minutesContent>
export type PaperContent = z.infer<typeof paperContent>

/** When the paper became final: the specialist's confirmation, or the later one of scribe and chair. */
export function confirmedAt(content: PaperContent): Date {
  if (content.kind === 'opinion') return new Date(content.confirmedAt)
  return new Date(Math.max(Date.parse(content.chair.confirmedAt), Date.parse(content.scribe.confirmedAt)))
}
