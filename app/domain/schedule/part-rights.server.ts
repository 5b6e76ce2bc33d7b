import { basisOfConference, grantToAll, rightOfRole } from '~/domain/consults/grant-access.server'
import type { Tx } from '~/domain/audit/transact.server'
import type { ConferenceRole } from '~/platform/database/enums'

interface Part { personId: string; hospitalId: string; role: ConferenceRole }
interface Presented { consult: { id: string; requestingId: string; treatingDoctorId: string }; presenterId: string | null }

/**
 * What a part lets one see of a consult: leading and advising by name, where one is of the hospital that runs the conference or of the
 * consult's own; whoever presents, the own one by name; everybody else without a name. Null: nothing beyond what the treating doctor has.
 */
function rightIn({ personId, hospitalId, role }: Part, hostId: string, { consult, presenterId }: Presented) {
  if (role === 'presenter' && personId === consult.treatingDoctorId) return null
  if (personId === presenterId) return { kind: role === 'presenter' ? 'observer' as const : rightOfRole(role).kind, deidentified: false }
  return hospitalId === hostId || hospitalId === consult.requestingId ? rightOfRole(role) : rightOfRole('observer')
}

/** Step: everybody who sits in the conference gets the rights their part gives to these consults, until they end with it. */
export async function grantParts(tx: Tx, { conferenceId, hostId, members, items }: { conferenceId: string; hostId: string; members: readonly Part[]; items: readonly Presented[] }, now: Date): Promise<void> {
  await grantToAll(tx, now, items.flatMap((item) => members.flatMap((member) => {
    const right = rightIn(member, hostId, item)
    return right ? [{ consultId: item.consult.id, hospitalId: member.hospitalId, personId: member.personId, ...right, basis: basisOfConference(conferenceId) }] : []
  })))
}
