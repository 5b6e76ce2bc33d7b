import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import type { EndAlert, RaiseAlert, RaiseLevel } from '~/domain/consults/alert-schema'
import { setMark } from '~/domain/consults/alert-steps.server'
import { loadConsult, type LoadedConsult } from '~/domain/consults/change-state.server'
import { grantForAlert } from '~/domain/consults/grant-access.server'
import { endAlertStep, loadAlert } from '~/domain/consults/mark-alert.server'
import { raiseLevelStep } from '~/domain/consults/raise-level.server'
import { raiseAlertStep } from '~/domain/consults/red-alert.server'
import { endConference } from '~/domain/schedule/end-conference.server'
import { openCall } from '~/domain/schedule/open-call.server'
import { db } from '~/platform/database/database.server'
import { nextFlight } from '~/platform/next-flight'
import { Problem } from '~/platform/problem'

/** The alert's room, open from the first moment; whoever receives the alert comes in. */
async function openRoom(tx: Tx, record: RecordEvent, actor: Actor, now: Date, consult: Pick<LoadedConsult, 'id' | 'requestingId' | 'supportingId'>): Promise<string> {
  const { conferenceId } = await openCall(tx, record, {
    consultId: consult.id, kind: 'alert', requestingId: consult.requestingId, supportingId: consult.supportingId, createdById: actor.personId,
    members: [{ personId: actor.personId, hospitalId: actor.hospitalId, role: actor.hospitalId === consult.supportingId ? 'specialist' : 'presenter' }],
  }, now)
  await tx.redAlert.update({ where: { consultId: consult.id }, data: { conferenceId } })
  return conferenceId
}

/** Báo động đỏ from anywhere: consult, notices and room at once. */
export function raiseAlert(actor: Actor, input: RaiseAlert): Promise<{ consultId: string }> {
  return transact(actor, async (tx, record, now) => {
    const { consultId, fresh } = await raiseAlertStep(tx, record, actor, now, input)
    if (fresh) await openRoom(tx, record, actor, now, await loadConsult(tx, actor, consultId, now))
    return { consultId }
  })
}

/** A more urgent level for a consult that runs; to Báo động đỏ with a room at once. */
export function raiseLevel(actor: Actor, input: RaiseLevel): Promise<{ consultId: string; alert: boolean }> {
  return transact(actor, async (tx, record, now) => {
    const { alert } = await raiseLevelStep(tx, record, actor, now, input)
    if (alert) await openRoom(tx, record, actor, now, await loadConsult(tx, actor, input.consultId, now))
    return { consultId: input.consultId, alert }
  })
}

/** "Đã nhận, vào phòng": whoever may act on the alert enters its room; of the side that was called this says that it has been received. */
export function joinAlert(actor: Actor, { consultId }: { consultId: string }): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const { consult, endedAt } = await loadAlert(tx, actor, consultId, now)
    if (endedAt) throw new Problem('alert:problem.ended')
    const asked = actor.hospitalId === consult.supportingId
    // In the room one speaks of a patient by name: with identity, until a day after the alert.
    if (asked && !consult.rights.identified) await grantForAlert(tx, now, { consultId, hospitalId: actor.hospitalId, personId: actor.personId })
    const conferenceId = await openRoom(tx, record, actor, now, consult)
    if (asked) await setMark(tx, record, now, { ...consult, consultId }, { kind: 'acknowledged', personId: actor.personId, hospitalId: actor.hospitalId })
    return { conferenceId }
  })
}

/** Ends the alert: the room closes, the marks are final, the summary stays. */
export function endAlert(actor: Actor, input: EndAlert): Promise<{ consultId: string }> {
  return transact(actor, async (tx, record, now) => {
    const { conferenceId } = await endAlertStep(tx, record, actor, now, input)
    const open = conferenceId && await tx.conference.findFirst({ where: { id: conferenceId, state: 'open' }, select: { id: true } })
    if (open) {
      await endConference(tx, { conferenceId, from: 'open', to: 'done', reason: '', personId: actor.personId }, now)
      await tx.conference.update({ where: { id: conferenceId }, data: { outcome: input.summary } })
      record({ name: 'conference.callEnded', subject: 'conference', subjectId: conferenceId, facts: { consultId: input.consultId }, audience: [`conference:${conferenceId}`, `consult:${input.consultId}`] })
    }
    return { consultId: input.consultId }
  })
}

// Few rooms are an alert's: of the others many ask at the same moment.
const unconnectedAlert = nextFlight((conferenceId) =>
  db.redAlert.findFirst({ where: { conferenceId, endedAt: null, marks: { none: { kind: 'connected' } } }, select: { consultId: true } }))

/** Two people of the alert are in its room: connected. Called when somebody has come in; the log says who was there. */
export async function noteConnected(conferenceId: string, personId: string): Promise<void> {
  const alert = await unconnectedAlert(conferenceId)
  if (!alert) return
  const joined = await db.roomEntry.findMany({ where: { conferenceId, kind: 'join' }, distinct: ['personId'], select: { personId: true } })
  if (joined.length < 2) return
  await transact(null, async (tx, record, now) => {
    const consult = await tx.consult.findUniqueOrThrow({ where: { id: alert.consultId }, select: { requestingId: true, supportingId: true, treatingDoctorId: true, specialistId: true } })
    const member = await tx.conferenceMember.findUnique({ where: { conferenceId_personId: { conferenceId, personId } }, select: { hospitalId: true } })
    allow(member !== null)
    await setMark(tx, record, now, { ...consult, consultId: alert.consultId }, { kind: 'connected', personId, hospitalId: member?.hospitalId ?? consult.requestingId })
  })
}
