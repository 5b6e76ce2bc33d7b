import { z } from '~/platform/zod'

/**
 * Text as paper and database can hold it: composed letters, line breaks unified, no control or direction characters, at
 * most one empty line. A run of 500 signs without a space gets a line break, since laying it out takes quadratic time.
 */
export function printable(text: string): string {
  return text.normalize('NFC').replace(/\t/g, ' ').replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]|[\p{Cs}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '').trim()
    .replace(/\n\s*\n/g, '\n\n').replace(/\S{500}(?=\S)/gu, '$&\n')
}

// Everything a paper prints, frozen when it is issued. Times are ISO instants, days yyyy-MM-dd in Vietnam, '' prints as
// a dotted line. Names of hospitals are those valid on the day of confirming.
const words = z.string().overwrite(printable)
const someWords = words.min(1)
const instant = z.iso.datetime()
const day = z.iso.date()
const dayOrNone = z.union([day, z.literal('')])

const signer = z.object({ name: someWords, title: words })
const party = z.object({ name: someWords, department: words })
const member = signer.extend({ hospital: words })

export const paperPatient = z.object({
  /** null: identity not known */
  name: someWords.nullable(),
  age: z.object({ value: z.number().int().nonnegative(), unit: z.enum(['years', 'months', 'days']), estimated: z.boolean(), birthYear: z.number().int().nullish() }).nullable(),
  sex: z.enum(['male', 'female', 'unknown']),
  recordNumber: words,
  admissionNumber: words,
  department: words,
  room: words,
  bed: words,
  diagnosis: words,
  admittedOn: dayOrNone,
})

/** The agreement that covered the request, or why there was none. */
export const agreementLine = z.union([
  z.object({ number: someWords, validFrom: day, validUntil: day }),
  z.object({ reason: words }),
])

const common = {
  /** demo data: said on each page */
  demo: z.boolean(),
  consultCode: someWords,
  /** the hospital's own number of the document */
  number: words,
  /** before the date: "Ba Vì, ngày …" */
  place: words,
  /** whose paper it is: the head of page one */
  issuer: party.extend({ authority: words }),
  requesting: party,
  supporting: party,
  patient: paperPatient,
  agreement: agreementLine,
  version: z.number().int().positive(),
  /** why the version before was corrected */
  reason: words,
}

const answerLine = z.object({ number: z.number().int().positive(), answered: z.boolean(), answer: words })
/** how an answer from a phone begins */
const disposition = z.enum(['keep', 'transferNow']).nullable()

export const opinionContent = z.object({
  kind: z.literal('opinion'),
  ...common,
  requestVersion: z.number().int().positive(),
  level: z.enum(['redAlert', 'emergency', 'sameDay', 'routine']),
  specialty: words,
  situation: words,
  /** asked again: the second round and later ones are papers of their own */
  round: z.number().int().positive().default(1),
  /** what a version after the first brings: the answer put right, or only dissent that came in afterwards */
  change: z.enum(['correction', 'dissent']).default('correction'),
  disposition: disposition.default(null),
  /** one text answers all questions; printed once */
  together: z.boolean().default(false),
  /** `answer` is the reason where a question was not answered; `dissents` are those who do not agree, `saidAt` when they said so afterwards */
  questions: z.array(answerLine.extend({ text: words, dissents: z.array(signer.extend({ text: words, saidAt: instant.nullable() })).default([]) })).min(1),
  /** with several specialists: what each of them wrote; then `specialist` is the one who concludes */
  opinions: z.array(signer.extend({ confirmedAt: instant, disposition, together: z.boolean(), general: words, answers: z.array(answerLine) })).default([]),
  /** who was asked and did not answer, and why it was concluded without them */
  missing: z.object({ people: z.array(signer), reason: words }).default({ people: [], reason: '' }),
  general: words,
  specialist: signer,
  treatingDoctor: signer,
  confirmedAt: instant,
})

