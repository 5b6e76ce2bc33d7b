import { newId } from '~/platform/id'
import { append } from './append.server'
import { knownState } from './live-rooms.server'
import { isWeak, type LineQuality } from './room-state'

const writing = new Set<string>()

/**
 * A line that was bad for a while, or is not any more, stands in the room's log, so that the minutes can name interruptions.
 * Changes nothing where the log says so already, and one at a time per person.
 */
export async function noteLine(conferenceId: string, personId: string, quality: LineQuality): Promise<void> {
  const state = knownState(conferenceId)
  const key = `${conferenceId} ${personId}`
  if (!state || state.closedAt !== null || isWeak(state, personId) === (quality === 'bad') || writing.has(key)) return
  writing.add(key)
  try {
    await append(conferenceId, { cmdId: `line:${newId()}`, personId, kind: 'line', body: { quality } })
  } finally {
    writing.delete(key)
  }
}
