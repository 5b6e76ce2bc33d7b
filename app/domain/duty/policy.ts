import { has, type Actor } from '~/domain/audit/actor'
import { mayHospital } from '~/domain/hospitals/policy'

interface ShiftScope { hospitalId: string; personId: string }
interface SwapScope { hospitalId: string; toPersonId: string; proposedById: string }

const decides = (actor: Actor, { hospitalId }: { hospitalId: string }): boolean => hospitalId === actor.hospitalId && mayHospital.decide(actor)

/** Who sees and changes the rosters of a hospital; a hospital's own people see all of its rosters. */
export const mayDuty = {
  see: (actor: Actor): boolean => actor.hospitalKind !== 'authority',
  enter: (actor: Actor): boolean => mayHospital.decide(actor),
  /** has patients, or a department's, to give to the next one; of which consults is the consult's own policy */
  handOver: (actor: Actor): boolean => has(actor, 'treatingDoctor') || has(actor, 'head'),
  /** cancel it, or put somebody else in its place */
  change: decides,
  propose: (actor: Actor, shift: ShiftScope): boolean => shift.hospitalId === actor.hospitalId && shift.personId === actor.personId,
  answer: (actor: Actor, swap: SwapScope): boolean => swap.hospitalId === actor.hospitalId && (swap.toPersonId === actor.personId || (swap.proposedById !== actor.personId && decides(actor, swap))),
  takeBack: (actor: Actor, swap: SwapScope): boolean => swap.hospitalId === actor.hospitalId && swap.proposedById === actor.personId,
}
