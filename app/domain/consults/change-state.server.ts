import { Problem } from '~/platform/problem'
import { notFound } from '~/platform/problem'
import { newId } from '~/platform/id'
import type { Prisma, Tx } from '~/platform/database/database.server'
import type { RecordEvent } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { keepClocks } from './clock-steps.server'
import { after, possible, type ConsultAction } from './lifecycle'
import { rightsOf, type Rights } from './rights'

const scope = {
  id: true, code: true, state: true, level: true, requestingId: true, supportingId: true, receivingId: true, specialtyCode: true, departmentId: true, treatingDoctorId: true, specialistId: true, requestVersion: true, round: true, draftVersion: true, agreementId: true,
  access: { select: { hospitalId: true, personId: true, role: true, departmentId: true, kind: true, deidentified: true, validFrom: true, validUntil: true } },
} as const satisfies Prisma.ConsultSelect

type Row = Prisma.ConsultGetPayload<{ select: typeof scope }>
/** A consult as verbs load it: parties, state, and the actor's own rights. */
export type LoadedConsult = Omit<Row, 'access'> & { rights: Rights }

/** The consult with this actor's rights, or the 404 of a random id: for reading. */
export async function readConsult(tx: Tx, actor: Actor, consultId: string, now: Date): Promise<LoadedConsult> {
  const row = await tx.consult.findUnique({ where: { id: consultId }, select: scope })
  if (!row) throw notFound()
  const { access, ...consult } = row
  const rights = rightsOf(actor, access, now)
  if (rights.kinds.length === 0) throw notFound()
  return { ...consult, rights }
}

/** Unscoped: for the steps of conferences, whose own policy says who may; whoever approves one need not know its consults. */
export async function unscopedConsult(tx: Tx, consultId: string): Promise<LoadedConsult> {
  const { access: _rights, ...consult } = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: scope })
  return { ...consult, rights: { kinds: [], identified: false } }
}

/** The same for acting: nobody acts on both sides of one consult. */
export async function loadConsult(tx: Tx, actor: Actor, consultId: string, now: Date): Promise<LoadedConsult> {
  const consult = await readConsult(tx, actor, consultId, now)
  if (await tookOtherSide(tx, consultId, actor)) throw new Problem('consults:problem.bothSides')
  return consult
}

/**
 * The same for giving rights beside it: the consult is held before it is read, so that nobody gains by a right what a withdrawal at that
 * moment took away. Nobody is sent back because it moved on meanwhile: whoever comes second reads what the first one left.
 */
export async function loadHeld(tx: Tx, actor: Actor, consultId: string, now: Date): Promise<LoadedConsult> {
  await tx.$executeRaw`select 1 from "Consult" where "id" = ${consultId}::uuid for no key update`
  return loadConsult(tx, actor, consultId, now)
}

/** Is this person on the side of another hospital than this one: by what they did in the consult, or by a right given to them for it? */
export async function tookOtherSide(tx: Tx, consultId: string, { personId, hospitalId }: { personId: string; hospitalId: string }): Promise<boolean> {
  const elsewhere = { where: { consultId, personId, hospitalId: { not: hospitalId } }, select: { id: true } }
  return (await tx.consultStep.findFirst(elsewhere) ?? await tx.consultAccess.findFirst(elsewhere) ?? await tx.threadMessage.findFirst(elsewhere)) !== null
}

/**
 * Keeps a consult as it was loaded, state and specialist, until the transaction ends: for what is written beside it without moving it,
 * or before it moves. Whoever comes second waits, and is told if it moved on.
 */
export async function holdConsult(tx: Tx, { id, state, specialistId }: Pick<LoadedConsult, 'id' | 'state' | 'specialistId'>): Promise<void> {
  const held = await tx.$executeRaw`
    select 1 from "Consult" where "id" = ${id}::uuid and "state" = ${state}::"ConsultState" and "specialistId" is not distinct from ${specialistId}::uuid for no key update`
  if (held === 0) throw new Problem('consults:problem.changedMeanwhile')
}

export interface Change {
  action: ConsultAction
  /** words that go with the step, kept with the record, never in the event */
  note?: string
  data?: Prisma.ConsultUncheckedUpdateManyInput
  fields?: string[]
  facts?: Record<string, string | number | boolean | null | string[]>
  /** people told besides both hospitals and the treating doctor and specialist */
  people?: string[]
}

/**
 * Moves a consult along its life: only from the state that was loaded, so that of two people pressing at once one wins and the
 * other is told. Leaves the step with its words and the event without them.
 */
export async function changeState(tx: Tx, record: RecordEvent, actor: Actor, now: Date, consult: LoadedConsult, change: Change): Promise<void> {
  if (!possible(change.action, consult.state)) throw new Problem('consults:problem.notNow', { params: { state: consult.state } })
  const next = after(change.action, consult.state)
  const { count } = await tx.consult.updateMany({ where: { id: consult.id, state: consult.state }, data: { ...change.data, state: next, updatedAt: now } })
  if (count === 0) throw new Problem('consults:problem.changedMeanwhile')
  await tx.consultStep.create({
    data: { id: newId(), consultId: consult.id, at: now, personId: actor.personId, hospitalId: actor.hospitalId, action: change.action, fromState: consult.state, toState: next, note: change.note ?? '' },
  })
  await keepClocks(tx, { consultId: consult.id, action: change.action, from: consult.state, to: next, facts: change.facts }, now)
  record({
    name: `consult.${change.action}`, subject: 'consult', subjectId: consult.id, fields: change.fields ?? (next === consult.state ? [] : ['state']),
    facts: { from: consult.state, to: next, code: consult.code, level: consult.level, ...change.facts },
    audience: audienceOf(consult, change.people),
  })
}

/** Whose open pages should look again when this consult changes. */
export function audienceOf(consult: { id: string; requestingId: string; supportingId: string | null; receivingId?: string | null; treatingDoctorId: string; specialistId: string | null }, people: string[] = []): string[] {
  const persons = [consult.treatingDoctorId, consult.specialistId, ...people].filter((id): id is string => id !== null)
  return [...new Set([
    `consult:${consult.id}`, `hospital:${consult.requestingId}`, ...[consult.supportingId, consult.receivingId].flatMap((id) => (id ? [`hospital:${id}`] : [])), ...persons.map((id) => `person:${id}`),
  ])]
}
