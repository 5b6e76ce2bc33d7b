/** One agreement as the guard needs it; days are yyyy-MM-dd, both ends included. */
export interface Terms {
  id: string
  number: string
  status: 'draft' | 'signed' | 'suspended' | 'terminated'
  validFrom: string
  validUntil: string
  supporting: string[]
  supported: string[]
  specialties: string[]
}

export interface CoverageRequest { requestingId: string; supportingId: string; specialtyCode: string }

export type NotCovered = 'noAgreement' | 'notYet' | 'expired' | 'suspended' | 'terminated' | 'specialty'

export type Coverage =
  | { covered: true; agreementId: string; number: string; validUntil: string }
  | { covered: false; reason: NotCovered; number?: string; day?: string }

/**
 * Does an agreement cover this request today? No contract, no remote support (NĐ 96/2023, Điều 88): the caller decides what an
 * emergency may override. Of several reasons the one nearest to being covered is told.
 */
export function coverage(terms: readonly Terms[], request: CoverageRequest, today: string): Coverage {
  const between = terms.filter((one) => one.status !== 'draft' && one.supporting.includes(request.supportingId) && one.supported.includes(request.requestingId))
  const refusals: { rank: number; coverage: Coverage }[] = []
  for (const one of [...between].sort((a, b) => (a.validUntil < b.validUntil ? 1 : -1))) {
    const refuse = (rank: number, reason: NotCovered, day?: string) =>
      refusals.push({ rank, coverage: { covered: false, reason, number: one.number, ...(day ? { day } : {}) } })
    if (!one.specialties.includes(request.specialtyCode)) refuse(5, 'specialty')
    else if (one.status === 'terminated') refuse(4, 'terminated')
    else if (one.status === 'suspended') refuse(1, 'suspended')
    else if (today < one.validFrom) refuse(2, 'notYet', one.validFrom)
    else if (today > one.validUntil) refuse(3, 'expired', one.validUntil)
    else return { covered: true, agreementId: one.id, number: one.number, validUntil: one.validUntil }
  }
  refusals.sort((a, b) => a.rank - b.rank)
  return refusals[0]?.coverage ?? { covered: false, reason: 'noAgreement' }
}
