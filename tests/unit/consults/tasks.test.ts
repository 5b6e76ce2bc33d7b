import { describe, expect, test } from 'vitest'
import { taskOf, type Task, type TaskScope } from '~/domain/consults/tasks'
import type { ConsultState } from '~/platform/database/enums'
import { states, type Part } from './life'
import { actor, cast, junior, senior } from './people'

const scope = (given: Partial<TaskScope> = {}): TaskScope => ({
  state: 'sent', requestingId: junior, supportingId: senior, receivingId: null, treatingDoctorId: 'doctor', specialistId: 'expert', lastEntryById: null, unacknowledged: false, evaluated: false, readmissionDue: false, ...given,
})

/** Whose turn it is in each state; everybody else watches. */
const turns: Partial<Record<ConsultState, [Part, Task]>> = {
  draft: ['treatingDoctor', 'finishDraft'], awaitingApproval: ['headOfDepartment', 'approve'], sent: ['supportingCoordinator', 'accept'], awaitingSupplement: ['treatingDoctor', 'supplement'], accepted: ['supportingCoordinator', 'assign'],
  withSpecialists: ['specialist', 'answer'], answered: ['treatingDoctor', 'decide'], following: ['treatingDoctor', 'followUp'], awaitingSummary: ['treatingDoctor', 'evaluate'],
}

describe('tasks', () => {
  test.each(states)('%s', (state) => {
    for (const part of Object.keys(cast) as Part[]) {
      const [whose, task] = turns[state] ?? []
      expect([part, taskOf(cast[part].who, scope({ state }))]).toEqual([part, part === whose ? task : 'watch'])
    }
  })

  test('an evaluated one is to be closed', () => {
    expect(taskOf(cast.treatingDoctor.who, scope({ state: 'awaitingSummary', evaluated: true }))).toBe('close')
  })

  test('a correction after the decision comes first, for the treating doctor only', () => {
    for (const state of ['following', 'awaitingSummary'] as const) expect(taskOf(cast.treatingDoctor.who, scope({ state, unacknowledged: true }))).toBe('acknowledge')
    expect(taskOf(cast.specialist.who, scope({ state: 'following', unacknowledged: true }))).toBe('watch')
  })

  test('another doctor, another hospital and another role only watch', () => {
    expect(taskOf(actor({ personId: 'other', roles: ['treatingDoctor'] }), scope({ state: 'answered' }))).toBe('watch')
    expect(taskOf({ ...cast.treatingDoctor.who, hospitalId: 'elsewhere' }, scope({ state: 'answered' }))).toBe('watch')
    expect(taskOf({ ...cast.supportingCoordinator.who, hospitalId: junior }, scope({ state: 'sent' }))).toBe('watch')
    expect(taskOf(actor({ personId: 'expert', hospitalId: senior, roles: ['coordinator'] }), scope({ state: 'withSpecialists' }))).toBe('watch')
  })
})
