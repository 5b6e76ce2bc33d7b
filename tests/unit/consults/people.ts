import type { Actor } from '~/domain/audit/actor'
import type { ConsultScope } from '~/domain/consults/policy'
import type { Part } from './life'

export const junior = 'junior'
export const senior = 'senior'

export const actor = (given: Partial<Actor> = {}): Actor => ({
  personId: 'somebody', membershipId: 'm', hospitalId: junior, hospitalKind: 'hospital', departmentId: null, roles: [], fullName: 'Nguyễn Văn An', title: 'BS', ...given,
})

/** Each part of the consult below, with what it holds on it. */
export const cast: Record<Part, { who: Actor; kinds: ConsultScope['rights']['kinds'] }> = {
  treatingDoctor: { who: actor({ personId: 'doctor', roles: ['treatingDoctor'] }), kinds: ['treating'] },
  requestingCoordinator: { who: actor({ personId: 'asks', roles: ['coordinator'] }), kinds: ['coordinator'] },
  supportingCoordinator: { who: actor({ personId: 'receives', hospitalId: senior, roles: ['coordinator'] }), kinds: ['coordinator'] },
  specialist: { who: actor({ personId: 'expert', hospitalId: senior, roles: ['specialist'] }), kinds: ['specialist'] },
  headOfDepartment: { who: actor({ personId: 'head', roles: ['head'] }), kinds: ['treating', 'approver'] },
  colleague: { who: actor({ personId: 'colleague', roles: ['treatingDoctor'] }), kinds: ['department'] },
  onDuty: { who: actor({ personId: 'watches', hospitalId: senior, roles: ['specialist'] }), kinds: ['duty'] },
  secondSpecialist: { who: actor({ personId: 'second', hospitalId: senior, roles: ['specialist'] }), kinds: ['specialist'] },
}

export const consult = (given: Partial<ConsultScope> = {}): ConsultScope => ({
  state: 'sent', requestingId: junior, supportingId: senior, receivingId: null, treatingDoctorId: 'doctor', specialistId: 'expert', rights: { kinds: [], identified: false }, ...given,
})
