import { db, type Prisma } from '~/platform/database/database.server'
import { nowIn } from '~/platform/clock.server'
import type { Actor } from '~/domain/audit/actor'
import { hospitalNames, type HospitalCard } from '~/domain/hospitals/queries.server'
import { settingsOf } from '~/domain/hospitals/settings.server'
import { personNames } from '~/domain/people/queries.server'
import { cursorOf, readCursor } from '~/platform/http/cursor'
import { nextFollowUp } from './clocks'
import { dutyTasks } from './duty-tasks.server'
import { readmissionDays, readmissionDue } from './follow-up'
import { headlineOf } from './headline'
import { isOpen, openStates, possible } from './lifecycle'
import { neededOf } from './needed'
import { visibleTo } from './rights'
import { taskOf, type Task } from './tasks'
import { readDraft } from './draft'

const line = {
  id: true, code: true, state: true, level: true, requestingId: true, supportingId: true, receivingId: true, specialtyCode: true, treatingDoctorId: true, specialistId: true, sex: true, ageValue: true, ageUnit: true, ageEstimated: true, birthYear: true,
  situation: true, draft: true, createdAt: true, sentAt: true, dueAt: true, answeredAt: true, updatedAt: true, closedAt: true, answerVersion: true, answerKind: true,
  questions: { orderBy: { number: 'asc' }, take: 1, select: { text: true } },
  decisions: { orderBy: { at: 'desc' }, take: 1, select: { at: true, answerId: true, answerVersion: true } }, answerId: true, acknowledgedId: true,
  round: true, specialists: { where: { endedAt: null }, select: { personId: true, round: true } },
  opinions: { where: { confirmedAt: { not: null } }, orderBy: { confirmedAt: 'desc' }, select: { version: true, round: true, kind: true, specialistId: true, confirmedAt: true, acknowledgedAt: true } },
  followUps: { orderBy: { at: 'desc' }, take: 1, select: { at: true, personId: true } },
  steps: { where: { action: { in: ['reopen', 'needMore', 'supplement', 'askAgain'] } }, orderBy: [{ at: 'desc' }, { id: 'desc' }], select: { at: true, action: true } },
  outcome: { select: { evaluatedAt: true, endKind: true, endedOn: true } },
  readmission: { select: { consultId: true } },
} as const satisfies Prisma.ConsultSelect

type Row = Prisma.ConsultGetPayload<{ select: typeof line }>

/** One consult in a list: no name and nothing that identifies; the situation's first line says what it is about. */
export interface ConsultLine {
  id: string
  code: string | null
  state: Row['state']
  level: Row['level']
  sex: Row['sex']
  age: { value: number; unit: 'years' | 'months' | 'days'; estimated: boolean; birthYear: number | null } | null
  headline: string
  requesting: HospitalCard | null
  supporting: HospitalCard | null
  specialtyCode: string | null
  treatingDoctor: string
  specialist: string
  task: Task
  /** when the task is due, ISO; null when it has no clock */
  dueAt: string | null
  startedAt: string
  updatedAt: string
}

type Answered = Pick<Row, 'state' | 'decisions' | 'answerKind' | 'answerId' | 'answerVersion' | 'acknowledgedId'> & { opinions: readonly Pick<Row['opinions'][number], 'kind' | 'version' | 'confirmedAt' | 'acknowledgedAt'>[] }

/** A correction made after the decision that the treating doctor has not acknowledged: of an opinion, or of the minutes of a conference. */
export function isUnacknowledged(row: Answered): boolean {
  const [decision] = row.decisions
  if (!possible('acknowledge', row.state) || decision === undefined) return false
  if (row.answerKind === 'minutes') return (row.answerVersion ?? 1) > 1 && decision.answerId !== row.answerId && row.acknowledgedId !== row.answerId
  const latest = row.opinions.filter(({ kind, version }) => kind === 'conclusion' && version > 1).map(({ confirmedAt, acknowledgedAt }) => ({ at: confirmedAt?.getTime() ?? 0, acknowledgedAt })).sort((a, b) => b.at - a.at)[0]
  return latest !== undefined && latest.at > decision.at.getTime() && latest.acknowledgedAt === null
}

/** One of several specialists in this round, without a confirmed opinion yet. */
const isAwaited = (actor: Actor, { round, specialists, opinions }: Row): boolean =>
  specialists.some((one) => one.personId === actor.personId && one.round === round) && !opinions.some((one) => one.specialistId === actor.personId && one.round === round)

const latest = (...times: readonly (Date | undefined)[]): Date | null => times.reduce<Date | null>((last, at) => (at && (!last || at > last) ? at : last), null)

