import type { Tx } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { coverageNow, notCovered } from '~/domain/agreements/coverage-now.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { todayInVietnam } from '~/platform/dates'
import { Problem, Problems } from '~/platform/problem'
import { dayProblem } from './age'
import type { DraftContent } from './draft'
import { requestOf, type Request } from './request-rules'

/** A draft that may leave: as typed, as a request, and the agreement that covers it (null: an emergency with its reason). */
export interface ReadyRequest { draft: DraftContent; request: Request; agreementId: string | null }

/** The agreement that covers the request; without one an emergency needs a reason, anything else stays here. */
async function covering(tx: Tx, actor: Actor, request: Request, now: Date): Promise<string | null> {
  const found = await coverageNow(tx, { requestingId: actor.hospitalId, supportingId: request.supportingId, specialtyCode: request.specialtyCode }, now)
  if (found.covered) return found.agreementId
  if (request.level !== 'emergency') throw notCovered(found, 'supportingId')
  if (!request.overrideReason) throw new Problem('consults:problem.overrideReason', { field: 'overrideReason' })
  return null
}

/** Step: another hospital, not an authority, and a specialty of the catalogue. */
export async function checkAddressee(tx: Tx, actor: Actor, request: Pick<Request, 'supportingId' | 'specialtyCode'>): Promise<void> {
  const hospital = (await hospitalNames([request.supportingId], undefined, tx)).get(request.supportingId)
  if (!hospital || hospital.kind === 'authority' || hospital.id === actor.hospitalId) throw new Problem('problems:unknownChoice', { field: 'supportingId' })
  const specialty = await tx.specialty.findUnique({ where: { code: request.specialtyCode }, select: { code: true } })
  if (!specialty) throw new Problem('problems:unknownChoice', { field: 'specialtyCode' })
}

/** Everything that can keep a draft from leaving, told at once as far as the form goes; then addressee, agreement and days. */
export async function readyRequest(tx: Tx, actor: Actor, draft: DraftContent, now: Date): Promise<ReadyRequest> {
  const today = todayInVietnam(now)
  const checked = requestOf(draft, today)
  if ('problems' in checked) throw new Problems(checked.problems)
  const { request } = checked
  await checkAddressee(tx, actor, request)
  const agreementId = await covering(tx, actor, request, now)
  for (const field of ['admittedOn', 'birthDate'] as const) {
    const problem = dayProblem(draft[field], today)
    if (problem) throw new Problem(problem, { field })
  }
  return { draft, request, agreementId }
}
