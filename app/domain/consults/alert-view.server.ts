import type { Actor } from '~/domain/audit/actor'
import { recordAccess } from '~/domain/audit/access.server'
import { coverage } from '~/domain/agreements/coverage'
import { seniorsOf, termsFor } from '~/domain/agreements/queries.server'
import { specialties } from '~/domain/catalogue/queries.server'
import { onDuty } from '~/domain/duty/on-duty.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { dutyTelephones } from '~/domain/people/duty-telephones.server'
import { contactsOf, personNames } from '~/domain/people/queries.server'
import { allow } from '~/domain/audit/allow'
import { nowIn } from '~/platform/clock.server'
import { todayInVietnam } from '~/platform/dates'
import { db } from '~/platform/database/database.server'
import { nameWithTitle } from '~/platform/names'
import { notFound } from '~/platform/problem'
import { lineOf, markKinds } from './alert'
import { isOpen } from './lifecycle'
import { mayAlert, mayConsult } from './policy'
import { scopeOf } from './queries.server'

/** What the form of an alert offers: paired hospitals, specialties, and what the doctor most likely means. */
export async function raisePage(actor: Actor) {
  allow(mayConsult.create(actor))
  const now = await nowIn(db)
  const [terms, seniorIds, fields, last] = await Promise.all([
    termsFor(actor.hospitalId), seniorsOf(actor.hospitalId), specialties(),
    db.consult.findFirst({ where: { treatingDoctorId: actor.personId, requestingId: actor.hospitalId, specialtyCode: { not: null } }, orderBy: { createdAt: 'desc' }, select: { specialtyCode: true } }),
  ])
  const addressees = [...new Set([...seniorIds, ...terms.flatMap(({ supporting }) => supporting)])].filter((id) => id !== actor.hospitalId)
  const names = await hospitalNames(addressees, now)
  const [first = ''] = addressees
  const covered = fields.find(({ code }) => coverage(terms, { requestingId: actor.hospitalId, supportingId: first, specialtyCode: code }, todayInVietnam(now)).covered)
  return {
    hospitals: addressees.flatMap((id) => { const card = names.get(id); return card ? [{ id, name: card.name, telephone: card.telephone }] : [] }),
    specialties: fields, chosen: { supportingId: first, specialtyCode: last?.specialtyCode ?? covered?.code ?? '' },
  }
}

/** The page of an alert: its marks on one line, whom to telephone, its room, and what this person may do. Opening it leaves an access row. */
export async function alertPage(actor: Actor, consultId: string) {
  const scope = await scopeOf(actor, consultId)
  const alert = await db.redAlert.findUnique({ where: { consultId: scope.id }, select: { activatedAt: true, endedAt: true, summary: true, conferenceId: true, marks: { select: { kind: true, at: true, personId: true, note: true } } } })
  if (!alert || !scope.supportingId) throw notFound()
  await recordAccess(actor, { subject: 'consult', subjectId: scope.id, part: 'record', basis: scope.rights.kinds.join(',') })
  const now = await nowIn(db)
  const { requestingId, supportingId, specialtyCode, treatingDoctorId } = scope
  const line = lineOf(alert.marks)
  const [hospitals, names, contacts, duty, leaders, fields, room, consult] = await Promise.all([
    hospitalNames([requestingId, supportingId], now), personNames(alert.marks.map(({ personId }) => personId)), contactsOf([treatingDoctorId]),
    onDuty({ hospitalId: supportingId, kind: 'specialist', specialtyCode: specialtyCode ?? undefined, at: now }), onDuty({ hospitalId: supportingId, kind: 'leader', at: now }), specialties(),
    alert.conferenceId ? db.conference.findUnique({ where: { id: alert.conferenceId }, select: { state: true, members: { where: { personId: actor.personId }, select: { personId: true } } } }) : null,
    db.consult.findUniqueOrThrow({ where: { id: scope.id }, select: { situation: true } }),
  ])
  const specialty = fields.find(({ code }) => code === specialtyCode)
  const treating = contacts.get(treatingDoctorId)
  const [ofDuty] = (await dutyTelephones(db, [treatingDoctorId], now))({ personId: treatingDoctorId, hospitalId: requestingId })
  const asked = actor.hospitalId === supportingId
  const shown = ({ name, telephone, busyUntil }: (typeof duty)[number]) => ({ name, telephone, busyUntil: busyUntil?.toISOString() ?? null })
  const mark = alert.endedAt === null && isOpen(scope.state) && mayAlert.mark(actor, scope)
  return {
    consult: { id: scope.id, code: scope.code ?? '', specialty: { vi: specialty?.nameVi ?? '', en: specialty?.nameEn ?? '' }, situation: consult.situation ?? '' }, now: now.toISOString(),
    activatedAt: alert.activatedAt.toISOString(), endedAt: alert.endedAt?.toISOString() ?? null, summary: alert.summary,
    marks: line.map(({ personId, at, ...rest }) => { const name = names.get(personId); return { ...rest, at: at.toISOString(), by: name ? nameWithTitle(name) : '' } }),
    missing: markKinds.filter((kind) => !line.some((one) => one.kind === kind)),
    requesting: hospitals.get(requestingId) ?? null, supporting: hospitals.get(supportingId) ?? null, asked,
    duty: duty.map(shown), leaders: leaders.map(shown), treating: treating ? { name: nameWithTitle(treating), telephone: ofDuty ?? treating.telephone ?? '' } : null,
    room: room && alert.conferenceId ? { id: alert.conferenceId, open: room.state === 'open', inside: room.members.length > 0 } : null,
    may: { mark, acknowledge: mark && asked, end: mark },
  }
}
export type AlertPage = Awaited<ReturnType<typeof alertPage>>
