import type { Actor } from '~/domain/audit/actor'
import type { ConsultState, OpinionKind } from '~/platform/database/enums'

interface Asked { state: ConsultState; round: number; supportingId: string | null; specialistId: string | null; specialists: readonly { personId: string; round: number }[] }
interface Opined { kind: OpinionKind; round: number; specialistId: string }

/**
 * The opinions this reader sees. One of several specialists reads those of the others of this round once his own is confirmed, so that
 * the first one does not make the others' (anchoring); the one who concludes and the asking side read them at once.
 */
export function opinionsFor<O extends Opined>(actor: Actor, consult: Asked & { opinions: readonly O[] }): O[] {
  const { state, round, supportingId, specialistId, specialists, opinions } = consult
  const own = opinions.some((one) => one.kind === 'opinion' && one.round === round && one.specialistId === actor.personId)
  const writes = (state === 'withSpecialists' || state === 'accepted') && actor.hospitalId === supportingId && actor.personId !== specialistId
    && !own && specialists.some((one) => one.round === round && one.personId === actor.personId)
  return writes ? opinions.filter((one) => one.kind === 'conclusion' || one.round < round) : [...opinions]
}
