import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { basisOfConference, grantAccess, rightOfRole } from '~/domain/consults/grant-access.server'
import { holding } from '~/domain/people/actor.server'
import { holdConference } from '~/domain/schedule/load-conference.server'
import { newMemberCode } from '~/domain/schedule/member-code.server'
import { notFound, Problem } from '~/platform/problem'
import { loadWayIn, wayInAudience, type WayInConference } from './load-way-in.server'
import { mayWayIn } from './policy'
import type { Admit, AdmitAll, RefuseEntry } from './way-in-schema'

interface Asked { id: string; personId: string; hospitalId: string }
const asked = { id: true, personId: true, hospitalId: true } as const

/** Chair, deputy or scribe let one in who asked: an observer from now on, who sees every consult of the agenda without its name. */
export function admit(actor: Actor, { conferenceId, requestId }: Admit): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    await holdConference(tx, conferenceId)
    const conference = await loadWayIn(tx, conferenceId)
    allow(mayWayIn.admit(actor, conference))
    const request = await tx.entryRequest.findFirst({ where: { id: requestId, conferenceId }, select: { ...asked, outcome: true } })
    if (!request) throw notFound()
    if (request.outcome === 'admitted') return { conferenceId }
    if (!await letIn(tx, record, now, conference, request, actor)) throw new Problem('rooms:wayIn.problem.answered')
    return { conferenceId }
  })
}

/** The same for all who wait. */
export function admitAll(actor: Actor, { conferenceId }: AdmitAll): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    // Of a consult that is put off meanwhile nobody is given a right that nothing ends.
    await holdConference(tx, conferenceId)
    const conference = await loadWayIn(tx, conferenceId)
    allow(mayWayIn.admit(actor, conference))
    const requests = await tx.entryRequest.findMany({ where: { conferenceId, outcome: null }, orderBy: { at: 'asc' }, select: asked })
    for (const request of requests) await letIn(tx, record, now, conference, request, actor)
    return { conferenceId }
  })
}

/** Not let in, with the words for it; they may ask again later. */
export function refuseEntry(actor: Actor, { conferenceId, requestId, reason }: RefuseEntry): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await loadWayIn(tx, conferenceId)
    allow(mayWayIn.admit(actor, conference))
    const request = await tx.entryRequest.findFirst({ where: { id: requestId, conferenceId }, select: asked })
    if (!request) throw notFound()
    const { count } = await tx.entryRequest.updateMany({ where: { id: requestId, outcome: null }, data: { outcome: 'refused', outcomeAt: now, outcomeById: actor.personId, reason } })
    if (count === 0) throw new Problem('rooms:wayIn.problem.answered')
    record({ name: 'entry.refused', subject: 'conference', subjectId: conferenceId, facts: { requestId }, audience: wayInAudience(conferenceId, [request.personId]) })
    return { conferenceId }
  })
}

/** Once; false where somebody else has answered. Whoever works there no longer is refused instead. */
async function letIn(tx: Tx, record: RecordEvent, now: Date, conference: WayInConference, { id, personId, hospitalId }: Asked, actor: Actor): Promise<boolean> {
  const conferenceId = conference.id
  const works = await tx.membership.count({ where: { AND: [{ personId, hospitalId, person: { locked: false } }, holding(now)] } })
  const outcome = works > 0 ? 'admitted' as const : 'refused' as const
  const { count } = await tx.entryRequest.updateMany({ where: { id, outcome: null }, data: { outcome, outcomeAt: now, outcomeById: actor.personId } })
  if (count === 0) return false
  if (outcome === 'admitted') {
    await tx.conferenceMember.createMany({ data: { conferenceId, personId, hospitalId, role: 'observer', code: newMemberCode() }, skipDuplicates: true })
    for (const consultId of conference.consultIds) await grantAccess(tx, now, { consultId, hospitalId, personId, ...rightOfRole('observer'), basis: basisOfConference(conferenceId) })
  }
  record({ name: `entry.${outcome}`, subject: 'conference', subjectId: conferenceId, facts: { requestId: id }, audience: wayInAudience(conferenceId, [personId]) })
  return true
}
