import { type z } from '~/platform/zod'
import { db } from '~/platform/database/database.server'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { coverage } from '~/domain/agreements/coverage'
import { coverageNow, notCovered } from '~/domain/agreements/coverage-now.server'
import { termsFor } from '~/domain/agreements/queries.server'
import { specialties } from '~/domain/catalogue/queries.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { nowIn } from '~/platform/clock.server'
import { todayInVietnam } from '~/platform/dates'
import { notFound, Problem } from '~/platform/problem'
import { askDuty } from './ask-duty.server'
import { audienceOf, changeState, loadConsult, type LoadedConsult } from './change-state.server'
import { openToSupporting } from './fix-request.server'
import { mayConsult } from './policy'
import type * as schema from './schema'

/** Sends a request on to another specialty, or to another hospital that an agreement covers; nobody has read who the patient is. */
export function redirectConsult(actor: Actor, { consultId, supportingId, specialtyCode, note }: z.infer<typeof schema.redirectConsult>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.redirect(actor, consult))
    const { requestingId, level, supportingId: before } = consult
    if (!level || !before) throw notFound()
    if (supportingId === before && specialtyCode === consult.specialtyCode) throw new Problem('consults:problem.sameAddressee', { field: 'specialtyCode' })
    const found = await coverageNow(tx, { requestingId, supportingId, specialtyCode }, now)
    if (!found.covered) throw notCovered(found, 'specialtyCode')
    await tx.consultAccess.updateMany({
      where: { consultId, hospitalId: before, ...(before === supportingId && { kind: 'duty' as const }), OR: [{ validUntil: null }, { validUntil: { gt: now } }] }, data: { validUntil: now },
    })
    const dutyIds = await askDuty(tx, { ...consult, level, supportingId, specialtyCode }, now)
    await changeState(tx, record, actor, now, { ...consult, supportingId }, {
      action: 'redirect', note, fields: ['supportingId', 'specialtyCode'], data: { supportingId, specialtyCode, agreementId: found.agreementId, overrideReason: null },
      facts: { before, supportingId, specialtyCode, dutyIds }, people: dutyIds,
    })
    record({ name: 'consult.left', subject: 'consult', subjectId: consultId, audience: audienceOf({ ...consult, supportingId: before }) })
    if (before !== supportingId) await openToSupporting(tx, now, { consultId, supportingId })
    return { consultId, here: before === supportingId }
  })
}

export interface RedirectTarget { supportingId: string; hospital: string; specialties: { code: string; nameVi: string; nameEn: string }[] }

/** Where the request could go instead: every hospital and specialty that an agreement covers today. */
export async function redirectTargets(consult: Pick<LoadedConsult, 'requestingId'>): Promise<RedirectTarget[]> {
  const now = await nowIn(db)
  const [terms, fields] = await Promise.all([termsFor(consult.requestingId), specialties()])
  const ids = [...new Set(terms.flatMap((one) => one.supporting))].filter((id) => id !== consult.requestingId)
  const names = await hospitalNames(ids, now)
  const today = todayInVietnam(now)
  return ids.map((supportingId) => ({
    supportingId, hospital: names.get(supportingId)?.shortName ?? '',
    specialties: fields.filter(({ code }) => coverage(terms, { requestingId: consult.requestingId, supportingId, specialtyCode: code }, today).covered),
  })).filter((target) => target.specialties.length > 0)
}
