import type { db, Tx } from '~/platform/database/database.server'

interface Standing { personId: string; hospitalId: string }

/**
 * The numbers of the duties these people stand in at a moment, those of the first rank first: where a duty has a telephone of its own,
 * that is where its person is reached meanwhile. Empty where none has; then it is the person's own.
 */
export async function dutyTelephones(tx: Tx | typeof db, personIds: readonly string[], at: Date): Promise<(person: Standing) => string[]> {
  const shifts = personIds.length === 0 ? [] : await tx.dutyShift.findMany({
    where: { personId: { in: [...new Set(personIds)] }, cancelledAt: null, startsAt: { lte: at }, endsAt: { gt: at }, telephone: { not: '' } },
    orderBy: [{ rank: 'asc' }, { startsAt: 'asc' }], select: { personId: true, hospitalId: true, telephone: true },
  })
  return ({ personId, hospitalId }) => shifts.filter((shift) => shift.personId === personId && shift.hospitalId === hospitalId).map(({ telephone }) => telephone)
}