async function linesOf(actor: Actor, rows: readonly Row[], now: Date): Promise<ConsultLine[]> {
  const hospitals = await hospitalNames([...new Set(rows.flatMap((row) => [row.requestingId, row.supportingId]))].filter((id): id is string => id !== null), now)
  const people = await personNames([...new Set(rows.flatMap((row) => [row.treatingDoctorId, row.specialistId]))].filter((id): id is string => id !== null))
  const followUpDays = await settingsOf(rows.map((row) => row.receivingId ?? row.requestingId), 'followUpDays')
  const { asked, toConfirm } = await dutyTasks(actor, rows.map(({ id }) => id), now)
  return rows.map((row) => {
    const [last] = row.followUps
    const task = taskOf(actor, {
      ...row, asked: asked.has(row.id), toConfirm: toConfirm.has(row.id), awaited: isAwaited(actor, row), needed: neededOf(row.steps) !== null, unacknowledged: isUnacknowledged(row), evaluated: row.outcome?.evaluatedAt != null, lastEntryById: last?.personId ?? null,
      readmissionDue: row.outcome !== null && readmissionDue({ ...row.outcome, entered: row.readmission !== null }, now),
    })
    const draft = row.state === 'draft' ? readDraft(row.draft) : null
    const [decision] = row.decisions
    const due = row.state === 'following' && decision ? nextFollowUp(decision.at, latest(last?.at, row.steps.find(({ action }) => action === 'reopen')?.at), followUpDays(row.receivingId ?? row.requestingId)) : isOpen(row.state) && !row.answeredAt ? row.dueAt : null
    const startedAt = row.state === 'following' && decision ? decision.at : row.sentAt ?? row.createdAt
    return {
      id: row.id, code: row.code, state: row.state, level: row.level, sex: row.sex,
      age: row.ageValue !== null && row.ageUnit ? { value: row.ageValue, unit: row.ageUnit, estimated: row.ageEstimated, birthYear: row.birthYear } : null,
      headline: headlineOf(draft?.situation ?? row.situation ?? '', draft?.questions[0] ?? row.questions[0]?.text), requesting: hospitals.get(row.requestingId) ?? null, supporting: hospitals.get(row.supportingId ?? '') ?? null,
      specialtyCode: draft ? draft.specialtyCode || null : row.specialtyCode,
      treatingDoctor: people.get(row.treatingDoctorId)?.fullName ?? '', specialist: people.get(row.specialistId ?? '')?.fullName ?? '',
      task, dueAt: due?.toISOString() ?? null, startedAt: startedAt.toISOString(), updatedAt: row.updatedAt.toISOString(),
    }
  })
}

const pageSize = 30
export type ListView = 'open' | 'closed' | 'drafts'
const closedStates = ['closed', 'declined', 'withdrawn', 'rejected'] as const

/** Consults this actor may see, newest change first, 30 a page; `cursor` is the last page's `next`. */
export async function listConsults(actor: Actor, { view, cursor }: { view: ListView; cursor?: string | undefined }): Promise<{ consults: ConsultLine[]; next: string | null; now: string }> {
  const now = await nowIn(db)
  const place = readCursor(cursor)
  const before = place ? { OR: [{ updatedAt: { lt: place.at } }, { updatedAt: place.at, id: { lt: place.id } }] } : {}
  const states = view === 'drafts' ? ['draft' as const] : view === 'closed' ? [...closedStates] : [...openStates]
  const rows = await db.consult.findMany({ where: { AND: [visibleTo(actor, now), { state: { in: states } }, before] }, orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }], take: pageSize + 1, select: line })
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return { consults: await linesOf(actor, page, now), next: rows.length > pageSize && last ? cursorOf({ at: last.updatedAt, id: last.id }) : null, now: now.toISOString() }
}

const most = 200
const day = 24 * 60 * 60_000

/** Closed ones of which this actor's side is asked whether the patient came back. */
const askedBack = (actor: Actor, now: Date): Prisma.ConsultWhereInput => ({
  state: 'closed', readmission: null, outcome: { endKind: { not: 'death' }, endedOn: { lte: new Date(now.getTime() - readmissionDays.from * day), gte: new Date(now.getTime() - (readmissionDays.until + 1) * day) } },
  OR: [
    { treatingDoctorId: actor.personId, requestingId: actor.hospitalId },
    ...(actor.roles.includes('coordinator') ? [{ requestingId: actor.hospitalId }, { receivingId: actor.hospitalId }] : []),
  ],
})

/** Everything open that this actor may see, by when it is due; what "Hôm nay" sorts into late, today and later. At most 200, those that still wait for an answer first: patients who are followed for weeks must not push out what came today. */
export async function openConsults(actor: Actor): Promise<{ consults: ConsultLine[]; now: string; more: boolean }> {
  const now = await nowIn(db)
  const rows = await db.consult.findMany({ where: { AND: [visibleTo(actor, now), { OR: [{ state: { in: ['draft', ...openStates] } }, askedBack(actor, now)] }] }, orderBy: [{ answeredAt: { sort: 'asc', nulls: 'first' } }, { dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }], take: most + 1, select: line })
  const consults = await linesOf(actor, rows.slice(0, most), now)
  return { consults: consults.sort((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9')), now: now.toISOString(), more: rows.length > most }
}

/** For the authority: how many consults stand where, by requesting hospital, level and state; counts only. */
export async function countsUnder(actor: Actor): Promise<{ hospital: HospitalCard; level: Row['level']; state: Row['state']; count: number; late: number }[]> {
  if (!actor.roles.includes('authority')) return []
  const now = await nowIn(db)
  const below = await db.hospital.findMany({ where: { authorityId: actor.hospitalId }, select: { id: true } })
  const where = { requestingId: { in: below.map((hospital) => hospital.id) }, state: { not: 'draft' as const } }
  const by = ['requestingId', 'level', 'state'] as const
  const all = await db.consult.groupBy({ by: [...by], where, _count: { _all: true } })
  const late = await db.consult.groupBy({ by: [...by], where: { ...where, answeredAt: null, dueAt: { lt: now }, closedAt: null }, _count: { _all: true } })
  const names = await hospitalNames(below.map((hospital) => hospital.id), now)
  return all.flatMap((group) => {
    const hospital = names.get(group.requestingId)
    const overdue = late.find((one) => by.every((key) => one[key] === group[key]))
    return hospital ? [{ hospital, level: group.level, state: group.state, count: group._count._all, late: overdue?._count._all ?? 0 }] : []
  })
}
