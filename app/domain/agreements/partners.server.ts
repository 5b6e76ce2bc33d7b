import { db, type Tx } from '~/platform/database/database.server'
import { todayInVietnam } from '~/platform/dates'

/** Hospitals that share a pairing, or a signed agreement of these days, with this one: where its patients may be referred to inside the network. */
export async function partnersOf(hospitalId: string, now: Date, tx: Tx | typeof db = db): Promise<string[]> {
  const today = new Date(`${todayInVietnam(now)}T00:00:00Z`)
  const pairings = await tx.pairing.findMany({
    where: { status: { not: 'ended' }, OR: [{ seniorId: hospitalId }, { juniors: { some: { hospitalId, OR: [{ validUntil: null }, { validUntil: { gte: today } }] } } }] },
    select: { seniorId: true, juniors: { where: { OR: [{ validUntil: null }, { validUntil: { gte: today } }] }, select: { hospitalId: true } } },
  })
  const agreements = await tx.agreement.findMany({
    where: { status: 'signed', validFrom: { lte: today }, validUntil: { gte: today }, parties: { some: { hospitalId } } },
    select: { parties: { where: { role: { not: 'authority' } }, select: { hospitalId: true } } },
  })
  const ids = [...pairings.flatMap(({ seniorId, juniors }) => [seniorId, ...juniors.map((junior) => junior.hospitalId)]), ...agreements.flatMap(({ parties }) => parties.map((party) => party.hospitalId))]
  return [...new Set(ids)].filter((id) => id !== hospitalId)
}
