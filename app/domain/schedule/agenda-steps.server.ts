import { claiming } from '~/domain/audit/claiming.server'
import type { Tx } from '~/domain/audit/transact.server'
import { possible } from '~/domain/consults/lifecycle'
import type { ConsultState } from '~/platform/database/enums'
import { formatDateTime } from '~/platform/dates'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { mostConsults } from './limits'

/** A consult as an agenda reads it. */
interface AgendaConsult { id: string; code: string | null; state: ConsultState; requestingId: string; supportingId: string | null; specialistId: string | null; treatingDoctorId: string }
export const agendaConsult = { id: true, code: true, state: true, requestingId: true, supportingId: true, specialistId: true, treatingDoctorId: true } as const

/** A line that is to be: its consult, minutes and who presents. */
export interface PlannedItem { consult: AgendaConsult; minutes: number; presenterId: string }

/** Step: a consult gets its place. It waits in one conference at most: the index decides, and the problem says in which. */
export async function addItemStep(tx: Tx, { conferenceId, item: { consult, minutes, presenterId }, position, personId, field }: { conferenceId: string; item: PlannedItem; position: number; personId: string; field: string }, now: Date): Promise<string> {
  const code = consult.code ?? ''
  const elsewhere = await tx.agendaItem.findFirst({ where: { consultId: consult.id, state: 'waiting' }, select: { conference: { select: { startsAt: true } } } })
  if (elsewhere) throw new Problem('schedule:problem.waitsElsewhere', { field, params: { code, time: formatDateTime(elsewhere.conference.startsAt) } })
  if (!possible('schedule', consult.state)) throw new Problem('schedule:problem.notWaiting', { field, params: { code } })
  const id = newId()
  await claiming(field, 'schedule:problem.waitsSomewhere', () => tx.agendaItem.create({ data: { id, conferenceId, consultId: consult.id, position, minutes, presenterId, addedById: personId, addedAt: now } }), { code })
  await tx.backlogEntry.updateMany({ where: { consultId: consult.id, takenAt: null }, data: { takenAt: now, itemId: id } })
  return id
}

/** Of these consults those that a conference could still take: on a draft one may have been answered in another way. */
export async function waitStill(tx: Tx, consultIds: readonly string[]): Promise<Set<string>> {
  const consults = await tx.consult.findMany({ where: { id: { in: [...consultIds] } }, select: { id: true, state: true } })
  return new Set(consults.filter(({ state }) => possible('schedule', state)).map(({ id }) => id))
}

/** What fits into the time: at most eight consults, no more minutes than the conference has. */
export function refuseTooMuch(lengths: readonly number[], { startsAt, endsAt }: { startsAt: Date; endsAt: Date }, field: string): void {
  if (lengths.length > mostConsults) throw new Problem('schedule:problem.tooManyConsults', { field })
  const [sum, all] = [lengths.reduce((total, minutes) => total + minutes, 0), Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000)]
  if (sum > all) throw new Problem('schedule:problem.tooLong', { field, params: { sum, all } })
}
