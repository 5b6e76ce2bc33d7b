import { expect, test } from 'vitest'
import { attendanceOf } from '~/domain/rooms/attendance'
import { applyEntry, emptyRoom, type RoomEntry } from '~/domain/rooms/room-state'

const at = (time: string) => `2026-11-04T${time}.000Z`
const log = (...lines: [string, string, 'join' | 'lost' | 'leave'][]) =>
  lines.map(([time, personId, kind], index) => ({ seq: index + 1, cmdId: `${index}`, personId, at: at(time), kind, body: kind === 'leave' ? { reason: 'left' } : {} }) as RoomEntry).reduce(applyEntry, emptyRoom)

test('a short drop is not a departure, a long one is; an open stay ends with the conference', () => {
  const state = log(
    ['06:30:00', 'an', 'join'], ['06:31:00', 'binh', 'join'], ['06:40:00', 'an', 'lost'], ['06:40:30', 'an', 'join'],
    ['06:45:00', 'binh', 'lost'], ['06:45:20', 'binh', 'leave'], ['06:50:00', 'binh', 'join'])
  expect(attendanceOf(state, at('07:00:00'))).toEqual([
    { personId: 'an', stays: [{ from: at('06:30:00'), until: at('07:00:00') }] },
    { personId: 'binh', stays: [{ from: at('06:31:00'), until: at('06:45:00') }, { from: at('06:50:00'), until: at('07:00:00') }] },
  ])
})

test('joining twice is one stay, leaving without having come is none', () => {
  const state = log(['06:30:00', 'an', 'join'], ['06:31:00', 'an', 'join'], ['06:32:00', 'chi', 'leave'])
  expect(attendanceOf(state, at('06:35:00'))).toEqual([{ personId: 'an', stays: [{ from: at('06:30:00'), until: at('06:35:00') }] }])
})
