import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endOfQuiet, planFor, recordOf, usualChoice, type Choice, type ToPlan } from '~/domain/notifications/plan'
import type { Channel, Level } from '~/platform/database/enums'

const inVietnam = (time: string) => new Date(`2026-11-04T${time}:00+07:00`)
const consult = '/consults/01a20067-2bca-773e-904b-430c2ae3c7e4'
const notice = (changes: Partial<ToPlan> = {}): ToPlan => ({ noticeId: 'n1', href: consult, at: inVietnam('10:00'), urgent: false, level: 'routine', everywhere: false, ...changes })
const none: Choice = { ...usualChoice, push: false, sms: false, mail: false }
const morning = (day: string, time: string) => new Date(`${day}T${time}:00+07:00`)

test.each<[string, Channel, Partial<ToPlan>, Choice, { dueAt: Date; batch: string } | null]>([
  ['what needs doing goes out at once', 'push', { urgent: true }, usualChoice, { dueAt: inVietnam('10:00'), batch: 'n1' }],
  ['other changes wait ten minutes for more of the same consult', 'mail', { href: `${consult}/thread` }, usualChoice, { dueAt: inVietnam('10:10'), batch: consult }],
  ['a text message is only for what needs doing', 'sms', {}, usualChoice, null],
  ['a channel not wanted is not used', 'sms', { urgent: true }, none, null],
  ['unless a patient is in danger', 'sms', { urgent: true, level: 'emergency' }, none, { dueAt: inVietnam('10:00'), batch: 'n1' }],
  ['or somebody has to be reached whatever they chose', 'mail', { everywhere: true }, none, { dueAt: inVietnam('10:00'), batch: 'n1' }],
  ['at night it waits for the digest at seven', 'push', { urgent: true, level: 'sameDay', at: inVietnam('22:30') }, usualChoice, { dueAt: morning('2026-11-05', '07:00'), batch: 'digest 2026-11-05' }],
  ['after midnight too', 'mail', { at: inVietnam('02:00') }, usualChoice, { dueAt: morning('2026-11-04', '07:00'), batch: 'digest 2026-11-04' }],
  ['without a digest until the quiet hours end', 'mail', { at: inVietnam('02:00') }, { ...usualChoice, digest: false }, { dueAt: morning('2026-11-04', '06:00'), batch: consult }],
  ['whoever is quiet for longer is left in peace for longer', 'mail', { at: inVietnam('02:00') }, { ...usualChoice, quietUntil: 9 * 60 }, { dueAt: morning('2026-11-04', '09:00'), batch: 'digest 2026-11-04' }],
  ['quiet hours do not hold an emergency', 'push', { urgent: true, level: 'emergency', at: inVietnam('02:00') }, usualChoice, { dueAt: inVietnam('02:00'), batch: 'n1' }],
  ['nor its other news', 'push', { level: 'redAlert', at: inVietnam('02:00') }, usualChoice, { dueAt: inVietnam('02:00'), batch: 'n1' }],
])('%s', (_name, channel, changes, choice, expected) => {
  expect(planFor(channel, notice(changes), choice)).toEqual(expected)
})

test('equal hours are no quiet hours; hours of one day end on it', () => {
  expect(endOfQuiet(inVietnam('23:00'), { quietFrom: 600, quietUntil: 600 })).toBeNull()
  expect(endOfQuiet(inVietnam('13:00'), { quietFrom: 12 * 60, quietUntil: 14 * 60 })).toEqual(inVietnam('14:00'))
  expect(endOfQuiet(inVietnam('14:00'), { quietFrom: 12 * 60, quietUntil: 14 * 60 })).toBeNull()
})

test('nothing is ever held for more than a day, and nothing is due before it happened', () => {
  const minute = fc.integer({ min: 0, max: 1439 })
  const levels: Level[] = ['redAlert', 'emergency', 'sameDay', 'routine']
  fc.assert(fc.property(minute, minute, fc.boolean(), fc.boolean(), fc.constantFrom(...levels), fc.constantFrom<Channel>('push', 'sms', 'mail'), fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
    (quietFrom, quietUntil, digest, urgent, level, channel, at) => {
      const planned = planFor(channel, notice({ at, urgent, level }), { ...usualChoice, quietFrom, quietUntil, digest })
      if (!planned) return channel === 'sms' && !urgent
      const held = planned.dueAt.getTime() - at.getTime()
      return held >= 0 && held <= 31 * 60 * 60_000 && (held === 0 || !(level === 'redAlert' || level === 'emergency'))
    }))
})

test('every page of a consult is about the consult', () => {
  expect([`${consult}/reply?from=notice`, consult, '/inbox'].map(recordOf)).toEqual([consult, consult, '/inbox'])
})
