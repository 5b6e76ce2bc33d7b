import { allow } from '~/domain/audit/allow'
import { transact, type Author } from '~/domain/audit/transact.server'
import { notFound } from '~/platform/problem'
import { dropSignIns } from './drop-sign-ins.server'
import { hashPassword } from './password.server'
import { mayPerson } from './policy'

/** Gives a person a new password and ends all their sign-ins: whoever knew the old one is out. */
export async function setPassword(actor: Author, { personId, password }: { personId: string; password: string }): Promise<void> {
  allow(mayPerson.setPassword(actor))
  const passwordHash = await hashPassword(password)
  return transact(actor, async (tx, record) => {
    const { count } = await tx.person.updateMany({ where: { id: personId }, data: { passwordHash } })
    if (count === 0) throw notFound()
    await dropSignIns(tx, record, { personId, where: {} })
    record({ name: 'password.set', subject: 'person', subjectId: personId, fields: ['password'], audience: [`person:${personId}`] })
  })
}
