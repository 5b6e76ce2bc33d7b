import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type Tx } from '~/domain/audit/transact.server'
import type { DataBasis } from '~/platform/database/enums'
import { newId } from '~/platform/id'
import { Problem, Problems } from '~/platform/problem'
import { changeState, loadConsult, type LoadedConsult } from './change-state.server'
import { consentPurpose, consentText, signatureProblems, signerAge, type CollectConsent, type KnownAge, type WithdrawConsent } from './consent'
import { isOpen } from './lifecycle'
import { mayConsult } from './policy'

export interface Basis { kind: DataBasis; person: string; relation: string; reason: string }

/**
 * Step of sending: writes down on what ground the data leave the hospital. A minor's own word is no consent
 * (Problem on basisRelation). Sent again unchanged, after it came back for changes, it is the same consent.
 */
export async function recordBasis(tx: Tx, now: Date, actor: Actor, consultId: string, basis: Basis, age: KnownAge | null): Promise<void> {
  const { kind, person: personName, relation, reason } = basis
  if (kind === 'consent' && relation === 'self' && signerAge(age) !== 'adult') throw new Problem('consults:problem.minorRepresentative', { field: 'basisRelation' })
  const row = kind === 'consent'
    ? { kind: 'given' as const, purpose: consentPurpose, textVersion: consentText, personName, relation, representative: relation !== 'self', reason: '' }
    : { kind: 'emergency' as const, purpose: consentPurpose, textVersion: '', personName: '', relation: '', representative: false, reason }
  const last = await tx.consent.findFirst({ where: { consultId }, orderBy: [{ at: 'desc' }, { id: 'desc' }], select: { kind: true, personName: true, relation: true, reason: true } })
  if (last && last.kind === row.kind && last.personName === row.personName && last.relation === row.relation && last.reason === row.reason) return
  await tx.consent.create({ data: { id: newId(), consultId, at: now, recordedById: actor.personId, ...row } })
}

/** Records a consent that was signed or given now: the one still owed after an emergency, or the paper for what was said by mouth. */
export function collectConsent(actor: Actor, { consultId, form, fileId, ...given }: CollectConsent) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.collectConsent(actor, consult))
    const { ageValue, ageUnit, birthYear } = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: { ageValue: true, ageUnit: true, birthYear: true } })
    const wrong = signatureProblems(given, signerAge(ageValue !== null && ageUnit ? { value: ageValue, unit: ageUnit, birthYear } : null))
    if (wrong.length > 0) throw new Problems(wrong.map(({ field, key }) => new Problem(key, { field })))
    await changeState(tx, record, actor, now, consult, { action: 'collectConsent', facts: { form, relation: given.relation } })
    await checkSheet(tx, consultId, fileId)
    await tx.consent.create({
      data: {
        id: newId(), consultId, at: now, recordedById: actor.personId, kind: 'given', form, purpose: consentPurpose, textVersion: consentText, personName: given.personName,
        relation: given.relation, representative: given.relation !== 'self', childAgreed: given.childAgreed !== '', reason: given.reason, fileId: fileId ?? null,
      },
    })
    return { consultId }
  })
}

/** The photograph named as the signed sheet has to be one of this consult that nobody has recalled or taken away: the consult is held by now. */
async function checkSheet(tx: Tx, consultId: string, fileId: string | undefined): Promise<void> {
  if (!fileId) return
  const file = await tx.consultFile.findFirst({ where: { id: fileId, consultId, kind: 'consent', recalledAt: null }, select: { id: true } })
  if (!file) throw new Problem('problems:unknownChoice', { field: 'fileId' })
}

/**
 * The patient, or who represents them, takes the consent back, as long as somebody of another hospital may still see the consult, also
 * after its end: what is open ends, and from this moment nobody of another hospital sees anything of it, papers and files included.
 * What was answered stays in the record of the requesting hospital.
 */
export function withdrawConsent(actor: Actor, { consultId, relation, personName, note }: WithdrawConsent) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.withdrawConsent(actor, consult))
    if (relation !== 'self' && personName === '') throw new Problem('consent:problem.personName', { field: 'personName' })
    await changeState(tx, record, actor, now, consult, { action: 'withdrawConsent', note, data: isOpen(consult.state) ? { closedAt: now } : {}, people: await outsiders(tx, consult, now) })
    await tx.consent.create({
      data: { id: newId(), consultId, at: now, recordedById: actor.personId, kind: 'withdrawn', purpose: consentPurpose, personName, relation, representative: relation !== 'self', reason: note },
    })
    const { count } = await tx.consultAccess.updateMany({ where: outside(consult, now), data: { validUntil: now } })
    // After the end there is nothing else to withdraw; the consult is held by now, so that of two the second one is told.
    if (count === 0 && !isOpen(consult.state)) throw new Problem('consent:problem.nobodyOutside')
    return { consultId }
  })
}

/** Rights of other hospitals that hold now. */
export const outside = ({ id: consultId, requestingId }: Pick<LoadedConsult, 'id' | 'requestingId'>, now: Date) =>
  ({ consultId, hospitalId: { not: requestingId }, OR: [{ validUntil: null }, { validUntil: { gt: now } }] })

/** Everybody of another hospital who could see it until now: their open pages look again, and find nothing. */
async function outsiders(tx: Tx, consult: LoadedConsult, now: Date): Promise<string[]> {
  const rows = await tx.consultAccess.findMany({ where: { ...outside(consult, now), personId: { not: null } }, select: { personId: true } })
  return rows.flatMap(({ personId }) => personId ?? [])
}
