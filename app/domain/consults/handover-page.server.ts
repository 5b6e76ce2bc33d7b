import { db } from '~/platform/database/database.server'
import { nowIn } from '~/platform/clock.server'
import type { Actor } from '~/domain/audit/actor'
import { personNames } from '~/domain/people/queries.server'
import { nameWithTitle } from '~/platform/names'
import { departmentsCaredFor } from './hand-over.server'
import { recipientsAt } from './duty-record.server'
import { headlineOf } from './headline'
import { openStates } from './lifecycle'
import { visibleTo } from './rights'

const fields = { id: true, code: true, state: true, level: true, situation: true, sex: true, ageValue: true, ageUnit: true, ageEstimated: true, treatingDoctorId: true } as const

/**
 * Open consults somebody may hand over (their own; for a head those of the department), and open ones of colleagues in the departments
 * they look after now, which they may take over. No names and nothing that identifies.
 */
export async function handoverPage(actor: Actor) {
  const now = await nowIn(db)
  const open = { requestingId: actor.hospitalId, state: { in: [...openStates] } }
  const heads = actor.roles.includes('head') && actor.departmentId ? [{ departmentId: actor.departmentId }] : []
  const own = actor.roles.includes('treatingDoctor') ? [{ treatingDoctorId: actor.personId }] : []
  const departments = await departmentsCaredFor(db, actor, now)
  const [mine, theirs] = await Promise.all([
    heads.length + own.length === 0 ? [] : db.consult.findMany({ where: { AND: [open, visibleTo(actor, now), { OR: [...own, ...heads] }] }, orderBy: { sentAt: 'asc' }, take: 100, select: fields }),
    departments.length === 0 ? [] : db.consult.findMany({ where: { AND: [open, { departmentId: { in: departments }, treatingDoctorId: { not: actor.personId } }] }, orderBy: { sentAt: 'asc' }, take: 100, select: fields }),
  ])
  const people = await personNames([...mine, ...theirs].map(({ treatingDoctorId }) => treatingDoctorId))
  const line = ({ treatingDoctorId, situation, ageValue, ageUnit, ageEstimated, ...row }: (typeof mine)[number]) => {
    const person = people.get(treatingDoctorId)
    return { ...row, headline: headlineOf(situation ?? ''), age: ageValue !== null && ageUnit ? { value: ageValue, unit: ageUnit, estimated: ageEstimated } : null, doctor: person ? nameWithTitle(person) : '', own: treatingDoctorId === actor.personId }
  }
  const recipients = (await recipientsAt(actor.hospitalId, now)).filter(({ personId }) => personId !== actor.personId || heads.length > 0)
  return { mine: mine.map(line), theirs: theirs.map(line), recipients }
}
