import { freeFloor, withFloor, withHand, withHelp, withHelped, withLead, withoutPerson, withQueue, type Floor, type FloorBodies } from './floor-state'
import { emptyStage, withMark, withoutMark, withoutPresenter, withPresenter, withShown, type StageBodies, type StageState } from './stage-state'
import { noTalk, withField, withOpinion, withoutPolls, withPoll, type Fields, type Talk, type TalkBodies } from './talk-state'

/**
 * The state of a room is this fold over its log, in the browser as on the server. Entries carry instants as ISO strings,
 * so a state that travelled as JSON is the same state.
 */
/** Of a consult on the agenda; one that was postponed or withdrawn is "moved". */
export const steps = ['waiting', 'presenting', 'questions', 'discussion', 'conclusion', 'done', 'moved'] as const
export type Step = (typeof steps)[number]
/** How well somebody hears and is heard, best first. */
export const lineQualities = ['good', 'fair', 'poor', 'bad'] as const
export type LineQuality = (typeof lineQualities)[number]

export interface EntryBodies extends StageBodies, TalkBodies, FloorBodies {
  join: Record<string, never>
  /** the line to this person dropped; they are expected back */
  lost: Record<string, never>
  leave: { reason: 'left' | 'silent' }
  chat: { text: string }
  /** a consult of the agenda comes on stage with its step, or is done */
  step: { item: string; step: Step; question?: number | undefined }
  /** postponed to another conference, or withdrawn */
  moved: { item: string }
  /** in logs from before texts were shared: a question's conclusion, or why there was none */
  conclusion: { item: string; number: number; text: string; concluded: boolean; baseVersion: number }
  /** of: whose microphone a chair or scribe switched off or gave free; without it one's own, free again */
  mute: { muted: boolean; of?: string | undefined }
  /** for everybody but those who run the conference */
  microphones: { closed: boolean }
  /** a line that was bad for a while, and later that it is not any more */
  line: { quality: LineQuality }
  closed: Record<string, never>
}
export type EntryKind = keyof EntryBodies
export type RoomEntry = { [K in EntryKind]: { seq: number; cmdId: string; personId: string; at: string; kind: K; body: EntryBodies[K] } }[EntryKind]

export interface Stay { from: string; until: string | null }
export interface Presence { state: 'here' | 'lost' | 'left'; since: string; stays: Stay[] }
export interface Conclusion { text: string; concluded: boolean; version: number; personId: string; at: string }
export interface ChatLine { seq: number; cmdId: string; personId: string; at: string; text: string }

export interface Microphones {
  closed: boolean
  muted: string[]
  /** who has the floor although they are closed */
  free: string[]
}

export interface ItemState extends Talk {
  step: Step
  /** the question being discussed */
  question: number | null
  /** when it was on stage */
  stays: Stay[]
  conclusions: Record<number, Conclusion>
}

export interface RoomState extends Floor {
  /** the last entry taken in */
  seq: number
  /** the consult on stage, as a line of the agenda */
  stage: string | null
  /** consults of the agenda that have been on stage, or were taken off it */
  items: Record<string, ItemState>
  people: Record<string, Presence>
  /** what is shown of the pictures, by whom, and what was drawn on them */
  board: StageState
  /** typed fields of the minutes by line of the agenda and name */
  fields: Fields
  chat: ChatLine[]
  microphones: Microphones
  /** when whose line was bad: interruptions of what they heard */
  weak: Record<string, Stay[]>
  closedAt: string | null
}

export const emptyRoom: RoomState = {
  ...freeFloor, seq: 0, stage: null, items: {}, people: {}, board: emptyStage, fields: {}, chat: [],
  microphones: { closed: false, muted: [], free: [] }, weak: {}, closedAt: null,
}

const freshItem: ItemState = { ...noTalk, step: 'waiting', question: null, stays: [], conclusions: {} }
/** A consult of the agenda as the room knows it. */
export const itemOf = ({ items }: Pick<RoomState, 'items'>, item: string): ItemState => items[item] ?? freshItem

/** Must this person's microphone be off? Closed microphones leave those who run the conference theirs. */
export const isMuted = ({ microphones: { closed, muted, free } }: Pick<RoomState, 'microphones'>, personId: string, runs: boolean): boolean =>
  muted.includes(personId) || (closed && !runs && !free.includes(personId))

export const isWeak = ({ weak }: Pick<RoomState, 'weak'>, personId: string): boolean => weak[personId]?.at(-1)?.until === null

/** The room after the next entry. Entries come in order of seq; room-log.ts sees to that. */
export function applyEntry(state: RoomState, entry: RoomEntry): RoomState {
  return { ...change(state, entry), seq: entry.seq }
}

