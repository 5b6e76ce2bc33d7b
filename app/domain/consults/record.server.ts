import { db, type Prisma } from '~/platform/database/database.server'
import type { OpinionKind } from '~/platform/database/enums'
import { nowIn } from '~/platform/clock.server'
import { recordAccess } from '~/domain/audit/access.server'
import type { Actor } from '~/domain/audit/actor'
import { unscopedAgreementCard } from '~/domain/agreements/queries.server'
import { papersOf } from '~/domain/documents/queries.server'
import { departmentNames, hospitalNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import { may, mayConsult } from './policy'
import { moves, type ConsultAction } from './lifecycle'
import { isUnacknowledged } from './list.server'
import { opinionsFor } from './opinions-for'
import { filesFor } from './file-list.server'
import { scopeOf } from './queries.server'
import { requestRead } from './request-read.server'
import { plannedFor } from './planned-follow-ups.server'
import { kindFor } from './save-opinion.server'

const opinion = {
  id: true, version: true, round: true, kind: true, disposition: true, together: true, missing: true, requestVersion: true, specialistId: true, general: true, reason: true, confirmedAt: true, acknowledgedAt: true,
  answers: { orderBy: { number: 'asc' }, select: { number: true, text: true, answered: true } },
  dissents: { orderBy: { at: 'asc' }, select: { number: true, personId: true, at: true, text: true, afterwards: true } },
} as const satisfies Prisma.OpinionSelect

const select = {
  id: true, code: true, state: true, level: true, requestingId: true, departmentId: true, supportingId: true, specialtyCode: true, treatingDoctorId: true, specialistId: true, agreementId: true, overrideReason: true,
  sex: true, ageValue: true, ageUnit: true, ageEstimated: true, birthYear: true, episodeKind: true, clinical: true, situation: true, dataBasis: true, requestVersion: true, sentAt: true, acceptedAt: true, answeredAt: true, closedAt: true, dueAt: true,
  answerKind: true, answerId: true, answerVersion: true, acknowledgedId: true, notFollowed: true,
  questions: { orderBy: { number: 'asc' }, select: { number: true, text: true, sinceVersion: true, round: true } },
  versions: { orderBy: { version: 'asc' }, select: { version: true, at: true, personId: true, content: true } },
  steps: { orderBy: { at: 'asc' }, select: { id: true, at: true, personId: true, hospitalId: true, action: true, toState: true, note: true } },
  opinions: { where: { confirmedAt: { not: null } }, orderBy: [{ confirmedAt: 'desc' }, { id: 'desc' }], select: opinion },
  specialists: { where: { endedAt: null }, orderBy: [{ assignedAt: 'asc' }, { id: 'asc' }], select: { personId: true, round: true } },
  decisions: { orderBy: { at: 'desc' }, select: { at: true, personId: true, kind: true, reason: true, answerId: true, answerVersion: true, requestVersion: true } },
  followUps: { orderBy: { at: 'asc' }, select: { id: true, at: true, personId: true, hospitalId: true, condition: true, note: true } },
  round: true, receivingId: true, readmission: true, earlierOutcomes: { orderBy: { reopenedAt: 'asc' } },
  referrals: { orderBy: { at: 'asc' }, select: { id: true, at: true, personId: true, receivingId: true, place: true, reason: true, transport: true } },
  outcome: true,
  remarks: { orderBy: { at: 'asc' }, select: { id: true, at: true, personId: true, text: true } },
} as const satisfies Prisma.ConsultSelect

const actions = Object.keys(moves).filter((action): action is ConsultAction & keyof typeof mayConsult => action in mayConsult)

/** What colleagues of the asking hospital say to one another: approving, and handing a patient over. */
const internal: readonly string[] = ['returnForChanges', 'reject', 'handOver', 'takeOver'] satisfies ConsultAction[]

/**
 * What the other side wrote beside a step may name the patient: before reception only that the step was taken, and of what was said
 * inside the other hospital never more.
 */
const stepsFor = <S extends { hospitalId: string; action: string; note: string }>(steps: readonly S[], actor: Actor, identified: boolean): S[] =>
  steps.map((step) => (step.hospitalId === actor.hospitalId || (identified && !internal.includes(step.action)) ? step : { ...step, note: '' }))

/** Who opened what: for the hospital that owns the record. */
const accessLog = (consultId: string) =>
  db.access.findMany({ where: { subject: 'consult', subjectId: consultId }, orderBy: { at: 'desc' }, take: 100, select: { id: true, at: true, personId: true, hospitalId: true, part: true, basis: true } })

/**
 * A consult as its page shows it to this actor: the clinical part always, identity and files only with an identified right, what may be
 * done next, and names for every id. Opening it with identity leaves an access row.
 */
export async function consultRecord(actor: Actor, consultId: string) {
  const scope = await scopeOf(actor, consultId)
  const identified = mayConsult.identify(actor, scope)
  const ownSide = actor.hospitalId === scope.requestingId
  const row = await db.consult.findUniqueOrThrow({ where: { id: consultId }, select })
  const [identity, files, papers, opened, now] = await Promise.all([
    identified ? db.consultIdentity.findUnique({ where: { consultId } }) : null, filesFor(consultId, { identified, ownSide }), identified ? papersOf(consultId) : [], ownSide ? accessLog(consultId) : [], nowIn(db),
  ])
  const request = await requestRead(actor, row, Object.keys(files.kinds).map((mediaType) => ({ mediaType })), now)
  if (identified && scope.state !== 'draft') await recordAccess(actor, { subject: 'consult', subjectId: consultId, part: 'record', basis: scope.rights.kinds.join(',') })
  const [hospitals, people, departments, agreement] = await Promise.all([
    hospitalNames([...new Set([row.requestingId, row.supportingId, row.receivingId, ...row.referrals.map((one) => one.receivingId), ...row.steps.map((step) => step.hospitalId), ...opened.map((one) => one.hospitalId)])].filter((id): id is string => id !== null), now),
    personNames([...new Set([row.treatingDoctorId, row.specialistId, ...row.steps.map((step) => step.personId), ...row.opinions.flatMap((one) => [one.specialistId, ...one.dissents.map((dissent) => dissent.personId)]), ...row.specialists.map((one) => one.personId), ...opened.map((one) => one.personId), ...files.files.map((file) => file.personId), ...files.recalled.map((file) => file.personId)])].filter((id): id is string => id !== null)),
    departmentNames(row.departmentId ? [row.departmentId] : []),
    row.agreementId ? unscopedAgreementCard(row.agreementId) : null,
  ])
  return {
    consult: { ...row, steps: stepsFor(row.steps, actor, identified), opinions: opinionsFor(actor, row) }, identity, files, request, papers, accessLog: opened, agreement, identified, ownSide, now,
    department: departments.get(row.departmentId ?? '') ?? '',
    hospitals: Object.fromEntries(hospitals), people: Object.fromEntries(people),
    unacknowledged: isUnacknowledged(row), planned: identified ? await plannedFor(consultId) : [],
    may: Object.fromEntries(actions.map((action) => [action, may(actor, scope, action)])) as Record<(typeof actions)[number], boolean>,
  }
}

/** The record that consultRecord() gives, for components. */
export type ConsultRecord = Awaited<ReturnType<typeof consultRecord>>

/** What the specialist has half written: the answer, or beside it his own opinion; null when there is none. */
export async function opinionDraft(actor: Actor, consultId: string, wanted?: OpinionKind) {
  const scope = await scopeOf(actor, consultId)
  if (!mayConsult.opine(actor, scope)) return null
  return db.opinion.findFirst({ where: { consultId, specialistId: actor.personId, round: scope.round, kind: kindFor(actor, scope, wanted), confirmedAt: null }, select: { draft: true, draftVersion: true } })
}
