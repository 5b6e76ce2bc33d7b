import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import type { SiteState } from '~/platform/database/enums'
import { loadWayIn, siteOf, wayInAudience, type SiteRow, type WayInConference } from './load-way-in.server'
import { mayWayIn } from './policy'
import { isChecked, type CheckSite, type ConfirmSite, type ContactSite, type DeclineSite, type TakeDevice } from './way-in-schema'

type Done = Promise<{ conferenceId: string }>
interface Changing { tx: Tx; now: Date; conference: WayInConference; site: SiteRow }

/** Load, allow, change, record: the same for each deed at a site. */
function atSite(actor: Actor, { conferenceId, siteId }: ConfirmSite, may: (conference: WayInConference, site: SiteRow) => boolean, name: string, change: (at: Changing) => Promise<unknown>): Done {
  return transact(actor, async (tx, record: RecordEvent, now) => {
    const conference = await loadWayIn(tx, conferenceId)
    const site = siteOf(conference, siteId)
    allow(may(conference, site))
    await change({ tx, now, conference, site })
    record({ name: `site.${name}`, subject: 'conference', subjectId: conferenceId, facts: { siteId }, audience: wayInAudience(conferenceId) })
    return { conferenceId }
  })
}

const stateOf = (actor: Actor, now: Date, state: SiteState) => ({ state, stateAt: now, stateById: actor.personId })
const answers = (actor: Actor) => (conference: WayInConference, site: SiteRow) => mayWayIn.answerSite(actor, conference, site)

/** The site takes part. What was checked before stays checked. */
export const confirmSite = (actor: Actor, input: ConfirmSite): Done =>
  atSite(actor, input, answers(actor), 'confirmed', ({ tx, now, site }) => tx.conferenceSite.updateMany({ where: { id: site.id, state: { in: ['invited', 'declined'] } }, data: { ...stateOf(actor, now, 'confirmed'), note: '' } }))

/** The site does not take part, and why. */
export const declineSite = (actor: Actor, input: DeclineSite): Done =>
  atSite(actor, input, answers(actor), 'declined', ({ tx, now, site }) => tx.conferenceSite.update({ where: { id: site.id }, data: { ...stateOf(actor, now, 'declined'), note: input.note } }))

/** What was tried in front of the site's device; it counts as checked once one hears and is heard there. */
export const checkSite = (actor: Actor, { camera, microphone, loudspeaker, line, ...input }: CheckSite): Done =>
  atSite(actor, input, answers(actor), 'checked', ({ tx, now, site }) => {
    const devices = { camera, microphone, loudspeaker, line }
    return tx.conferenceSite.update({ where: { id: site.id }, data: { ...stateOf(actor, now, isChecked(devices) ? 'checked' : 'confirmed'), devices, note: input.note } })
  })

/** Whom to call about the devices there. */
export const contactSite = (actor: Actor, input: ContactSite): Done =>
  atSite(actor, input, (conference, site) => mayWayIn.editContact(actor, conference, site), 'contactSet', ({ tx, site }) =>
    tx.conferenceSite.update({ where: { id: site.id }, data: { contact: input.contact, telephone: input.telephone } }))

/** This sign-in is on the site's device: whoever sits at it keeps its roster. The one before keeps it no longer. */
export const takeDevice = (actor: Actor, input: TakeDevice): Done =>
  atSite(actor, input, (conference, site) => mayWayIn.takeDevice(actor, conference, site), 'deviceTaken', async ({ tx, conference, site }) => {
    // Nobody sits in front of two devices.
    await tx.conferenceSite.updateMany({ where: { conferenceId: conference.id, personId: actor.personId, id: { not: site.id } }, data: { personId: null } })
    await tx.conferenceSite.update({ where: { id: site.id }, data: { personId: actor.personId } })
  })
