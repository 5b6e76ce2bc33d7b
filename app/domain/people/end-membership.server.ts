import { allow } from '~/domain/audit/allow'
import { transact, type Author } from '~/domain/audit/transact.server'
import { notFound } from '~/platform/problem'
import { todayInVietnam } from '~/platform/dates'
import { dropSignIns } from './drop-sign-ins.server'
import { mayPerson } from './policy'

/** Ends a membership at once: yesterday was its last day, and who is signed in under it is signed out. */
export function endMembership(actor: Author, { membershipId }: { membershipId: string }): Promise<void> {
  return transact(actor, async (tx, record, now) => {
    const membership = await tx.membership.findUnique({ where: { id: membershipId }, select: { personId: true, hospitalId: true } })
    const hospital = membership && await tx.hospital.findUnique({ where: { id: membership.hospitalId }, select: { id: true, authorityId: true } })
    if (!membership || !hospital) throw notFound()
    allow(mayPerson.employ(actor, hospital))
    const yesterday = new Date(Date.parse(`${todayInVietnam(now)}T00:00:00Z`) - 24 * 3600_000)
    await tx.membership.update({ where: { id: membershipId }, data: { validUntil: yesterday } })
    await dropSignIns(tx, record, { personId: membership.personId, where: { membershipId } })
    record({ name: 'membership.ended', subject: 'person', subjectId: membership.personId, facts: { membershipId }, audience: [`person:${membership.personId}`] })
  })
}
