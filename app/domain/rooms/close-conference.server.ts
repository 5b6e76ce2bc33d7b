import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type Tx } from '~/domain/audit/transact.server'
import { concludeConsultConference } from '~/domain/consults/conference-steps.server'
import { audienceOf } from '~/domain/schedule/audience'
import { loadConference } from '~/domain/schedule/load-conference.server'
import { mayConference } from '~/domain/schedule/policy'
import { newId } from '~/platform/id'
import { Problem, Problems } from '~/platform/problem'
import { tellWritten } from './append.server'
import { attendanceOf } from './attendance'
import { entriesAfter } from './live-rooms.server'
import { applyEntry, emptyRoom, type RoomEntry, type RoomState } from './room-state'
import type { CloseConference } from './schema'

/**
 * Ends the conference: every question needs a conclusion or a reason. Conclusions and attendance are frozen from the log into
 * the minutes, which scribe and chair then complete and confirm.
 */
export async function closeConference(actor: Actor, { conferenceId }: CloseConference): Promise<{ conferenceId: string }> {
  const { entry, ...result } = await transact(actor, async (tx, record, now) => {
    const conference = await loadConference(tx, actor, conferenceId, now)
    allow(mayConference.close(actor, conference))
    // First the conference, then its room, as whoever ends it without result does: neither waits for the other.
    const { count } = await tx.conference.updateMany({ where: { id: conferenceId, state: 'open' }, data: { state: 'awaitingMinutes', closedAt: now } })
    if (count === 0) throw new Problem('schedule:problem.changed')
    // The room's row orders its log: nothing is written between this reading and the last entry.
    const [room] = await tx.$queryRaw<{ lastSeq: number; closedAt: Date | null }[]>`select "lastSeq", "closedAt" from "Room" where "conferenceId" = ${conferenceId}::uuid for update`
    if (!room || room.closedAt) throw new Problem('rooms:problem.closed')
    const state = (await entriesAfter(tx, conferenceId, 0)).reduce(applyEntry, emptyRoom)
    const questions = await tx.question.findMany({ where: { consultId: conference.consultId }, orderBy: { number: 'asc' }, select: { number: true, text: true } })
    const open = questions.filter(({ number }) => !state.conclusions[number])
    if (open.length > 0) throw new Problems(open.map(({ number }) => new Problem('rooms:problem.notConcluded', { params: { number } })))

    const entry: RoomEntry = { seq: room.lastSeq + 1, cmdId: newId(), personId: actor.personId, at: now.toISOString(), kind: 'closed', body: {} }
    await tx.roomEntry.create({ data: { ...entry, conferenceId, at: now, body: {} } })
    await tx.room.update({ where: { conferenceId }, data: { lastSeq: entry.seq, closedAt: now } })
    await tx.booking.updateMany({ where: { conferenceId, releasedAt: null }, data: { releasedAt: now } })
    await beginMinutes(tx, { conferenceId, consultId: conference.consultId, members: conference.members, questions, state: applyEntry(state, entry), now })
    await concludeConsultConference(tx, record, { consultId: conference.consultId, conferenceId }, actor, now)
    record({ name: 'conference.closed', subject: 'conference', subjectId: conferenceId, facts: { consultId: conference.consultId }, audience: audienceOf(conference) })
    return { conferenceId, entry }
  })
  tellWritten(conferenceId, [entry])
  return result
}

interface Ended {
  conferenceId: string
  consultId: string
  members: { personId: string; role: string }[]
  questions: { number: number; text: string }[]
  state: RoomState
  now: Date
}

async function beginMinutes(tx: Tx, { conferenceId, consultId, members, questions, state, now }: Ended): Promise<void> {
  const consult = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: { requestVersion: true, situation: true, identity: { select: { diagnosis: true } } } })
  const holder = (role: string) => members.find((member) => member.role === role)?.personId
  const [chairId, scribeId] = [holder('chair'), holder('scribe')]
  if (!chairId || !scribeId) throw new Error('A conference has a chair and a scribe')
  await tx.minutes.create({
    data: {
      id: newId(), conferenceId, consultId, requestVersion: consult.requestVersion, chairId, scribeId, createdAt: now,
      summary: consult.situation ?? '', diagnosis: consult.identity?.diagnosis ?? '',
      conclusions: questions.map(({ number, text }) => {
        const conclusion = state.conclusions[number]
        return { number, question: text, text: conclusion?.text ?? '', concluded: conclusion?.concluded ?? false, at: conclusion?.at ?? null }
      }),
      attendance: attendanceOf(state, now.toISOString()).map(({ personId, stays }) => ({ personId, stays })),
    },
  })
}
