import { db } from '~/platform/database/database.server'
import { z } from '~/platform/zod'
import { emptyRoom, type RoomState } from './room-state'

/** Which fold made a stored state. Raise it with every change of RoomState or applyEntry: what an older fold stored is then folded anew. */
export const foldVersion = 2
/** After so many entries the state is stored. */
export const snapshotEvery = 500

const parts = Object.keys(emptyRoom)
const isState = (value: unknown): value is RoomState => typeof value === 'object' && value !== null && parts.every((part) => part in value)
const stored = z.object({ fold: z.literal(foldVersion), state: z.custom<RoomState>(isState) })

/** The stored state of a room; null where there is none, or none that today's fold made. */
export async function readSnapshot(conferenceId: string): Promise<RoomState | null> {
  const row = await db.roomSnapshot.findUnique({ where: { conferenceId }, select: { seq: true, state: true } })
  const { success, data } = stored.safeParse(row?.state)
  return success && data.state.seq === row?.seq ? data.state : null
}

/** Stores a room's state. The latest wins: an older one, or one of an older fold, changes nothing. */
export async function writeSnapshot(conferenceId: string, state: RoomState): Promise<void> {
  await db.$executeRaw`
    insert into "RoomSnapshot" as kept ("conferenceId", "seq", "state", "at")
    values (${conferenceId}::uuid, ${state.seq}, ${JSON.stringify({ fold: foldVersion, state })}::jsonb, now())
    on conflict ("conferenceId") do update set "seq" = excluded."seq", "state" = excluded."state", "at" = excluded."at"
    where (coalesce((kept."state"->>'fold')::int, 0), kept."seq") < (${foldVersion}::int, excluded."seq")`
}

/** Do these numbers reach or pass a place where the state is stored? */
export const passesSnapshot = (before: number, after: number): boolean => Math.floor(before / snapshotEvery) < Math.floor(after / snapshotEvery)
