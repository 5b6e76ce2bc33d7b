import type { RecordEvent, Tx } from '~/domain/audit/transact.server'
import type { Prisma } from '~/platform/database/database.server'

/** Step: ends a person's sign-ins; one event each, by which that sign-in's open sockets close. Tells how many. */
export async function dropSignIns(tx: Tx, record: RecordEvent, { personId, where }: { personId: string; where: Prisma.SignInWhereInput }): Promise<number> {
  const ended = await tx.signIn.findMany({ where: { AND: [{ personId }, where] }, select: { tokenHash: true } })
  await tx.signIn.deleteMany({ where: { tokenHash: { in: ended.map(({ tokenHash }) => tokenHash) } } })
  for (const { tokenHash } of ended) record({ name: 'signIn.ended', subject: 'person', subjectId: personId, facts: { tokenHash }, audience: [`person:${personId}`] })
  return ended.length
}
