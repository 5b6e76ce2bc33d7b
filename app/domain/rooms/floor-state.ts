/** Who asks to speak in which order, who has the floor, who leads, and who asked for technical help. */
export interface FloorBodies {
  /** of: whose hand a chair or scribe lowered; one's own without it */
  hand: { raised: boolean; of?: string | undefined }
  /** a raised hand goes before another one's, or to the end */
  queue: { personId: string; before: string | null }
  /** asked to speak, which takes the hand down; nobody has the floor with null */
  floor: { personId: string | null }
  /** gone: handed over because whoever led was away too long; back: the chair took over again. baseVersion: the handover before this one */
  lead: { personId: string | null; reason: 'gone' | 'back'; baseVersion: number }
  help: { text: string }
  /** somebody takes care of a call for help: the entry it stands in */
  helped: { call: number }
}

/** item: the consult that was on stage when it was raised */
interface Hand { personId: string; at: string; item: string | null }
interface Lead { personId: string | null; reason: 'gone' | 'back'; at: string; version: number }
interface HelpCall { seq: number; personId: string; at: string; text: string; takenBy: string | null }

export interface Floor {
  /** in the order in which they speak */
  hands: Hand[]
  floor: { personId: string; at: string } | null
  /** handovers in order; none: the chair leads */
  leads: Lead[]
  help: HelpCall[]
}
export const freeFloor: Floor = { hands: [], floor: null, leads: [], help: [] }

type Told<K extends keyof FloorBodies> = { seq: number; personId: string; at: string; body: FloorBodies[K] }

export const lower = <T extends Floor>(state: T, personId: string): T =>
  state.hands.some((hand) => hand.personId === personId) ? { ...state, hands: state.hands.filter((hand) => hand.personId !== personId) } : state

export function withHand<T extends Floor & { stage: string | null }>(state: T, { personId, at, body: { raised, of } }: Told<'hand'>): T {
  if (!raised) return lower(state, of ?? personId)
  return state.hands.some((hand) => hand.personId === personId) ? state : { ...state, hands: [...state.hands, { personId, at, item: state.stage }] }
}

/** Before a hand that is down meanwhile is where it was; told twice it is the same order. */
export function withQueue<T extends Floor>(state: T, { body: { personId, before } }: Told<'queue'>): T {
  const moved = state.hands.find((hand) => hand.personId === personId)
  const others = state.hands.filter((hand) => hand !== moved)
  const place = before === null ? others.length : others.findIndex((hand) => hand.personId === before)
  return moved && place >= 0 ? { ...state, hands: [...others.slice(0, place), moved, ...others.slice(place)] } : state
}

export function withFloor<T extends Floor>(state: T, { at, body: { personId } }: Told<'floor'>): T {
  if (personId === null) return state.floor === null ? state : { ...state, floor: null }
  return { ...lower(state, personId), floor: state.floor?.personId === personId ? state.floor : { personId, at } }
}

export const withLead = <T extends Floor>(state: T, { seq, at, body: { personId, reason } }: Told<'lead'>): T =>
  ({ ...state, leads: [...state.leads, { personId, reason, at, version: seq }] })

export const withHelp = <T extends Floor>(state: T, { seq, personId, at, body: { text } }: Told<'help'>): T =>
  ({ ...state, help: [...state.help, { seq, personId, at, text, takenBy: null }] })

export const withHelped = <T extends Floor>(state: T, { personId, body: { call } }: Told<'helped'>): T =>
  state.help.some(({ seq, takenBy }) => seq === call && takenBy === null)
    ? { ...state, help: state.help.map((one) => (one.seq === call ? { ...one, takenBy: personId } : one)) }
    : state

/** Whoever leaves asks for nothing any more and speaks no more. */
export function withoutPerson<T extends Floor>(state: T, personId: string): T {
  const lowered = lower(state, personId)
  return lowered.floor?.personId === personId ? { ...lowered, floor: null } : lowered
}
