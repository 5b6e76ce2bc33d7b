import { has, type Actor } from '~/domain/audit/actor'
import { isPrepared, isRunning, roleIn } from '~/domain/schedule/policy'
import type { ConferenceKind, ConferenceRole, ConferenceState } from '~/platform/database/enums'

/** What the way into a room reads of a conference; nothing in it is about a patient. */
export interface WayInScope {
  kind: ConferenceKind
  state: ConferenceState
  hostId: string | null
  members: { personId: string; hospitalId: string; role: ConferenceRole }[]
  /** those that take part: the host, those that ask, those of its members and sites */
  hospitalIds: string[]
}
export interface SiteScope { hospitalId: string; personId: string | null }

/** Before and while its room is open. */
export const isAhead = ({ state }: Pick<WayInScope, 'state'>): boolean => state === 'planned' || state === 'open'

const isIn = (actor: Actor, conference: WayInScope) => roleIn(actor, conference) !== null
const answersFor = (actor: Actor, { hospitalId }: SiteScope, conference: WayInScope) => actor.hospitalId === hospitalId && (has(actor, 'coordinator') || isIn(actor, conference))

export const mayWayIn = {
  /** that there is such a conference, when and by whom: staff of a hospital that takes part, who may have the address from a colleague */
  know: (actor: Actor, conference: WayInScope) => conference.kind === 'conference' && !isPrepared(conference) && conference.hospitalIds.includes(actor.hospitalId),
  /** chair, deputy and scribe let somebody in */
  admit: (actor: Actor, conference: WayInScope) => conference.kind === 'conference' && isAhead(conference) && isRunning(roleIn(actor, conference)),
  setMessage: (actor: Actor, conference: WayInScope) =>
    conference.kind === 'conference' && isAhead(conference) && (isRunning(roleIn(actor, conference)) || (has(actor, 'coordinator') && actor.hospitalId === conference.hostId)),
  /** its sites, without who sits there */
  seeSites: (actor: Actor, conference: WayInScope) => !isPrepared(conference) && (isIn(actor, conference) || (mayWayIn.know(actor, conference) && has(actor, 'coordinator'))),
  /** who sits in front of a site's device: members, and the coordinator of that hospital */
  seeRoster: (actor: Actor, conference: WayInScope, site: SiteScope) => isIn(actor, conference) || (has(actor, 'coordinator') && actor.hospitalId === site.hospitalId),
  /** the page of one's own devices */
  tryDevices: (actor: Actor, conference: WayInScope) => isAhead(conference) && isIn(actor, conference),
  /** whether the site comes, and what was tried there */
  answerSite: (actor: Actor, conference: WayInScope, site: SiteScope) => isAhead(conference) && answersFor(actor, site, conference),
  editContact: (actor: Actor, conference: WayInScope, site: SiteScope) => isAhead(conference) && (answersFor(actor, site, conference) || roleIn(actor, conference) === 'technician'),
  /** says that one's own sign-in is on the site's device */
  takeDevice: (actor: Actor, conference: WayInScope, site: SiteScope) => isAhead(conference) && isIn(actor, conference) && actor.hospitalId === site.hospitalId,
  /** whoever signed in on the site's device keeps its roster */
  keepRoster: (actor: Actor, conference: WayInScope, site: SiteScope) => isIn(actor, conference) && actor.personId === site.personId && actor.hospitalId === site.hospitalId,
}
