import type { Actor } from '~/domain/audit/actor'
import { loadConference } from '~/domain/schedule/load-conference.server'
import { roleIn } from '~/domain/schedule/policy'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import type { ConferenceKind, ConferenceState } from '~/platform/database/enums'
import { notFound } from '~/platform/problem'

export interface CheckPage { conferenceId: string; kind: ConferenceKind; state: ConferenceState; startsAt: string }

/** The check of one's devices before a conference: for its members, also before it is open. Shows nothing of any patient. */
export async function checkPage(actor: Actor, conferenceId: string): Promise<CheckPage> {
  const conference = await loadConference(db, actor, conferenceId, await nowIn(db))
  if (!roleIn(actor, conference)) throw notFound()
  return { conferenceId, kind: conference.kind, state: conference.state, startsAt: conference.startsAt.toISOString() }
}
