import type { Actor } from '~/domain/audit/actor'
import type { ConferenceRole } from '~/platform/database/enums'
import { db } from '~/platform/database/database.server'
import { notFound, Problem } from '~/platform/problem'
import { runningRoles } from '~/domain/schedule/policy'
import { append, type RoomCommand } from './append.server'
import { enterRoom } from './enter-room.server'
import { currentState } from './live-rooms.server'
import { isMuted, type EntryKind } from './room-state'
import type { CloseMicrophones, LowerHand, MoveTo, MutePerson, RaiseHand, Say, Unmute } from './schema'

/** Where the command stands in the log; the same for a command that was told twice. */
export interface Written { seq: number }

const running: ConferenceRole[] = [...runningRoles]

/** A line of chat. */
export const say = (actor: Actor, { conferenceId, cmdId, text }: Say): Promise<Written> =>
  write(actor, conferenceId, { cmdId, kind: 'chat', body: { text } })

/** Asks to speak, or takes one's own hand down. */
export const raiseHand = (actor: Actor, { conferenceId, cmdId, raised }: RaiseHand): Promise<Written> =>
  write(actor, conferenceId, { cmdId, kind: 'hand', body: { raised } })

/** Chair or scribe take another's hand down once they have spoken. */
export const lowerHand = (actor: Actor, { conferenceId, cmdId, personId }: LowerHand): Promise<Written> =>
  write(actor, conferenceId, { cmdId, kind: 'hand', body: { raised: false, of: personId }, roles: running })

/** Chair or scribe switch another one's microphone off, or give it free. That person's browser obeys and says so. */
export const mutePerson = (actor: Actor, { conferenceId, cmdId, personId, muted }: MutePerson): Promise<Written> =>
  write(actor, conferenceId, { cmdId, kind: 'mute', body: { muted, of: personId }, roles: running })

/** One's own microphone on again after somebody switched it off; not while all are closed. */
export async function unmute(actor: Actor, { conferenceId, cmdId }: Unmute): Promise<Written> {
  if ((await currentState(conferenceId)).microphones.closed) {
    // Whoever is no member learns nothing of the room, not even this.
    const { role } = await enterRoom(actor, conferenceId)
    if (isMuted(await currentState(conferenceId), actor.personId, running.includes(role))) throw new Problem('rooms:problem.microphonesClosed')
  }
  return write(actor, conferenceId, { cmdId, kind: 'mute', body: { muted: false } })
}

/** Chair or scribe close the microphones of all others, or open them. */
export const closeMicrophones = (actor: Actor, { conferenceId, cmdId, closed }: CloseMicrophones): Promise<Written> =>
  write(actor, conferenceId, { cmdId, kind: 'microphones', body: { closed }, roles: running })

/** Chair, deputy or scribe bring a consult of the agenda on stage, lead to its next step or question, or say that it is done. */
export async function moveTo(actor: Actor, { conferenceId, cmdId, item, step, question }: MoveTo): Promise<Written> {
  if (question !== undefined) await knownQuestion(conferenceId, item, question)
  return write(actor, conferenceId, { cmdId, kind: 'step', item, body: { item, step, question }, roles: running })
}

/** Writes what the conditions of the log allow; a refusal becomes words. */
export async function write<K extends EntryKind>(actor: Actor, conferenceId: string, command: Omit<RoomCommand<K>, 'personId' | 'hospitalId'>): Promise<Written> {
  const outcome = await append(conferenceId, { ...command, personId: actor.personId, hospitalId: actor.hospitalId })
  if (outcome.ok) return { seq: outcome.seq }
  if (outcome.reason === 'notMember') throw notFound()
  throw new Problem(`rooms:problem.${outcome.reason}`)
}

/** A consult's questions are fixed while a conference is on, so what was found once stays true. */
const questions = new Map<string, Set<number>>()

/** Refuses a question which the consult of this item does not ask. */
export async function knownQuestion(conferenceId: string, item: string, number: number): Promise<void> {
  const known = questions.get(`${conferenceId} ${item}`) ?? await readQuestions(conferenceId, item)
  if (!known.has(number)) throw new Problem('rooms:problem.question')
}

async function readQuestions(conferenceId: string, item: string): Promise<Set<number>> {
  const rows = await db.$queryRaw<{ number: number }[]>`
    select q."number" from "AgendaItem" a join "Question" q on q."consultId" = a."consultId" where a."id" = ${item}::uuid and a."conferenceId" = ${conferenceId}::uuid`
  const numbers = new Set(rows.map((row) => row.number))
  if (numbers.size > 0) questions.set(`${conferenceId} ${item}`, numbers)
  if (questions.size > 1_000) questions.delete(questions.keys().next().value ?? '')
  return numbers
}
