import { db } from '~/platform/database/database.server'
import { nowIn } from '~/platform/clock.server'
import { has, type Actor } from '~/domain/audit/actor'
import { calendarAround } from '~/domain/catalogue/working-days.server'
import { lastOfficeEnd } from '~/domain/duty/needed'
import { settingOf } from '~/domain/hospitals/settings.server'
import { personNames } from '~/domain/people/queries.server'
import { nameWithTitle } from '~/platform/names'
import { openStates } from './lifecycle'

export interface NightLine { id: string; code: string; name: string; at: string }

/** For the asked hospital's coordinator: what the duty has taken on since the last office hours; for the asking one's: what went out on a word by telephone that nobody has confirmed. */
export async function sinceOffice(actor: Actor): Promise<{ takenOn: NightLine[]; unconfirmed: NightLine[] }> {
  const now = await nowIn(db)
  const since = lastOfficeEnd(now, await settingOf(actor.hospitalId, 'officeHours'), await calendarAround(now))
  const [steps, approvals] = await Promise.all([
    has(actor, 'coordinator') ? db.consultStep.findMany({ where: { action: 'takeOn', hospitalId: actor.hospitalId, at: { gte: since }, consult: { supportingId: actor.hospitalId } }, orderBy: { at: 'desc' }, take: 50, select: { at: true, personId: true, consult: { select: { id: true, code: true } } } }) : [],
    has(actor, 'coordinator') ? db.approval.findMany({ where: { byTelephone: true, confirmedAt: null, consult: { requestingId: actor.hospitalId, state: { in: [...openStates] } } }, orderBy: { at: 'desc' }, take: 50, select: { at: true, approverId: true, consult: { select: { id: true, code: true } } } }) : [],
  ])
  const people = await personNames([...steps.map(({ personId }) => personId), ...approvals.map(({ approverId }) => approverId)])
  const line = (consult: { id: string; code: string | null }, personId: string, at: Date): NightLine => {
    const person = people.get(personId)
    return { id: consult.id, code: consult.code ?? '', name: person ? nameWithTitle(person) : '', at: at.toISOString() }
  }
  return { takenOn: steps.map(({ consult, personId, at }) => line(consult, personId, at)), unconfirmed: approvals.map(({ consult, approverId, at }) => line(consult, approverId, at)) }
}
