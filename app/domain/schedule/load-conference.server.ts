import type { Actor } from '~/domain/audit/actor'
import { visibleTo } from '~/domain/consults/rights'
import type { Tx } from '~/platform/database/database.server'
import { notFound } from '~/platform/problem'
import type { ConferenceScope } from './policy'

/** A conference as its verbs read it: with the parties of its consult. */
export interface LoadedConference extends ConferenceScope {
  id: string
  consultId: string
  requestingId: string
  startsAt: Date
  endsAt: Date
  openedAt: Date | null
  /** of its invitation */
  sequence: number
}

/** The conference, if its consult is one that this actor may see now; otherwise a 404. */
export async function loadConference(tx: Pick<Tx, 'conference' | 'consult'>, actor: Actor, conferenceId: string, now: Date): Promise<LoadedConference> {
  const conference = await tx.conference.findUnique({
    where: { id: conferenceId },
    select: { id: true, consultId: true, kind: true, state: true, startsAt: true, endsAt: true, openedAt: true, createdById: true, sequence: true, members: { select: { personId: true, hospitalId: true, role: true } } },
  })
  const consult = conference && await tx.consult.findFirst({ where: { id: conference.consultId, ...visibleTo(actor, now) }, select: { requestingId: true, supportingId: true } })
  if (!conference || !consult) throw notFound()
  return { ...conference, ...consult }
}
