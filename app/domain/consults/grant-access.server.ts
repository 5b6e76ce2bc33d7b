import type { AccessKind, ConferenceRole, Role } from '~/platform/database/enums'
import type { Tx } from '~/platform/database/database.server'
import { newId } from '~/platform/id'

export interface Grant {
  consultId: string
  hospitalId: string
  kind: AccessKind
  basis: string
  personId?: string
  role?: Role
  departmentId?: string | null
  deidentified?: boolean
}

const day = 24 * 60 * 60_000
const afterClosing = 30 * day
/** day 30 after the end, and time to enter it */
const afterReferral = 100 * day

/** Step: gives a person, or a role at a hospital, a right to one consult from now on; twice is once. */
export async function grantAccess(tx: Tx, now: Date, grant: Grant): Promise<void> {
  const { consultId, hospitalId, kind, basis, personId = null, role = null, departmentId = null, deidentified = false } = grant
  const same = await tx.consultAccess.findFirst({ where: { consultId, hospitalId, kind, personId, role, departmentId, deidentified, validUntil: null }, select: { id: true } })
  if (same) return
  await tx.consultAccess.create({ data: { id: newId(), consultId, hospitalId, kind, personId, role, departmentId, deidentified, validFrom: now, basis } })
}

/** Step: the same for many people at once. */
export async function grantToAll(tx: Tx, now: Date, grants: readonly (Grant & { personId: string })[]): Promise<void> {
  const keyOf = (one: Pick<Grant, 'consultId' | 'hospitalId' | 'kind' | 'deidentified'> & { personId: string | null }) => [one.consultId, one.hospitalId, one.personId, one.kind, one.deidentified ?? false].join(' ')
  const rows = await tx.consultAccess.findMany({
    where: { consultId: { in: [...new Set(grants.map(({ consultId }) => consultId))] }, personId: { in: [...new Set(grants.map(({ personId }) => personId))] }, departmentId: null, role: null, validUntil: null },
    select: { consultId: true, hospitalId: true, personId: true, kind: true, deidentified: true },
  })
  const held = new Set(rows.map(keyOf))
  const fresh = [...new Map(grants.map((grant) => [keyOf(grant), grant])).values()].filter((grant) => !held.has(keyOf(grant)))
  await tx.consultAccess.createMany({ data: fresh.map((grant) => ({ id: newId(), deidentified: false, ...grant, validFrom: now })) })
}

/** Step: ends rights now; the rows stay as the trace of who could see it. */
export async function endAccess(tx: Tx, now: Date, which: { consultId: string; hospitalId?: string; kind?: AccessKind; personId?: string; deidentified?: boolean }): Promise<void> {
  await tx.consultAccess.updateMany({ where: { ...which, OR: [{ validUntil: null }, { validUntil: { gt: now } }] }, data: { validUntil: now } })
}

/** Step: rights given for a conference end with it when it was not held; for a day they still show the reason. Those of one person only, where one is named. */
export async function endConferenceAccess(tx: Tx, now: Date, consultId: string, conferenceId: string, personId?: string): Promise<void> {
  await tx.consultAccess.updateMany({ where: { consultId, basis: basisOfConference(conferenceId), validUntil: null, ...(personId ? { personId } : {}) }, data: { validUntil: new Date(now.getTime() + day) } })
}

/** Step: what somebody saw for their part in a conference ends at once, since they have another part in it now. */
export async function endPartAccess(tx: Tx, now: Date, conferenceId: string, personId: string): Promise<void> {
  await tx.consultAccess.updateMany({ where: { basis: basisOfConference(conferenceId), personId, validUntil: null }, data: { validUntil: now } })
}

/** What a part in a conference lets one see of its consults: those who lead and advise by name, those who look on without it. */
export const rightOfRole = (role: ConferenceRole): Pick<Grant, 'kind' | 'deidentified'> =>
  role === 'presenter' || role === 'observer' || role === 'technician' ? { kind: 'observer', deidentified: true } : { kind: role }

/** Why somebody who sits in a conference may see its consult. */
export const basisOfConference = (conferenceId: string): string => `conference:${conferenceId}`

/** Why somebody who came into the room of an alert knows its patient. */
const ofAlert = { kind: 'duty' as const, basis: 'alert', deidentified: false }

/** Step: whoever comes into the room of an alert knows the patient while it lasts. */
export const grantForAlert = (tx: Tx, now: Date, who: { consultId: string; hospitalId: string; personId: string }): Promise<void> => grantAccess(tx, now, { ...who, ...ofAlert })

/** Step: a day after the alert they know the patient no longer, unless they have taken the consult on meanwhile. */
export async function endAlertAccess(tx: Tx, now: Date, consultId: string): Promise<void> {
  await tx.consultAccess.updateMany({ where: { consultId, ...ofAlert, validUntil: null }, data: { validUntil: new Date(now.getTime() + day) } })
}

/**
 * Step: the answering side keeps reading for 30 days after the consult is closed. The hospital a patient was referred to keeps what it
 * needs to say at day 30 whether the patient came back. An alert is over with its consult.
 */
export async function endSupportingAccessLater(tx: Tx, now: Date, consultId: string, supportingId: string): Promise<void> {
  await endAlertAccess(tx, now, consultId)
  await tx.consultAccess.updateMany({ where: { consultId, kind: 'receiving', validUntil: null }, data: { validUntil: new Date(now.getTime() + afterReferral) } })
  // With it everybody who sat in a conference about it, wherever they work: the others' doctors who presented, and those who looked on.
  await tx.consultAccess.updateMany({ where: { consultId, OR: [{ hospitalId: supportingId }, { kind: 'observer' }, { basis: { startsWith: basisOfConference('') } }], validUntil: null }, data: { validUntil: new Date(now.getTime() + afterClosing) } })
}

/** Step: a consult that was withdrawn is nothing to look on any more; who answers it keeps reading as after any other end. */
export async function endLookingOn(tx: Tx, now: Date, consultId: string, conferenceId: string): Promise<void> {
  const soon = new Date(now.getTime() + day)
  await tx.consultAccess.updateMany({ where: { consultId, basis: basisOfConference(conferenceId), deidentified: true, OR: [{ validUntil: null }, { validUntil: { gt: soon } }] }, data: { validUntil: soon } })
}

/** Step: what ended, or was to end, because the consult was closed then, begins again now; the earlier rows stay as the trace. Who only looked on in a conference has no part in the next round. */
export async function renewAfterClosing(tx: Tx, now: Date, consultId: string, closedAt: Date): Promise<void> {
  const ends = [afterClosing, afterReferral].map((days) => new Date(closedAt.getTime() + days))
  const rows = await tx.consultAccess.findMany({ where: { consultId, validUntil: { in: ends }, NOT: { kind: 'observer', deidentified: true } }, select: { hospitalId: true, kind: true, personId: true, role: true, departmentId: true, deidentified: true } })
  for (const { personId, role, ...row } of rows) await grantAccess(tx, now, { consultId, ...row, ...(personId && { personId }), ...(role && { role }), basis: 'reopened' })
}
