import type { Setting } from './settings'

type Order = Setting<'minutes'>['confirming']
type Role = Order[number]
export const confirmers: readonly Role[] = ['scribe', 'chair', 'treating']

/** The order after one step ("up:chair", "out:treating", "in:treating"); a step that leads nowhere changes nothing. */
export function movedIn(order: readonly Role[], step: string): Order {
  const [way, name] = step.split(':')
  const role = confirmers.find((one) => one === name)
  const at = role ? order.indexOf(role) : -1
  if (!role) return [...order]
  if (way === 'in') return at < 0 ? [...order, role] : [...order]
  if (way === 'out') return order.filter((one) => one !== role)
  const to = way === 'up' ? at - 1 : at + 1
  const other = order[to]
  if (at < 0 || !other) return [...order]
  return order.map((one, index) => (index === to ? role : index === at ? other : one))
}