const confirmingRole = z.enum(['scribe', 'chair', 'treating'])
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** What both papers of a conference print. */
const ofConference = {
  ...common,
  /** the request as the conference had it; older minutes did not say */
  requestVersion: z.number().int().positive().optional(),
  startedAt: instant,
  endedAt: instant,
  treatedUntil: dayOrNone,
  /** their moments stand in `confirmations`; minutes from before had two of them, here */
  chair: member.extend({ confirmedAt: instant.optional() }),
  scribe: member.extend({ confirmedAt: instant.optional() }),
  /** who said that the minutes are right, in order; by hand: the day of the signature */
  confirmations: z.array(member.extend({ role: confirmingRole, at: instant, method: z.enum(['electronic', 'paper']) })).default([]),
  /** of the text that was confirmed; signed by hand: of the bytes that were printed for it, and of their scan */
  textSha256: sha256.nullable().default(null),
  printed: z.object({ sha256, at: instant, scanSha256: sha256 }).nullable().default(null),
  /** those present besides chair and scribe */
  members: z.array(member),
  summary: words,
  /** `conclusion` is the reason where a question was left open; `at` when it was settled */
  questions: z.array(z.object({ number: z.number().int().positive(), text: words, concluded: z.boolean(), conclusion: words, at: instant.nullable() })).min(1),
  treatmentPlan: words,
  attendance: z.array(z.object({
    hospital: words,
    people: z.array(signer.extend({
      role: z.enum(['chair', 'deputy', 'scribe', 'presenter', 'specialist', 'observer', 'technician']),
      times: z.array(z.object({ from: instant, to: instant.nullable() })),
    })),
  })),
  /** who was named to confirm in the place of somebody who left */
  named: z.array(z.object({ role: confirmingRole, former: signer, by: signer, at: instant, reason: words })).default([]),
  basis: z.union([
    z.object({ kind: z.literal('consent'), person: words, relation: words }),
    z.object({ kind: z.literal('emergency'), reason: words }),
  ]).nullable(),
  /** the conclusion on the whole, and diagnoses after the conference */
  overall: words.default(''),
  icd10: z.array(z.object({ code: someWords, name: words })).default([]),
  change: z.enum(['no', 'added', 'changed']).nullable().default(null),
  nextSteps: z.array(z.object({ text: someWords, dueOn: day, who: words })).default([]),
}

/** Form MS 27/BV2, with an annex for what a remote conference adds. */
export const minutesContent = z.object({ kind: z.literal('minutes'), ...ofConference })

/** The whole minutes: what was asked, said by whom, concluded and planned, and how the lines were. */
export const fullMinutesContent = z.object({
  kind: z.literal('fullMinutes'),
  ...ofConference,
  questions: z.array(z.object({
    number: z.number().int().positive(), text: words, concluded: z.boolean(), conclusion: words, at: instant.nullable(), agreement: z.enum(['agreed', 'mostly', 'divided']).nullable(),
    opinions: z.array(signer.extend({ stance: z.enum(['agrees', 'adds', 'differs', 'none']), text: words })),
  })).min(1),
  sites: z.array(z.object({ name: words, hospital: words, people: z.array(z.object({ name: words, position: words, from: instant, to: instant.nullable() })) })),
  interruptions: z.array(z.object({ kind: z.enum(['line', 'lost', 'leaderless', 'chairGone']), who: words, from: instant, to: instant })),
})

export const paperContent = z.discriminatedUnion('kind', [opinionContent, minutesContent, fullMinutesContent])
  .refine((content) => content.version === 1 || content.reason.trim() !== '', { path: ['reason'], error: 'A correction says why' })

export type PaperPatient = z.infer<typeof paperPatient>
export type OpinionContent = z.infer<typeof opinionContent>
export type MinutesContent = z.infer<typeof minutesContent>
export type FullMinutesContent = z.infer<typeof fullMinutesContent>
/** What the papers of a conference have in common. */
export type ConferenceContent = MinutesContent | FullMinutesContent
export type PaperContent = z.infer<typeof paperContent>

/** Who confirmed a paper of a conference and when; of minutes from before, scribe and chair. */
export function confirmationsOf({ confirmations, scribe, chair }: ConferenceContent): ConferenceContent['confirmations'] {
  if (confirmations.length > 0) return confirmations
  return ([['scribe', scribe], ['chair', chair]] as const).flatMap(([role, { confirmedAt: at, ...person }]) => (at ? [{ ...person, role, at, method: 'electronic' as const }] : []))
}

/** When the paper became final: the specialist's confirmation or the dissent after it, or the last one of those who confirm minutes; null as long as nobody has. */
export function confirmedAt(content: PaperContent): Date | null {
  const moments = content.kind === 'opinion'
    ? [content.confirmedAt, ...content.questions.flatMap(({ dissents }) => dissents.map(({ saidAt }) => saidAt ?? content.confirmedAt))]
    : confirmationsOf(content).map(({ at }) => at)
  return moments.length > 0 ? new Date(Math.max(...moments.map((moment) => Date.parse(moment)))) : null
}
