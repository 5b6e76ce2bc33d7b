import type { Actor } from '~/domain/audit/actor'
import type { RecordEvent, Tx } from '~/domain/audit/transact.server'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { changeState, loadConsult, unscopedConsult } from './change-state.server'
import { possible } from './lifecycle'

// Steps for conferences, inside their transactions. Who may arrange, open or conclude one is the conference's own policy.

interface About { consultId: string; conferenceId: string }

/** Step: the consult gets a conference at a time, also by whoever approves that conference without knowing the consult. */
export async function scheduleConsult(tx: Tx, record: RecordEvent, { consultId, conferenceId, startsAt }: About & { startsAt: Date }, actor: Actor, now: Date): Promise<void> {
  const consult = await unscopedConsult(tx, consultId)
  await changeState(tx, record, actor, now, consult, { action: 'schedule', facts: { conferenceId, startsAt: startsAt.toISOString() } })
}

/** Step: its conference was moved to another time; an answer that waits for it is due then. */
export async function moveConsultConference(tx: Tx, record: RecordEvent, { consultId, conferenceId, startsAt, reason }: About & { startsAt: Date; reason: string }, actor: Actor, now: Date): Promise<void> {
  const consult = await loadConsult(tx, actor, consultId, now)
  await changeState(tx, record, actor, now, consult, { action: 'reschedule', note: reason, facts: { conferenceId, startsAt: startsAt.toISOString() } })
}

/** Step: the conference opens. */
export async function startConsultConference(tx: Tx, record: RecordEvent, { consultId, conferenceId }: About, actor: Actor, now: Date): Promise<void> {
  const consult = await loadConsult(tx, actor, consultId, now)
  await changeState(tx, record, actor, now, consult, { action: 'openConference', facts: { conferenceId } })
}

/** Step: it was not held; the consult is accepted again and waits for another way. */
export async function conferenceNotHeld(tx: Tx, record: RecordEvent, { consultId, conferenceId, reason }: About & { reason: string }, actor: Actor, now: Date): Promise<void> {
  const consult = await loadConsult(tx, actor, consultId, now)
  await changeState(tx, record, actor, now, consult, { action: 'notHeld', note: reason, facts: { conferenceId } })
}

/** Step: taken off the agenda of its conference, to wait for another one or another way. */
export async function postponeConsult(tx: Tx, record: RecordEvent, { consultId, conferenceId, reason }: About & { reason: string }, actor: Actor, now: Date): Promise<void> {
  const consult = await loadConsult(tx, actor, consultId, now)
  await changeState(tx, record, actor, now, consult, { action: 'postpone', note: reason, facts: { conferenceId } })
}

/** Step: every question is concluded; the minutes wait for those who confirm them. */
export async function concludeConsultConference(tx: Tx, record: RecordEvent, { consultId, conferenceId }: About, actor: Actor, now: Date): Promise<void> {
  const consult = await loadConsult(tx, actor, consultId, now)
  await changeState(tx, record, actor, now, consult, { action: 'concludeConference', facts: { conferenceId } })
}

/** Step: everybody has confirmed; the minutes are the answer. */
export async function minutesConfirmed(tx: Tx, record: RecordEvent, { consultId, minutesId, version }: { consultId: string; minutesId: string; version: number }, actor: Actor, now: Date): Promise<void> {
  const consult = await loadConsult(tx, actor, consultId, now)
  await changeState(tx, record, actor, now, consult, {
    action: 'confirmMinutes', data: { answeredAt: now, answerKind: 'minutes', answerId: minutesId, answerVersion: version }, facts: { answerKind: 'minutes', minutesId, version },
  })
}

/** Step: may these minutes still be corrected? As long as they are the answer in force of a consult that goes on. */
export async function mayCorrectMinutes(tx: Tx, { consultId, minutesId }: { consultId: string; minutesId: string }, actor: Actor, now: Date): Promise<void> {
  const consult = await loadConsult(tx, actor, consultId, now)
  const { answerId } = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: { answerId: true } })
  if (!possible('correct', consult.state) || answerId !== minutesId) throw new Problem('rooms:problem.correctionTooLate')
}

interface Corrected { consultId: string; minutesId: string; version: number; formerId: string; note: string; /** the treating doctor has confirmed this very text */ readById: string | null }

/** Step: a corrected version of the minutes is the answer; what was decided keeps the version it saw. Whoever confirmed it as treating doctor has read it. */
export async function minutesCorrected(tx: Tx, record: RecordEvent, { consultId, minutesId, version, formerId, note, readById }: Corrected, actor: Actor, now: Date): Promise<void> {
  await mayCorrectMinutes(tx, { consultId, minutesId: formerId }, actor, now)
  const consult = await loadConsult(tx, actor, consultId, now)
  await changeState(tx, record, actor, now, consult, {
    action: 'correct', note, data: { answerId: minutesId, answerVersion: version, ...(readById === consult.treatingDoctorId ? { acknowledgedId: minutesId } : {}) }, fields: ['answerVersion'], facts: { minutesId, version },
  })
}

const namedActions = { scribe: 'scribeNamed', chair: 'chairNamed', treating: 'treatingNamed' } as const

/** Step: somebody else confirms the minutes, since whoever was to left; the words stand in the course. */
export async function holderNamed(tx: Tx, { consultId, role, note }: { consultId: string; role: keyof typeof namedActions; note: string }, actor: Actor, now: Date): Promise<void> {
  const { state } = await loadConsult(tx, actor, consultId, now)
  await tx.consultStep.create({ data: { id: newId(), consultId, at: now, personId: actor.personId, hospitalId: actor.hospitalId, action: namedActions[role], fromState: state, toState: state, note } })
}
