import { z } from '~/platform/zod'

const list = z.array(z.string()).catch([])
const words = z.string().catch('')

/** What a specialist has typed so far, on the page of all questions or on the phone: each keeps the other's part. */
export const opinionDraft = z.object({
  answers: list, unanswered: list, general: words,
  /** the one who concludes: who does not agree, as "question:person", and why it does not wait for everybody */
  dissents: list, missing: words,
  /** from the phone: one text for all questions */
  disposition: words, text: words,
}).catch({ answers: [], unanswered: [], general: '', dissents: [], missing: '', disposition: '', text: '' })
export type OpinionDraft = z.infer<typeof opinionDraft>

/** A stored draft, whatever version of the product wrote it. */
export const readOpinionDraft = (stored: unknown): OpinionDraft => opinionDraft.parse(stored ?? {})
