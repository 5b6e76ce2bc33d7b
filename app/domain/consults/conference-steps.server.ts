import type { Actor } from '~/domain/audit/actor'
import type { RecordEvent, Tx } from '~/domain/audit/transact.server'
import { newId } from '~/platform/id'
import { changeState, loadConsult, unscopedConsult } from './change-state.server'

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

/** Step: every question is concluded; the minutes wait for scribe and chair. */
export async function concludeConsultConference(tx: Tx, record: RecordEvent, { consultId, conferenceId }: About, actor: Actor, now: Date): Promise<void> {
  const consult = await loadConsult(tx, actor, consultId, now)
  await changeState(tx, record, actor, now, consult, { action: 'concludeConference', facts: { conferenceId } })
}

/** Step: scribe and chair have confirmed; the minutes are the answer. */
export async function minutesConfirmed(tx: Tx, record: RecordEvent, { consultId, minutesId, version }: { consultId: string; minutesId: string; version: number }, actor: Actor, now: Date): Promise<void> {
  const consult = await loadConsult(tx, actor, consultId, now)
  await changeState(tx, record, actor, now, consult, {
    action: 'confirmMinutes', data: { answeredAt: now, answerKind: 'minutes', answerId: minutesId, answerVersion: version }, facts: { answerKind: 'minutes', minutesId, version },
  })
}

/** Step: somebody else confirms the minutes, since scribe or chair left; the words stand in the course. */
export async function holderNamed(tx: Tx, { consultId, role, note }: { consultId: string; role: 'scribe' | 'chair'; note: string }, actor: Actor, now: Date): Promise<void> {
  const { state } = await loadConsult(tx, actor, consultId, now)
  await tx.consultStep.create({ data: { id: newId(), consultId, at: now, personId: actor.personId, hospitalId: actor.hospitalId, action: role === 'scribe' ? 'scribeNamed' : 'chairNamed', fromState: state, toState: state, note } })
}
