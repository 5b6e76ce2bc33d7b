/** Who said what to a question, what was asked of all, and the typed fields of the minutes: the parts of a consult that people fill. */
export const settlements = ['concluded', 'leftOpen'] as const
export type Settlement = (typeof settlements)[number]
export const agreements = ['agreed', 'mostly', 'divided'] as const
type Agreement = (typeof agreements)[number]
/** "none": present, without an opinion of one's own. */
export const stances = ['agrees', 'adds', 'differs', 'none'] as const
export type Stance = (typeof stances)[number]

export interface TalkBodies {
  /** of: in whose name a chair or scribe wrote it down */
  opinion: { item: string; number: number; stance: Stance; text: string; of?: string | undefined }
  /** everybody entitled is asked for an opinion, or not any more */
  poll: { item: string; number: number; open: boolean }
  /** a typed field of the minutes; baseVersion is the version its writer saw */
  field: { item: string; name: string; value: unknown; baseVersion: number }
}

export interface Opinion { stance: Stance; text: string; at: string; /** who wrote it down */ by: string }
interface Poll { open: boolean; at: string; by: string }
interface TypedField { value: unknown; version: number; personId: string; at: string }

export interface Talk {
  /** by question and person; the latest of a person counts */
  opinions: Record<number, Record<string, Opinion>>
  polls: Record<number, Poll>
}
export const noTalk: Talk = { opinions: {}, polls: {} }
export type Fields = Record<string, Record<string, TypedField>>

type Told<K extends keyof TalkBodies> = { seq: number; personId: string; at: string; body: TalkBodies[K] }

export function withOpinion<T extends Talk>(talk: T, { personId, at, body: { number, stance, text, of } }: Told<'opinion'>): T {
  const opinion: Opinion = { stance, text, at, by: personId }
  return { ...talk, opinions: { ...talk.opinions, [number]: { ...talk.opinions[number], [of ?? personId]: opinion } } }
}

/** Opened twice it stays the poll it was. */
export const withPoll = <T extends Talk>(talk: T, { personId, at, body: { number, open } }: Told<'poll'>): T =>
  (talk.polls[number]?.open ?? false) === open ? talk : { ...talk, polls: { ...talk.polls, [number]: { open, at, by: personId } } }

/** Nobody is asked about a consult that is over. */
export const withoutPolls = <T extends Talk>(talk: T, at: string): T =>
  Object.values(talk.polls).some(({ open }) => open)
    ? { ...talk, polls: Object.fromEntries(Object.entries(talk.polls).map(([number, poll]) => [number, poll.open ? { ...poll, open: false, at } : poll])) }
    : talk

export const withField = (fields: Fields, { seq, personId, at, body: { item, name, value } }: Told<'field'>): Fields =>
  ({ ...fields, [item]: { ...fields[item], [name]: { value, version: seq, personId, at } } })

interface HasFields { fields: Fields }
/** The version a change of this field must name; 0 before the first. */
export const fieldVersion = ({ fields }: HasFields, item: string, name: string): number => fields[item]?.[name]?.version ?? 0
export const settledOf = ({ fields }: HasFields, item: string, number: number): Settlement | null =>
  settlements.find((value) => value === fields[item]?.[`settled:${number}`]?.value) ?? null
export const agreementOf = ({ fields }: HasFields, item: string, number: number): Agreement | null =>
  agreements.find((value) => value === fields[item]?.[`agreement:${number}`]?.value) ?? null

export interface Counted { stance: Stance; people: { personId: string; opinion: Opinion }[] }

/** The opinions to a question by stance, in the order of the stances, each by time. */
export const countOpinions = ({ opinions }: Talk, number: number): Counted[] => {
  const all = Object.entries(opinions[number] ?? {}).map(([personId, opinion]) => ({ personId, opinion })).sort((a, b) => a.opinion.at.localeCompare(b.opinion.at))
  return stances.map((stance) => ({ stance, people: all.filter(({ opinion }) => opinion.stance === stance) }))
}

/** What the opinions suggest; the chair decides. Null while nobody has said anything. */
export function suggestAgreement(talk: Talk, number: number): Agreement | null {
  const held = countOpinions(talk, number).filter(({ stance }) => stance !== 'none')
  const all = held.reduce((sum, { people }) => sum + people.length, 0)
  const differing = held.find(({ stance }) => stance === 'differs')?.people.length ?? 0
  if (all === 0) return null
  if (differing === 0) return 'agreed'
  return differing * 3 <= all ? 'mostly' : 'divided'
}
