import type { RecordEvent, Tx } from '~/domain/audit/transact.server'
import type { ConferenceKind, ConferenceRole } from '~/platform/database/enums'
import { newId } from '~/platform/id'
import { audienceOf } from './audience'

const longest = 4 * 60 * 60_000

export interface Caller { personId: string; hospitalId: string; role: ConferenceRole }
interface Call { consultId: string; kind: Exclude<ConferenceKind, 'conference'>; requestingId: string; supportingId: string | null; createdById: string; members: Caller[] }

/**
 * Step: a room opened now, for a quick call or an alert. It books nobody: whoever sits in a conference at that hour may still be called,
 * and no appointment keeps an emergency waiting (docs/decisions). Returns the room that is open already where there is one, with the
 * people added.
 */
export async function openCall(tx: Tx, record: RecordEvent, { consultId, kind, requestingId, supportingId, createdById, members }: Call, now: Date): Promise<{ conferenceId: string; fresh: boolean }> {
  // Of two who press at once the second waits here for the first one's room.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`call of ${consultId}`}, 0))`
  const open = await tx.conference.findFirst({ where: { callOfId: consultId, kind, state: 'open' }, select: { id: true } })
  const conferenceId = open?.id ?? newId()
  if (!open) {
    await tx.conference.create({ data: {
      id: conferenceId, hostId: supportingId, callOfId: consultId, kind, state: 'open', startsAt: now, endsAt: new Date(now.getTime() + longest), openedAt: now, createdById, createdAt: now,
      // Done from the beginning: a call keeps no consult from waiting in a conference.
      agenda: { create: { id: newId(), consultId, position: 1, minutes: longest / 60_000, state: 'done', addedById: createdById, addedAt: now } },
    } })
    await tx.room.create({ data: { conferenceId } })
  }
  await tx.conferenceMember.createMany({ data: members.map((member) => ({ conferenceId, ...member })), skipDuplicates: true })
  record({
    name: open ? 'conference.joined' : 'conference.called', subject: 'conference', subjectId: conferenceId, facts: { consultId, kind, personIds: members.map(({ personId }) => personId) },
    audience: audienceOf({ id: conferenceId, agenda: [{ consultId, requestingId }], hostId: supportingId, members }),
  })
  return { conferenceId, fresh: !open }
}