function change(state: RoomState, entry: RoomEntry): RoomState {
  const { personId, at } = entry
  switch (entry.kind) {
    case 'join':
      return withPerson(state, personId, arrive(state.people[personId], at))
    case 'lost':
      return withPerson(strengthen(state, personId, at), personId, depart(state.people[personId], at, 'lost'))
    case 'leave':
      return withBoard(withoutPerson(withPerson(strengthen(state, personId, at), personId, depart(state.people[personId], at, 'left')), personId), withoutPresenter(state.board, personId))
    case 'chat':
      return { ...state, chat: [...state.chat, { seq: entry.seq, cmdId: entry.cmdId, personId, at, text: entry.body.text }] }
    case 'hand':
      return withHand(state, entry)
    case 'queue':
      return withQueue(state, entry)
    case 'floor':
      return hearing(withFloor(state, entry), entry)
    case 'lead':
      return withLead(state, entry)
    case 'help':
      return withHelp(state, entry)
    case 'helped':
      return withHelped(state, entry)
    case 'opinion':
      return withItem(state, entry.body.item, withOpinion(itemOf(state, entry.body.item), entry))
    case 'poll':
      return withItem(state, entry.body.item, withPoll(itemOf(state, entry.body.item), entry))
    case 'field':
      return { ...state, fields: withField(state.fields, entry) }
    case 'step':
      return step(state, entry.body, at)
    case 'moved':
      return withoutItem(step(state, { item: entry.body.item, step: 'moved' }, at), entry.body.item)
    case 'conclusion': {
      const { item, number, text, concluded } = entry.body
      const before = itemOf(state, item)
      return withItem(state, item, { ...before, conclusions: { ...before.conclusions, [number]: { text, concluded, version: entry.seq, personId, at } } })
    }
    case 'mark':
      return withBoard(state, withMark(state.board, entry))
    case 'unmark':
      return withBoard(state, withoutMark(state.board, entry))
    case 'present':
      return withBoard(state, withPresenter(state.board, entry))
    case 'show':
      return withBoard(state, withShown(state.board, entry))
    case 'mute':
      return { ...state, microphones: mute(state.microphones, entry.body, personId) }
    case 'microphones':
      return { ...state, microphones: { closed: entry.body.closed, muted: [], free: [] } }
    case 'line':
      return entry.body.quality === 'bad' ? weaken(state, personId, at) : strengthen(state, personId, at)
    case 'closed':
      return { ...offStage(state, at), hands: [], floor: null, closedAt: at, people: everybodyLeaves(state.people, at), weak: Object.keys(state.weak).reduce((now, id) => strengthen(now, id, at), state).weak }
    default:
      // A newer server may know kinds that this page does not: they count, and change nothing here.
      entry satisfies never
      return state
  }
}

const withItem = (state: RoomState, item: string, now: ItemState): RoomState => ({ ...state, items: { ...state.items, [item]: now } })

const withBoard = (state: RoomState, board: StageState): RoomState => (board === state.board ? state : { ...state, board })

/** Nothing is on stage; what was keeps its step and the time it had. */
function offStage(state: RoomState, at: string): RoomState {
  if (state.stage === null) return state
  const before = itemOf(state, state.stage)
  return { ...withItem(state, state.stage, { ...before, stays: ended(before.stays, at) }), stage: null, board: { ...state.board, presenterId: null } }
}

/** One consult at a time is on stage: a step of another one takes its place. */
function step(state: RoomState, { item, step: next, question }: EntryBodies['step'], at: string): RoomState {
  const active = next !== 'waiting' && next !== 'done' && next !== 'moved'
  const cleared = active === (state.stage === item) ? state : offStage(state, at)
  const before = itemOf(cleared, item)
  const stays = active && cleared.stage !== item ? [...before.stays, { from: at, until: null }] : before.stays
  const over = next === 'done' || next === 'moved'
  const now = { ...(over ? withoutPolls(before, at) : before), stays, step: next, question: question ?? (over ? null : before.question) }
  return { ...withItem(cleared, item, now), stage: active ? item : cleared.stage }
}

/** A consult that has left the conference is no longer this room's to read: what was said, chosen and drawn about it goes with it. */
function withoutItem(state: RoomState, item: string): RoomState {
  const { [item]: _chosen, ...fields } = state.fields
  const { step: last, stays } = itemOf(state, item)
  const { marks, shown } = state.board
  const board = { ...state.board, marks: marks.filter((mark) => mark.item !== item), shown: shown?.item === item ? null : shown }
  return { ...withItem(state, item, { ...freshItem, step: last, stays }), fields, board }
}

const ended = (stays: Stay[], at: string): Stay[] => stays.map((stay) => (stay.until === null ? { ...stay, until: at } : stay))

const withPerson = (state: RoomState, personId: string, presence: Presence | undefined): RoomState =>
  presence ? { ...state, people: { ...state.people, [personId]: presence } } : state

function arrive(before: Presence | undefined, at: string): Presence {
  if (before?.state === 'here') return before
  return { state: 'here', since: at, stays: [...(before?.stays ?? []), { from: at, until: null }] }
}

function depart(before: Presence | undefined, at: string, state: 'lost' | 'left'): Presence | undefined {
  if (!before || before.state === 'left') return before
  return { state, since: at, stays: ended(before.stays, at) }
}

const everybodyLeaves = (people: Record<string, Presence>, at: string): Record<string, Presence> =>
  Object.fromEntries(Object.entries(people).map(([id, presence]) => [id, depart(presence, at, 'left') ?? presence]))

/** Whoever is asked to speak is heard, also while microphones are closed. */
const hearing = (state: RoomState, { personId, body }: { personId: string; body: EntryBodies['floor'] }): RoomState =>
  body.personId === null ? state : { ...state, microphones: mute(state.microphones, { muted: false, of: body.personId }, personId) }

function mute(before: Microphones, { muted, of }: EntryBodies['mute'], personId: string): Microphones {
  // One's own way back: not while all are closed.
  if (of === undefined && before.closed) return before
  const whose = of ?? personId
  const without = (all: string[]) => all.filter((id) => id !== whose)
  return { closed: before.closed, muted: muted ? [...without(before.muted), whose] : without(before.muted), free: muted || !before.closed ? without(before.free) : [...without(before.free), whose] }
}

const weaken = (state: RoomState, personId: string, at: string): RoomState =>
  isWeak(state, personId) ? state : { ...state, weak: { ...state.weak, [personId]: [...(state.weak[personId] ?? []), { from: at, until: null }] } }

const strengthen = (state: RoomState, personId: string, at: string): RoomState =>
  isWeak(state, personId) ? { ...state, weak: { ...state.weak, [personId]: ended(state.weak[personId] ?? [], at) } } : state
