import { onEvent, settled } from '~/domain/audit/relay.server'
import { arrangeConference } from '~/domain/schedule/arrange-conference.server'
import { tellConference } from '~/domain/schedule/tell-conference.server'
import { tellInvitation } from '~/domain/schedule/tell-invitation.server'
import { db } from '~/platform/database/database.server'
import type { Actor } from '~/domain/audit/actor'
import { startJobs, stopJobs } from '~/platform/jobs/jobs.server'
import { anAcceptedConsult } from '../rooms/a-conference'

const nothing = async () => undefined

/** Listeners and jobs as the started application has them; mails are written and stay where they are. */
export async function listenForInvitations(): Promise<() => Promise<void>> {
  await startJobs({ mail: nothing, 'render-paper': nothing, 'take-in': nothing, sweep: nothing })
  onEvent('conference.*', 'conference notices', tellConference)
  onEvent('invitation.*', 'invitation notices', tellInvitation)
  return () => stopJobs(1_000)
}

const hour = 3_600_000
// Read once: a test that runs over the full hour still means the same moments.
const nextHour = Math.ceil(Date.now() / hour) * hour
/** So many whole hours from the next full one. */
export const inHours = (hours: number): Date => new Date(nextHour + hours * hour)
export const addressOf = (actor: Actor): string => `${actor.personId}@benhvien.example`

/** A conference in three days with chair, the coordinator as scribe, the treating doctor and one specialist; all but the specialist have an e-mail address. */
export async function aPlannedConference(startsAt = inHours(72)) {
  const world = await anAcceptedConsult()
  for (const actor of [world.doctor, world.coordinator, world.chair]) await db.person.update({ where: { id: actor.personId }, data: { email: addressOf(actor) } })
  const { conferenceId } = await arrangeConference(world.coordinator, {
    consultId: world.consultId, when: 'later', startsAt, minutes: 45, chairId: world.chair.personId, scribeId: world.coordinator.personId, specialistIds: [world.specialist.personId], siteIds: [],
  })
  await settled()
  return { ...world, conferenceId, startsAt }
}

export const mailsOf = (actor: Actor) => db.mail.findMany({ where: { personId: actor.personId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })
export const kindsOf = async (actor: Actor): Promise<string[]> => (await db.notice.findMany({ where: { personId: actor.personId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })).map(({ kind }) => kind)
