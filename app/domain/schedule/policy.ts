import { has, type Actor } from '~/domain/audit/actor'
import type { ConferenceKind, ConferenceRole, ConferenceState } from '~/platform/database/enums'

/** What arranging reads of a consult. */
export interface Arrangeable { supportingId: string | null; specialistId: string | null }

export interface ConferenceScope {
  kind: ConferenceKind
  state: ConferenceState
  supportingId: string | null
  members: { personId: string; hospitalId: string; role: ConferenceRole }[]
  createdById: string
}

const coordinates = (actor: Actor, { supportingId }: { supportingId: string | null }) => has(actor, 'coordinator') && actor.hospitalId === supportingId

/** The role this person has in the conference while acting for this hospital. */
export const roleIn = (actor: Pick<Actor, 'personId' | 'hospitalId'>, { members }: Pick<ConferenceScope, 'members'>): ConferenceRole | null =>
  members.find((member) => member.personId === actor.personId && member.hospitalId === actor.hospitalId)?.role ?? null

const runs = (actor: Actor, conference: ConferenceScope) => ['chair', 'scribe'].includes(roleIn(actor, conference) ?? '')

const arranged = (actor: Actor, conference: ConferenceScope) =>
  conference.kind === 'conference' && (coordinates(actor, conference) || (actor.personId === conference.createdById && actor.hospitalId === conference.supportingId))

export const mayConference = {
  /** the supporting side's coordinator, or the specialist to whom the consult was assigned */
  arrange: (actor: Actor, consult: Arrangeable) =>
    coordinates(actor, consult) || (actor.personId === consult.specialistId && actor.hospitalId === consult.supportingId && has(actor, 'specialist')),
  open: (actor: Actor, conference: ConferenceScope) => conference.kind === 'conference' && conference.state === 'planned' && (runs(actor, conference) || coordinates(actor, conference)),
  recordNotHeld: (actor: Actor, conference: ConferenceScope) =>
    conference.kind === 'conference' && (conference.state === 'planned' || conference.state === 'open') && (runs(actor, conference) || coordinates(actor, conference)),
  /** everybody invited says whether they come, until it begins */
  answer: (actor: Actor, conference: ConferenceScope) => conference.kind === 'conference' && conference.state === 'planned' && roleIn(actor, conference) !== null,
  /** whoever arranged it, and the coordinators who answer for it: they move it and say who is left out */
  arranged,
  seeAnswers: (actor: Actor, conference: ConferenceScope) => arranged(actor, conference) || (conference.kind === 'conference' && runs(actor, conference)),
  enter: (actor: Actor, conference: ConferenceScope) => conference.state === 'open' && roleIn(actor, conference) !== null,
  close: (actor: Actor, conference: ConferenceScope) => conference.kind === 'conference' && conference.state === 'open' && runs(actor, conference),
  /** a quick call ends with one line by either of the two; an alert's room with the alert */
  endCall: (actor: Actor, conference: ConferenceScope) => conference.kind === 'quick' && conference.state === 'open' && roleIn(actor, conference) !== null,
  writeMinutes: (actor: Actor, conference: ConferenceScope) => conference.state === 'awaitingMinutes' && runs(actor, conference),
  /** who confirms in the place of a scribe or chair who left */
  nameHolder: (actor: Actor, conference: ConferenceScope) => conference.state === 'awaitingMinutes' && coordinates(actor, conference),
  confirmAsScribe: (actor: Actor, conference: ConferenceScope) => conference.state === 'awaitingMinutes' && roleIn(actor, conference) === 'scribe',
  confirmAsChair: (actor: Actor, conference: ConferenceScope) => conference.state === 'awaitingMinutes' && roleIn(actor, conference) === 'chair',
}
