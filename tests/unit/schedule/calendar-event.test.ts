import { expect, test } from 'vitest'
import { readDay, daysOfWeek } from '~/domain/schedule/calendar-days'
import { eventOf, organizerOf, ownEventOf } from '~/domain/schedule/calendar-event'
import { timeOf } from '~/domain/schedule/move-time'
import { translate } from '~/platform/texts/translate.server'

const card = {
  id: '01920000-0000-7000-8000-000000000001', state: 'planned' as const, startsAt: new Date('2026-11-04T06:30:00Z'), endsAt: new Date('2026-11-04T08:00:00Z'), sequence: 2,
  stamp: new Date('2026-11-01T00:00:00Z'), codes: ['HC-BV-26-000123'], level: 'sameDay' as const, hospitals: ['BVĐK Ba Vì', 'BVĐK Xanh Pôn'],
}
const sender = { address: 'https://hoichan.vn', organizer: { name: 'Chị–Em', mail: 'a@b.vn' } }
const t = translate('vi')

test('a calendar gets code, level, hospitals and the way there', () => {
  const event = eventOf(t, card, sender)
  expect(event).toMatchObject({ uid: `${card.id}@chi-em`, sequence: 2, summary: 'Hội chẩn HC-BV-26-000123 (Trong ngày)', url: `https://hoichan.vn/conferences/${card.id}`, status: 'CONFIRMED', alarm: { minutes: 15 } })
  expect(event.description).toContain('BVĐK Ba Vì, BVĐK Xanh Pôn')
  expect(eventOf(t, { ...card, state: 'notHeld' }, sender)).not.toHaveProperty('alarm')
})

test('one’s own calendar shows what one answered', () => {
  expect(ownEventOf(t, card, null, sender).status).toBe('TENTATIVE')
  expect(ownEventOf(t, card, 'accepted', sender).status).toBe('CONFIRMED')
  expect(ownEventOf(t, card, 'declined', sender)).toMatchObject({ free: true, status: 'CONFIRMED' })
  expect(ownEventOf(t, card, 'declined', sender)).not.toHaveProperty('alarm')
  expect(ownEventOf(t, { ...card, state: 'notHeld' }, 'accepted', sender).status).toBe('CANCELLED')
  expect(ownEventOf(t, { ...card, state: 'done' }, null, sender).status).toBe('CONFIRMED')
})

test.each([
  ['Chị–Em <khong-tra-loi@localhost>', { name: 'Chị–Em', mail: 'khong-tra-loi@localhost' }],
  ['"BV, Xanh Pôn" <a@b.vn>', { name: 'BV, Xanh Pôn', mail: 'a@b.vn' }],
  ['a@b.vn', { name: 'Chị–Em', mail: 'a@b.vn' }],
])('%s writes the mails', (from, organizer) => expect(organizerOf(from)).toEqual(organizer))

test('a day in an address is one that exists', () => {
  expect(['2026-11-04', '2024-02-29'].map(readDay)).toEqual(['2026-11-04', '2024-02-29'])
  for (const typed of [null, '', '2026-02-30', '1999-01-01', '2026-11-04T00:00', "2026-11-04'"]) expect(readDay(typed)).toBeNull()
  expect(daysOfWeek('2026-11-02')).toEqual(['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06', '2026-11-07', '2026-11-08'])
})

test('another time lies ahead, within 90 days, and is another one', () => {
  const now = new Date('2026-11-04T00:00:00Z')
  expect(timeOf({ startsAt: new Date('2026-11-05T06:30:00Z'), minutes: 30 }, card, now).endsAt).toEqual(new Date('2026-11-05T07:00:00Z'))
  expect(timeOf({ startsAt: card.startsAt, minutes: 60 }, card, now).endsAt).toEqual(new Date('2026-11-04T07:30:00Z'))
  const refused = (startsAt: string, minutes = 90) => () => timeOf({ startsAt: new Date(startsAt), minutes }, card, now)
  expect(refused('2026-11-03T23:59:00Z')).toThrow('schedule:problem.past')
  expect(refused('2027-02-03T00:00:00Z')).toThrow('schedule:problem.far')
  expect(refused('2026-11-04T06:30:00Z')).toThrow('schedule:problem.sameTime')
})
