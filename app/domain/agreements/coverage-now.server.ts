import type { Tx } from '~/platform/database/database.server'
import { formatDay, todayInVietnam } from '~/platform/dates'
import { Problem } from '~/platform/problem'
import { coverage, type Coverage, type CoverageRequest } from './coverage'
import { termsFor } from './queries.server'

/** Does an agreement cover this request at that moment? */
export const coverageNow = async (tx: Tx, request: CoverageRequest, now: Date): Promise<Coverage> => coverage(await termsFor(request.requestingId, tx), request, todayInVietnam(now))

/** Why none does, in words; on a field of the form where one is to blame. */
export const notCovered = ({ reason, number = '', day }: Extract<Coverage, { covered: false }>, field?: string): Problem =>
  new Problem(`agreements:notCovered.${reason}`, { ...(field && { field }), params: { number, day: day ? formatDay(day) : '' } })
