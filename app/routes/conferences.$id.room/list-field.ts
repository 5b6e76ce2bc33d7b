import { fieldVersion } from '~/domain/rooms/talk-state'
import type { Parts } from './parts'

interface ListField<T> {
  value: readonly T[]
  /** one's own change is on its way */
  pending: boolean
  /** the whole list as it is to be; of two at once one is told that it changed */
  set: (next: readonly T[]) => void
}

/** A typed field of the minutes that holds a list: what everybody sees, or one's own change that is on its way. */
export function listField<T>({ room: { item }, link, view }: Parts, name: string, read: (value: unknown) => readonly T[] | undefined): ListField<T> {
  const waiting = view.pending.find(({ verb, input, refused }) => verb === 'room:field' && refused === null && 'item' in input && input.item === item && 'name' in input && input.name === name)
  const shown = waiting && 'value' in waiting.input ? waiting.input.value : view.state.fields[item]?.[name]?.value
  return {
    value: read(shown) ?? [], pending: waiting !== undefined,
    set: (next) => link.send('room:field', { item, name, value: JSON.parse(JSON.stringify(next)), baseVersion: fieldVersion(view.state, item, name) }),
  }
}
