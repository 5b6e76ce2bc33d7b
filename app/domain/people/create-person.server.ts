import { allow } from '~/domain/audit/allow'
import { claiming } from '~/domain/audit/claiming.server'
import { transact, type Author } from '~/domain/audit/transact.server'
import { newId } from '~/platform/id'
import { hashPassword } from './password.server'
import { mayPerson } from './policy'
import type { CreatePerson } from './schema'

/** Enters a person with a first password. Telephone number and e-mail address belong to one person each. */
export async function createPerson(actor: Author, { password, ...person }: CreatePerson): Promise<{ personId: string }> {
  allow(mayPerson.enter(actor))
  // Hashed before the transaction: it takes a tenth of a second and waits its turn.
  const passwordHash = await hashPassword(password)
  return transact(actor, async (tx, record, now) => {
    const id = newId()
    const data = { id, fullName: person.fullName, title: person.title, telephone: person.telephone ?? null, email: person.email ?? null, passwordHash, createdAt: now }
    await claiming(person.telephone ? 'telephone' : 'email', 'people:problem.nameTaken', () => tx.person.create({ data }))
    record({ name: 'person.created', subject: 'person', subjectId: id, audience: [`person:${id}`] })
    return { personId: id }
  })
}
