import type { Tx } from '~/platform/database/database.server'
import type { AccessKind, ClockKind, ConsultState } from '~/platform/database/enums'
import { isOfficeTime } from '~/domain/catalogue/working-days'
import { onDuty } from '~/domain/duty/on-duty.server'
import { membersOf, peopleWith } from '~/domain/people/queries.server'
import { careOf } from './care-of.server'
import type { Terms } from './clocks'
import type { Ladder, Rung, Told } from './escalation'

/** What the ladder of a clock reads of its consult. */
export interface Clocked {
  id: string
  state: ConsultState
  requestingId: string
  supportingId: string
  receivingId: string | null
  departmentId: string | null
  specialtyCode: string | null
  treatingDoctorId: string
  specialistId: string | null
}

const at = (hospitalId: string) => (personId: string): Told => ({ personId, hospitalId })
const coordinators = async (tx: Tx, hospitalId: string, now: Date): Promise<Told[]> => (await peopleWith(tx, { hospitalId, role: 'coordinator', at: now })).map(at(hospitalId))
const leaders = async (tx: Tx, hospitalId: string, now: Date): Promise<Told[]> => (await onDuty({ hospitalId, kind: 'leader', at: now }, tx)).map(({ personId }) => ({ personId, hospitalId }))
/** A treating doctor at home is named by careOf(), but telling them reaches nobody for certain. */
const carers = async (tx: Tx, consult: Clocked, now: Date): Promise<Told[]> => (await careOf(consult, now, tx)).filter(({ as }) => as !== 'offDuty')

/** Whom a clock turns to, in order, as the rosters are now; the terms are those of the hospital whose clock it is. */
export function ladderOf(tx: Tx, kind: ClockKind, consult: Clocked, terms: Terms, now: Date): Promise<Ladder> {
  switch (kind) {
    case 'reach': case 'answer': return answeringLadder(tx, kind, consult, terms, now)
    case 'minutes': return minutesLadder(tx, consult, now)
    case 'approval': return approvalLadder(tx, consult, now)
    case 'supplement': case 'decision': case 'consent': return askingLadder(tx, consult, now)
    case 'followUp': return consult.receivingId ? receivingLadder(tx, consult.receivingId, now) : askingLadder(tx, consult, now)
    default: return kind satisfies never
  }
}

/** People who hold a right of this kind in person, for their hospital. */
async function holders(tx: Tx, consultId: string, kinds: AccessKind[], now: Date): Promise<Told[]> {
  const rows = await tx.consultAccess.findMany({
    where: { consultId, kind: { in: kinds }, personId: { not: null }, validFrom: { lte: now }, OR: [{ validUntil: null }, { validUntil: { gt: now } }] }, select: { personId: true, hospitalId: true },
  })
  return rows.flatMap(({ personId, hospitalId }) => (personId ? [{ personId, hospitalId }] : []))
}

/** Next on duty one by one (busy ones last), the coordinators, the leader on duty, then the side that asked, which has a telephone. */
async function answeringLadder(tx: Tx, kind: 'reach' | 'answer', consult: Clocked, terms: Terms, now: Date): Promise<Ladder> {
  const { supportingId, specialtyCode } = consult
  const duty = await onDuty({ hospitalId: supportingId, kind: 'specialist', specialtyCode: specialtyCode ?? undefined, at: now }, tx)
  const named = ({ personId }: { personId: string }): Told => ({ personId, hospitalId: supportingId })
  const free: Rung[] = duty.filter(({ busyUntil }) => !busyUntil).map((one) => ({ name: 'duty', people: [named(one)] }))
  const busy = duty.filter(({ busyUntil }) => busyUntil).map(named)
  const rungs: Rung[] = [
    ...free, { name: 'coordinators', people: await coordinators(tx, supportingId, now) }, { name: 'leader', people: await leaders(tx, supportingId, now) },
    { name: 'busy', people: busy },
    { name: 'otherSide', people: [...await carers(tx, consult, now), ...await leaders(tx, consult.requestingId, now), ...await coordinators(tx, consult.requestingId, now)] },
  ]
  return { first: await answering(tx, kind, consult, terms, now), rungs }
}

/** Those who led the conference, then those who answer for it. */
async function minutesLadder(tx: Tx, { id, supportingId }: Clocked, now: Date): Promise<Ladder> {
  const rungs: Rung[] = [{ name: 'coordinators', people: await coordinators(tx, supportingId, now) }, { name: 'leader', people: await leaders(tx, supportingId, now) }]
  return { first: await holders(tx, id, ['chair', 'deputy', 'scribe'], now), rungs }
}

/** Whose work the answer is now: whoever was assigned, chairs, or was asked to receive it. */
async function answering(tx: Tx, kind: 'reach' | 'answer', { id, state, specialistId, supportingId }: Clocked, { officeHours, calendar }: Terms, now: Date): Promise<Told[]> {
  if (kind === 'answer' && state === 'withSpecialists' && specialistId) return [{ personId: specialistId, hospitalId: supportingId }]
  if (kind === 'answer' && (state === 'scheduled' || state === 'inConference')) return holders(tx, id, ['chair', 'deputy', 'scribe'], now)
  const inOffice = isOfficeTime(now, officeHours, calendar) ? await coordinators(tx, supportingId, now) : []
  return [...await holders(tx, id, ['duty'], now), ...inOffice]
}

async function headsOf(tx: Tx, { requestingId, departmentId, treatingDoctorId }: Clocked, now: Date): Promise<Told[]> {
  const heads = await membersOf({ hospitalId: requestingId, role: 'head', at: now }, tx)
  return heads.filter((head) => departmentId !== null && head.departmentId === departmentId && head.id !== treatingDoctorId).map(({ id }) => at(requestingId)(id))
}

async function approvalLadder(tx: Tx, consult: Clocked, now: Date): Promise<Ladder> {
  const { requestingId } = consult
  return {
    first: [...await headsOf(tx, consult, now), ...await holders(tx, consult.id, ['approver'], now)],
    rungs: [
      { name: 'leader', people: await leaders(tx, requestingId, now) }, { name: 'coordinators', people: await coordinators(tx, requestingId, now) },
      // Whoever asked can still telephone the approver, or raise the level.
      { name: 'otherSide', people: await carers(tx, consult, now) },
    ],
  }
}

/** The requesting side's own work goes to whoever looks after the patient now, not to an author who went home. */
async function askingLadder(tx: Tx, consult: Clocked, now: Date): Promise<Ladder> {
  const { requestingId, departmentId } = consult
  const doctors = departmentId ? (await onDuty({ hospitalId: requestingId, kind: 'doctor', departmentId, at: now }, tx)).map(({ personId }) => at(requestingId)(personId)) : []
  return {
    first: await carers(tx, consult, now),
    rungs: [
      { name: 'colleagues', people: doctors }, { name: 'colleagues', people: await headsOf(tx, consult, now) },
      { name: 'coordinators', people: await coordinators(tx, requestingId, now) }, { name: 'leader', people: await leaders(tx, requestingId, now) },
    ],
  }
}

async function receivingLadder(tx: Tx, receivingId: string, now: Date): Promise<Ladder> {
  return { first: await coordinators(tx, receivingId, now), rungs: [{ name: 'leader', people: await leaders(tx, receivingId, now) }] }
}
