import { expect, test, vi } from 'vitest'
import { emptyRoom } from '~/domain/rooms/room-state'
import { Call, type CallFacts } from '~/sockets/call'
import { currentCall, endCall, holdCall } from '~/sockets/current-call'
import { elapsedWords } from '~/ui/call/elapsed'

// What a browser has and Node has not.
vi.stubGlobal('window', new EventTarget())

const facts = (conferenceId: string): CallFacts => ({ conferenceId, codes: ['A-1'], openedAt: '2026-03-02T06:30:00.000Z', me: { personId: 'me', runs: false }, people: [] })
const callIn = (conferenceId: string, opened: string[]) => new Call(facts(conferenceId), emptyRoom, '2026-03-02T06:31:00.000Z', () => {
  opened.push(conferenceId)
  return new Promise(() => undefined)
})

test('a room that is held again is the same call and opens no second line', () => {
  const opened: string[] = []
  const call = callIn('first', opened)
  holdCall(call)
  holdCall(call)
  expect(currentCall()).toBe(call)
  expect(opened).toEqual(['first'])
  endCall()
  expect(currentCall()).toBeNull()
})

test('a second room ends the first', () => {
  const opened: string[] = []
  const [first, second] = [callIn('first', opened), callIn('second', opened)]
  const ended = vi.spyOn(first, 'end')
  holdCall(first)
  holdCall(second)
  expect(ended).toHaveBeenCalledOnce()
  expect(currentCall()).toBe(second)
  endCall()
  endCall()
  expect(opened).toEqual(['first', 'second'])
})

test('somebody who was only looked at is not in a room', () => {
  const opened: string[] = []
  callIn('first', opened)
  expect(opened).toEqual([])
  expect(currentCall()).toBeNull()
})

test.each([
  ['2026-03-02T06:30:00.000Z', '2026-03-02T06:34:31.900Z', '04:31'], ['2026-03-02T06:30:00.000Z', '2026-03-02T07:32:07.000Z', '1:02:07'], ['2026-03-02T06:30:00.000Z', '2026-03-02T06:29:00.000Z', '00:00'],
])('from %s to %s are %s', (from, to, words) => {
  expect(elapsedWords(from, to)).toBe(words)
})
