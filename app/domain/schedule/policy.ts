import { has, type Actor } from '~/domain/audit/actor'
import type { ConferenceApproval, ConferenceKind, ConferenceRole, ConferenceState } from '~/platform/database/enums'

/** What arranging reads of a consult. */
export interface Arrangeable { supportingId: string | null; specialistId: string | null }

export interface ConferenceScope {
  kind: ConferenceKind
  state: ConferenceState
  /** the hospital that runs it */
  hostId: string | null
  approval: ConferenceApproval
  members: { personId: string; hospitalId: string; role: ConferenceRole }[]
  createdById: string
}

const coordinatesFor = (actor: Actor, hospitalId: string | null) => has(actor, 'coordinator') && actor.hospitalId === hospitalId
const coordinates = (actor: Actor, { hostId }: Pick<ConferenceScope, 'hostId'>) => coordinatesFor(actor, hostId)

/** The role this person has in the conference while acting for this hospital. */
export const roleIn = (actor: Pick<Actor, 'personId' | 'hospitalId'>, { members }: Pick<ConferenceScope, 'members'>): ConferenceRole | null =>
  members.find((member) => member.personId === actor.personId && member.hospitalId === actor.hospitalId)?.role ?? null

/** Not yet, or never, told to anybody. */
export const preparedStates = ['draft', 'awaitingApproval', 'refused'] as const satisfies readonly ConferenceState[]
export const isPrepared = ({ state }: { state: string }): boolean => (preparedStates as readonly string[]).includes(state)

export const isOver = ({ state }: Pick<ConferenceScope, 'state'>): boolean => ['awaitingMinutes', 'done', 'notHeld'].includes(state)

/** These lead the conference, its room and its minutes. */
export const runningRoles: readonly ConferenceRole[] = ['chair', 'deputy', 'scribe']
export const isRunning = (role: ConferenceRole | null): boolean => role !== null && runningRoles.includes(role)
const runs = (actor: Actor, conference: ConferenceScope) => isRunning(roleIn(actor, conference))

const arranged = (actor: Actor, conference: ConferenceScope) =>
  conference.kind === 'conference' && (coordinates(actor, conference) || (actor.personId === conference.createdById && actor.hospitalId === conference.hostId))

/** Minutes are written after the room; those of a conference that is done are corrected. */
const minutesStates: readonly ConferenceState[] = ['awaitingMinutes', 'done']

export const mayConference = {
  /** the supporting side's coordinator, or the specialist to whom the consult was assigned */
  arrange: (actor: Actor, consult: Arrangeable) =>
    coordinatesFor(actor, consult.supportingId) || (actor.personId === consult.specialistId && actor.hospitalId === consult.supportingId && has(actor, 'specialist')),
  /** begins one whose agenda is filled later */
  prepare: (actor: Actor) => has(actor, 'coordinator'),
  /** heads of the hospital that runs it see what waits, or waited, for one of them */
  seeApproval: (actor: Actor, conference: ConferenceScope) => conference.kind === 'conference' && has(actor, 'head') && actor.hospitalId === conference.hostId && conference.approval !== 'none',
  /** nobody approves what they arranged themselves */
  approve: (actor: Actor, conference: ConferenceScope) => mayConference.seeApproval(actor, conference) && conference.approval === 'awaiting' && actor.personId !== conference.createdById,
  /** what is on the agenda: by whoever arranged it; while it is held also by those who lead it */
  leadAgenda: (actor: Actor, conference: ConferenceScope) => arranged(actor, conference) || (conference.kind === 'conference' && conference.state === 'open' && runs(actor, conference)),
  open: (actor: Actor, conference: ConferenceScope) => conference.kind === 'conference' && conference.state === 'planned' && (runs(actor, conference) || coordinates(actor, conference)),
  recordNotHeld: (actor: Actor, conference: ConferenceScope) =>
    conference.kind === 'conference' && ['draft', 'awaitingApproval', 'planned', 'open'].includes(conference.state) && (runs(actor, conference) || coordinates(actor, conference)),
  /** everybody invited says whether they come, until it begins */
  answer: (actor: Actor, conference: ConferenceScope) => conference.kind === 'conference' && conference.state === 'planned' && roleIn(actor, conference) !== null,
  /** whoever arranged it, and the coordinators who answer for it: they move it and say who is left out */
  arranged,
  seeAnswers: (actor: Actor, conference: ConferenceScope) => arranged(actor, conference) || (conference.kind === 'conference' && runs(actor, conference)),
  enter: (actor: Actor, conference: ConferenceScope) => conference.state === 'open' && roleIn(actor, conference) !== null,
  close: (actor: Actor, conference: ConferenceScope) => conference.kind === 'conference' && conference.state === 'open' && runs(actor, conference),
  /** a quick call ends with one line by either of the two; an alert's room with the alert */
  endCall: (actor: Actor, conference: ConferenceScope) => conference.kind === 'quick' && conference.state === 'open' && roleIn(actor, conference) !== null,
  /** the minutes of a consult, before and after they are confirmed: whoever leads the conference, and whoever confirms them */
  readMinutes: (actor: Actor, conference: ConferenceScope, { treatingId }: { treatingId: string }) => runs(actor, conference) || actor.personId === treatingId,
  writeMinutes: (actor: Actor, conference: ConferenceScope) => minutesStates.includes(conference.state) && runs(actor, conference),
  /** begins another version of confirmed minutes */
  correctMinutes: (actor: Actor, conference: ConferenceScope) => minutesStates.includes(conference.state) && runs(actor, conference),
  /** prints minutes to be signed by hand and brings the scan: whoever confirms for the hospital that runs it, and its coordinators */
  signOnPaper: (actor: Actor, conference: ConferenceScope, { scribeId, chairId }: { scribeId: string; chairId: string }) =>
    minutesStates.includes(conference.state) && ((runs(actor, conference) && [scribeId, chairId].includes(actor.personId)) || coordinates(actor, conference)),
  /** who confirms in the place of a scribe or chair who left */
  nameHolder: (actor: Actor, conference: ConferenceScope) => minutesStates.includes(conference.state) && coordinates(actor, conference),
  /** who confirms in the place of a treating doctor who left: coordinators and heads of the hospital that asked */
  nameTreating: (actor: Actor, conference: ConferenceScope, requestingId: string) =>
    minutesStates.includes(conference.state) && actor.hospitalId === requestingId && (has(actor, 'coordinator') || has(actor, 'head')),
}
