import { allow } from '~/domain/audit/allow'
import { transact, type Author, type Tx } from '~/domain/audit/transact.server'
import { todayInVietnam } from '~/platform/dates'
import { notFound } from '~/platform/problem'
import { dropSignIns } from './drop-sign-ins.server'
import { hashPassword } from './password.server'
import { mayPerson } from './policy'

/** Gives a person a new password and ends all their sign-ins: whoever knew the old one is out. */
export async function setPassword(actor: Author, { personId, password }: { personId: string; password: string }): Promise<void> {
  // Asked twice, since hashing takes its turn: whoever may enter nobody does not wait for it.
  allow(mayPerson.enter(actor))
  const passwordHash = await hashPassword(password)
  return transact(actor, async (tx, record, now) => {
    allow(mayPerson.setPassword(actor, await employersOf(tx, personId, now)))
    const { count } = await tx.person.updateMany({ where: { id: personId }, data: { passwordHash } })
    if (count === 0) throw notFound()
    await dropSignIns(tx, record, { personId, where: {} })
    record({ name: 'password.set', subject: 'person', subjectId: personId, fields: ['password'], audience: [`person:${personId}`] })
  })
}

/** The hospitals a person works for now or will. */
async function employersOf(tx: Tx, personId: string, now: Date) {
  const today = new Date(`${todayInVietnam(now)}T00:00:00Z`)
  const memberships = await tx.membership.findMany({ where: { personId, OR: [{ validUntil: null }, { validUntil: { gte: today } }] }, select: { hospitalId: true } })
  return tx.hospital.findMany({ where: { id: { in: memberships.map(({ hospitalId }) => hospitalId) } }, select: { id: true, authorityId: true } })
}
