import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { log } from '~/platform/log.server'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { Prisma } from '~/platform/database/generated/client'
import type { ClockKind } from '~/platform/database/enums'
import { audienceOf } from './change-state.server'
import { askable, isByDay } from './clocks'
import { termsOf } from './clock-steps.server'
import { nextStep, remindAt, type RunningClock, type Step, type Told } from './escalation'
import { grantForRung } from './grant-for-rung.server'
import { ladderOf, type Clocked } from './ladder.server'

interface Due { consultId: string; kind: ClockKind }
const most = 2_000
const inAMinute = (from: Date): Date => new Date(from.getTime() + 60_000)

/**
 * Looks at every clock whose time has come, one transaction each; several processes share the work by skipping locked rows. Run each
 * minute, and right after a request is sent, for that one consult.
 */
export async function sweepClocks(consultId?: string): Promise<number> {
  let looked = 0
  for (; looked < most; looked += 1) {
    const due: { current: Due | null } = { current: null }
    try {
      await transact(null, async (tx, record, now) => {
        const only = consultId ? Prisma.sql`and "consultId" = ${consultId}::uuid` : Prisma.empty
        const [first] = await tx.$queryRaw<Due[]>`
          select "consultId", "kind" from "ConsultClock" where "nextAt" <= ${now} and "doneAt" is null ${only} order by "nextAt" limit 1 for update skip locked`
        due.current = first ?? null
        if (first) await look(tx, record, first, now)
      })
    } catch (error) {
      if (!due.current) throw error
      log.error({ err: error, clock: due.current }, 'a clock could not be looked at; again in a minute')
      // One that fails does not keep the others from their turn.
      await db.consultClock.updateMany({ where: { ...due.current, nextAt: { not: null } }, data: { nextAt: inAMinute(await nowIn(db)) } })
    }
    if (!due.current) break
  }
  return looked
}

const columns = {
  id: true, code: true, state: true, level: true, requestingId: true, supportingId: true, receivingId: true, departmentId: true, specialtyCode: true, treatingDoctorId: true, specialistId: true,
  clocks: { where: { doneAt: null } },
} as const satisfies Prisma.ConsultSelect

async function look(tx: Tx, record: RecordEvent, { consultId, kind }: Due, now: Date): Promise<void> {
  const row = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: columns })
  const stored = row.clocks.find((clock) => clock.kind === kind)
  const { level, supportingId } = row
  if (!stored || !level || !supportingId) return
  const consult: Clocked & { code: string | null } = { ...row, supportingId }
  const asks = kind === 'reach' || kind === 'answer'
  const where = { consultId_kind: { consultId, kind } }
  const lookAgain = async (nextAt: Date) => void (await tx.consultClock.update({ where, data: { nextAt } }))
  // While somebody is still looked for nobody is asked for the answer, and nobody is woken for what waits until the morning.
  const reach = kind === 'answer' && row.clocks.find((clock) => clock.kind === 'reach')
  if (reach) return lookAgain(whileReaching(reach, stored, now))
  const terms = await termsOf(asks || kind === 'minutes' ? supportingId : row.receivingId ?? row.requestingId, now, tx)
  const pace = isByDay(kind) ? 'routine' : level
  const opens = askable(pace, now, terms)
  if (opens > now) return lookAgain(opens)
  const ladder = await ladderOf(tx, kind, consult, terms, now)
  const step = nextStep({ ...stored, level: pace }, ladder, now)
  // Whoever the work was given to when the clock began knows of it from then on.
  const knew = stored.rung === 0 && stored.toldIds.length === 0 ? ladder.first : []
  const nextAt = askable(pace, step.nextAt, terms)
  await tx.consultClock.update({ where, data: { ...changeBy(step, stored, now), nextAt, toldIds: [...new Set([...stored.toldIds, ...[...knew, ...toldBy(step)].map(({ personId }) => personId)])] } })
  await tell(tx, record, { consult, kind, level, step, before: stored.unreached, now, everybody: [...ladder.first, ...ladder.rungs.flatMap(({ people }) => people)] })
}

/** The answer's clock looks again with the one that looks for somebody, or when it would remind. */
function whileReaching(reach: { nextAt: Date | null }, answer: Pick<RunningClock, 'startedAt' | 'dueAt'>, now: Date): Date {
  const ahead = [reach.nextAt, remindAt(answer)].flatMap((at) => (at && at > now ? [at.getTime()] : []))
  return ahead.length > 0 ? new Date(Math.min(...ahead)) : inAMinute(now)
}

const toldBy = (step: Step): readonly Told[] => (step.do === 'remind' || step.do === 'escalate' ? step.to : [])

function changeBy(step: Step, { escalatedAt }: { escalatedAt: Date | null }, now: Date): Prisma.ConsultClockUpdateInput {
  switch (step.do) {
    case 'wait': return {}
    case 'remind': return { remindedAt: now }
    case 'escalate': return { rung: step.rung, escalatedAt: escalatedAt ?? now }
    case 'alarm': return { unreached: true, escalatedAt: escalatedAt ?? now }
    default: return step satisfies never
  }
}

interface Telling { consult: Clocked & { code: string | null }; kind: ClockKind; level: string; step: Step; before: boolean; now: Date; everybody: Told[] }

/** Each rung is an event of its own; whoever it names may see the consult from then on. */
async function tell(tx: Tx, record: RecordEvent, { consult, kind, level, step, before, now, everybody }: Telling): Promise<void> {
  if (step.do === 'wait' || (step.do === 'alarm' && before)) return
  const people = step.do === 'alarm' ? everybody : step.to
  await grantForRung(tx, consult, people, now)
  record({
    name: step.do === 'remind' ? 'consult.reminded' : step.do === 'escalate' ? 'consult.escalated' : 'consult.unreached', subject: 'consult', subjectId: consult.id, fields: ['clocks'],
    facts: { code: consult.code, level, clock: kind, rung: step.do === 'escalate' ? step.rung : 0, ladder: step.do === 'escalate' ? step.name : null, personIds: people.map(({ personId }) => personId), hospitalIds: people.map(({ hospitalId }) => hospitalId) },
    audience: audienceOf(consult, people.map(({ personId }) => personId)),
  })
}
