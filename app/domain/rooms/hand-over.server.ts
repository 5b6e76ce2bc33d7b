import { db } from '~/platform/database/database.server'
import type { ConferenceRole } from '~/platform/database/enums'
import { append } from './append.server'
import { handoverOf, leaderOf, leadVersion } from './lead'
import { currentState, knownState } from './live-rooms.server'

interface Roster { members: { personId: string; role: ConferenceRole }[]; openedAt: Date | null; conference: boolean; readAt: number }
const rosters = new Map<string, Roster>()
/** People are added and change roles while a conference is on. */
const stale = 10_000

/**
 * Hands the conference over when whoever leads has been away for a minute. Swept with presence by each process that holds the room; of
 * several that see it at once one writes, since each names the handover before its own.
 */
export async function handOver(conferenceId: string, now = Date.now()): Promise<void> {
  const known = knownState(conferenceId)
  if (!known || known.closedAt !== null) return void rosters.delete(conferenceId)
  const roster = await rosterOf(conferenceId, now)
  // A quick call and an alert have nobody who presides.
  if (!roster.conference || !roster.openedAt || !handoverOf(known, roster.members, roster.openedAt, now)) return
  // What another process has written meanwhile: the leader may be back.
  const state = await currentState(conferenceId)
  const next = handoverOf(state, roster.members, roster.openedAt, now)
  // The log takes entries of members only; this one stands in the name of whoever it is about.
  const personId = next?.personId ?? leaderOf(state, roster.members)
  if (!next || personId === null || state.closedAt !== null) return
  const baseVersion = leadVersion(state)
  await append(conferenceId, { cmdId: `lead:${baseVersion}`, personId, kind: 'lead', body: { personId: next.personId, reason: 'gone', baseVersion }, expects: { version: baseVersion } })
}

async function rosterOf(conferenceId: string, now: number): Promise<Roster> {
  const known = rosters.get(conferenceId)
  if (known && Math.abs(now - known.readAt) < stale) return known
  const found = await db.conference.findUnique({ where: { id: conferenceId }, select: { kind: true, openedAt: true, members: { select: { personId: true, role: true } } } })
  const roster = { members: found?.members ?? [], openedAt: found?.openedAt ?? null, conference: found?.kind === 'conference', readAt: now }
  rosters.set(conferenceId, roster)
  return roster
}
