import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { concludeConsultConference } from '~/domain/consults/conference-steps.server'
import { audienceOf } from '~/domain/schedule/audience'
import { holdConference, loadConference, type AgendaLine, type LoadedConference } from '~/domain/schedule/load-conference.server'
import { isOver, mayConference } from '~/domain/schedule/policy'
import { newId } from '~/platform/id'
import { Problem, Problems } from '~/platform/problem'
import { tellWritten } from './append.server'
import { beginMinutes } from './begin-minutes.server'
import { concludedQuestions, openQuestion, type AskedQuestion } from './concluded-questions'
import { entriesAfter } from './live-rooms.server'
import { applyEntry, emptyRoom, itemOf, type RoomEntry, type RoomState } from './room-state'
import type { CloseConference } from './schema'
import { readTexts } from './stored-texts.server'
import { tellTurn } from './turn.server'

/**
 * Ends the conference: every question of every consult still on the agenda needs a conclusion or a reason. Texts, opinions and attendance
 * are frozen from what was written and from the log into one set of minutes per consult, which are then completed and confirmed.
 */
export async function closeConference(actor: Actor, { conferenceId }: CloseConference): Promise<{ conferenceId: string }> {
  const { entry, ...result } = await transact(actor, async (tx, record, now) => {
    // First the conference, then its room, as whoever ends it without result does: neither waits for the other. Its agenda stays as it is read here.
    await holdConference(tx, conferenceId)
    const conference = await loadConference(tx, actor, conferenceId, now)
    if (isOver(conference) && mayConference.close(actor, { ...conference, state: 'open' })) throw new Problem('schedule:problem.changed')
    allow(mayConference.close(actor, conference))
    const { count } = await tx.conference.updateMany({ where: { id: conferenceId, state: 'open' }, data: { state: 'awaitingMinutes', closedAt: now } })
    if (count === 0) throw new Problem('schedule:problem.changed')
    // The room's row orders its log: nothing is written between this reading and the last entry.
    const [room] = await tx.$queryRaw<{ lastSeq: number; closedAt: Date | null }[]>`select "lastSeq", "closedAt" from "Room" where "conferenceId" = ${conferenceId}::uuid for update`
    if (!room || room.closedAt) throw new Problem('rooms:problem.closed')
    const state = (await entriesAfter(tx, conferenceId, 0)).reduce(applyEntry, emptyRoom)
    const lines = conference.agenda.filter(({ state: line }) => line === 'waiting')
    const asked = await questionsOf(tx, lines)
    const written = await textsOf(tx, lines)
    refuseOpen(lines, asked, written, state)

    const entry: RoomEntry = { seq: room.lastSeq + 1, cmdId: newId(), personId: actor.personId, at: now.toISOString(), kind: 'closed', body: {} }
    await tx.roomEntry.create({ data: { ...entry, conferenceId, at: now, body: {} } })
    await tx.room.update({ where: { conferenceId }, data: { lastSeq: entry.seq, closedAt: now } })
    await tx.booking.updateMany({ where: { conferenceId, releasedAt: null }, data: { releasedAt: now } })
    record({ name: 'conference.closed', subject: 'conference', subjectId: conferenceId, facts: {}, audience: audienceOf(conference) })
    await endItems(tx, record, { actor, conference, lines, asked, written, state: applyEntry(state, entry), now })
    return { conferenceId, entry }
  })
  tellWritten(conferenceId, [entry])
  return result
}

type Asked = Map<string, AskedQuestion[]>
type Written = Map<string, Record<string, string>>

async function questionsOf(tx: Tx, lines: readonly AgendaLine[]): Promise<Asked> {
  const all = await tx.question.findMany({ where: { consultId: { in: lines.map(({ consultId }) => consultId) } }, orderBy: { number: 'asc' }, select: { consultId: true, number: true, text: true } })
  return new Map(lines.map(({ id, consultId }) => [id, all.filter((question) => question.consultId === consultId).map(({ number, text }) => ({ number, text }))]))
}

/** The room's row is held: nobody writes to these texts any more. */
async function textsOf(tx: Tx, lines: readonly AgendaLine[]): Promise<Written> {
  const texts: Written = new Map()
  for (const { id } of lines) texts.set(id, await readTexts(tx, id))
  return texts
}

/** Names each question that nobody settled or that has no words, with its place on the agenda where there are several consults. */
function refuseOpen(lines: readonly AgendaLine[], asked: Asked, written: Written, state: RoomState): void {
  const open = lines.flatMap(({ id }, index) => concludedQuestions(asked.get(id) ?? [], written.get(id) ?? {}, state, id).flatMap((question) => {
    const lacks = openQuestion(question, state, id)
    return lacks ? [new Problem(`rooms:problem.${lacks}${lines.length > 1 ? 'Of' : ''}`, { params: { number: question.number, place: index + 1 } })] : []
  }))
  if (open.length > 0) throw new Problems(open)
}

interface Ending { actor: Actor; conference: LoadedConference; lines: readonly AgendaLine[]; asked: Asked; written: Written; state: RoomState; now: Date }

async function endItems(tx: Tx, record: RecordEvent, { actor, conference, lines, asked, written, state, now }: Ending): Promise<void> {
  for (const line of lines) {
    const { stays } = itemOf(state, line.id)
    const at = (value: string | null | undefined) => (value ? new Date(value) : null)
    await tx.agendaItem.update({ where: { id: line.id }, data: { state: 'done', startedAt: at(stays[0]?.from), endedAt: at(stays.at(-1)?.until) } })
    const minutes = await beginMinutes(tx, { conference, line, questions: asked.get(line.id) ?? [], texts: written.get(line.id) ?? {}, state, now })
    await concludeConsultConference(tx, record, { consultId: line.consultId, conferenceId: conference.id }, actor, now)
    tellTurn(record, conference, { ...minutes, confirmations: [] })
  }
}
