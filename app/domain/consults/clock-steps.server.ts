import { z } from '~/platform/zod'
import type { Tx } from '~/platform/database/database.server'
import type { Calendar } from '~/domain/catalogue/working-days'
import { calendarAround } from '~/domain/catalogue/working-days.server'
import { allSettingsOf } from '~/domain/hospitals/settings.server'
import type { ClockKind, ConsultState } from '~/platform/database/enums'
import { clocksFor, pauseAfterSeen, touchesClocks, usualTerms, type Terms } from './clocks'
import type { ConsultAction } from './lifecycle'

type Decided = Awaited<ReturnType<typeof allSettingsOf>>
const termsFrom = (decided: Decided, hospitalId: string, calendar: Calendar): Terms => ({ clocks: decided(hospitalId, 'clocks'), officeHours: decided(hospitalId, 'officeHours'), calendar })

/** The clocks, office hours and calendar a hospital goes by. */
export const termsOf = async (hospitalId: string, now: Date, tx: Tx): Promise<Terms> => termsFrom(await allSettingsOf([hospitalId], tx), hospitalId, await calendarAround(now, tx))

interface Changed { consultId: string; action: ConsultAction; from: ConsultState; to: ConsultState; facts?: Record<string, unknown> | undefined }
const conference = z.object({ startsAt: z.iso.datetime().optional() })

/** Step of every change of state: begins and ends the clocks that clocksFor() names, and keeps the time the answer is due. */
export async function keepClocks(tx: Tx, { consultId, action, from, to, facts = {} }: Changed, now: Date): Promise<void> {
  if (!touchesClocks(action, from, to)) return
  const consult = await tx.consult.findUniqueOrThrow({
    where: { id: consultId },
    select: {
      level: true, dataBasis: true, requestingId: true, supportingId: true, receivingId: true,
      clocks: { where: { doneAt: null }, select: { kind: true } }, decisions: { orderBy: { at: 'desc' }, take: 1, select: { at: true } },
    },
  })
  if (!consult.level) return
  const { requestingId, supportingId } = consult
  const following = consult.receivingId ?? requestingId
  const decided = await allSettingsOf([requestingId, following, ...(supportingId ? [supportingId] : [])], tx)
  const calendar = await calendarAround(now, tx)
  const { begin, end } = clocksFor({
    action, state: to, level: consult.level, now, emergencyBasis: consult.dataBasis === 'emergency', decidedAt: action === 'decide' ? null : consult.decisions[0]?.at ?? null,
    conferenceAt: instantOf(conference.safeParse(facts).data?.startsAt),
    supporting: supportingId ? termsFrom(decided, supportingId, calendar) : usualTerms, requesting: termsFrom(decided, requestingId, calendar), followUpDays: decided(following, 'followUpDays'),
  }, consult.clocks.map(({ kind }) => kind))
  if (end.length > 0) await tx.consultClock.updateMany({ where: { consultId, kind: { in: end }, doneAt: null }, data: { doneAt: now, nextAt: null, unreached: false } })
  for (const { kind, startedAt, dueAt } of begin) {
    const fresh = { startedAt, dueAt, nextAt: now, remindedAt: null, escalatedAt: null, rung: 0, doneAt: null, unreached: false, toldIds: [], seenAt: null, seenById: null }
    await tx.consultClock.upsert({ where: { consultId_kind: { consultId, kind } }, create: { consultId, kind, ...fresh }, update: fresh })
    if (kind === 'answer') await tx.consult.update({ where: { id: consultId }, data: { dueAt } })
  }
}

const instantOf = (text: string | undefined): Date | null => (text ? new Date(text) : null)

const answering: readonly ClockKind[] = ['reach', 'answer']

/**
 * Step: somebody was reached and answers for it (said "Đã nhận", was met on the telephone, entered the alert's room). A person of the
 * supporting side ends the clock that runs until one is reached; an alarm goes out, and a ladder pauses before it goes on. What began
 * only after that moment (`at`, where it is told late) goes on.
 */
export async function personReached(tx: Tx, { consultId, personId, hospitalId, at }: { consultId: string; personId: string; hospitalId: string; at?: Date }, now: Date): Promise<void> {
  const { requestingId, supportingId, level, clocks } = await tx.consult.findUniqueOrThrow({
    where: { id: consultId },
    select: { requestingId: true, supportingId: true, level: true, clocks: { where: { doneAt: null, startedAt: { lte: at ?? now } }, select: { kind: true, escalatedAt: true, unreached: true } } },
  })
  const supporting = hospitalId === supportingId && hospitalId !== requestingId
  for (const { kind, escalatedAt, unreached } of clocks) {
    if (kind === 'reach' && supporting) {
      await tx.consultClock.updateMany({ where: { consultId, kind, doneAt: null }, data: { doneAt: now, nextAt: null, unreached: false, seenAt: now, seenById: personId } })
    } else if (unreached || (escalatedAt && answering.includes(kind) === supporting)) {
      await tx.consultClock.updateMany({ where: { consultId, kind, doneAt: null }, data: { unreached: false, seenAt: now, seenById: personId, nextAt: new Date(now.getTime() + pauseAfterSeen[level ?? 'routine']) } })
    }
  }
}
