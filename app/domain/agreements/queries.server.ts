import { db, type Tx } from '~/platform/database/database.server'
import type { Terms } from './coverage'

const isoDay = (date: Date): string => date.toISOString().slice(0, 10)

/** The terms of every agreement in which `requestingId` is supported: what coverage() judges. */
export async function termsFor(requestingId: string, tx: Tx | typeof db = db): Promise<Terms[]> {
  const rows = await tx.agreement.findMany({
    where: { parties: { some: { hospitalId: requestingId, role: 'supported' } } },
    select: { id: true, number: true, status: true, validFrom: true, validUntil: true, parties: { select: { hospitalId: true, role: true } }, specialties: { select: { specialtyCode: true } } },
  })
  return rows.map((row) => ({
    id: row.id, number: row.number, status: row.status, validFrom: isoDay(row.validFrom), validUntil: isoDay(row.validUntil),
    supporting: row.parties.filter((party) => party.role === 'supporting').map((party) => party.hospitalId),
    supported: row.parties.filter((party) => party.role === 'supported').map((party) => party.hospitalId),
    specialties: row.specialties.map((specialty) => specialty.specialtyCode),
  }))
}

/** Number and days of one agreement, for a record or a paper that both its parties may read. */
export async function unscopedAgreementCard(id: string) { // unscoped: whoever may read the consult may read which agreement covers it
  const row = await db.agreement.findUnique({ where: { id }, select: { id: true, number: true, title: true, validFrom: true, validUntil: true, status: true } })
  return row && { ...row, validFrom: isoDay(row.validFrom), validUntil: isoDay(row.validUntil) }
}

/** The senior hospitals paired with a junior one, the longest-standing first: the addressees of its requests. */
export async function seniorsOf(juniorId: string, tx: Tx | typeof db = db): Promise<string[]> {
  const rows = await tx.pairing.findMany({
    where: { status: { not: 'ended' }, juniors: { some: { hospitalId: juniorId, validUntil: null } } },
    orderBy: { since: 'asc' }, select: { seniorId: true },
  })
  return [...new Set(rows.map((row) => row.seniorId))]
}
