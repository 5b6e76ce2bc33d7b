import { describe, expect, test } from 'vitest'
import { after, isOpen, moves, openStates, possible, type ConsultAction } from '~/domain/consults/lifecycle'
import { life, states } from './life'

const actions = Object.keys(moves) as ConsultAction[]

describe('lifecycle', () => {
  test.each(life)('%s: %s', (state, action, _by, next) => {
    expect(possible(action, state)).toBe(true)
    expect(after(action, state)).toBe(next === 'same' ? state : next)
  })

  test('nothing else is possible', () => {
    const agreed = new Set(life.map(([state, action]) => `${state} ${action}`))
    const built = states.flatMap((state) => actions.filter((action) => possible(action, state)).map((action) => `${state} ${action}`))
    expect(built.sort()).toEqual([...agreed].sort())
  })

  test('every state is reached from a draft, and every open one has a way out', () => {
    const reached = new Set(['draft'])
    for (let before = 0; before !== reached.size;) {
      before = reached.size
      for (const [state, , , next] of life) if (reached.has(state) && next !== 'same') reached.add(next)
    }
    expect([...reached].sort()).toEqual([...states].sort())
    for (const state of openStates) expect(life.some(([from, , , next]) => from === state && next !== 'same'), state).toBe(true)
  })

  test('ended consults are not open', () => {
    expect(states.filter((state) => !isOpen(state))).toEqual(['draft', 'closed', 'declined', 'withdrawn', 'rejected'])
  })
})
