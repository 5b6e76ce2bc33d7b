import { describe, expect, test } from 'vitest'
import { answerDue, askable, clocksFor, nextFollowUp, usualTerms, type Moved } from '~/domain/consults/clocks'
import type { ClockKind, Level } from '~/platform/database/enums'

const vietnam = (text: string) => new Date(`${text}+07:00`)

describe('when the answer is due', () => {
  test.each<[Level, string, string]>([
    ['redAlert', '2026-11-04T10:15:00', '2026-11-04T10:25:00'],
    ['emergency', '2026-11-04T23:45:00', '2026-11-05T00:15:00'],
    ['sameDay', '2026-11-04T10:15:00', '2026-11-04T14:15:00'],
    // The same day ends at ten in the evening; the rest of its time runs on in the morning.
    ['sameDay', '2026-11-04T21:00:00', '2026-11-05T10:30:00'],
    ['sameDay', '2026-11-04T23:30:00', '2026-11-05T11:30:00'],
    ['sameDay', '2026-11-05T02:00:00', '2026-11-05T11:30:00'],
    ['routine', '2026-11-02T09:00:00', '2026-11-04T09:00:00'],
    ['routine', '2026-11-05T09:00:00', '2026-11-09T09:00:00'],
    ['routine', '2026-11-06T23:30:00', '2026-11-10T23:30:00'],
    ['routine', '2026-11-07T00:30:00', '2026-11-10T00:30:00'],
    ['routine', '2026-11-08T12:00:00', '2026-11-10T12:00:00'],
    // Sunday evening in UTC is Monday morning in Vietnam.
    ['routine', '2026-11-09T02:00:00', '2026-11-11T02:00:00'],
  ])('%s, sent %s: %s', (level, sent, due) => {
    expect(answerDue(level, vietnam(sent))).toEqual(vietnam(due))
  })

  test('as the hospital set it, and on its calendar', () => {
    const calendar = new Map([['2026-11-03', false], ['2026-11-07', true]])
    expect(answerDue('routine', vietnam('2026-11-02T09:00:00'), { ...usualTerms, calendar })).toEqual(vietnam('2026-11-05T09:00:00'))
    expect(answerDue('routine', vietnam('2026-11-06T09:00:00'), { ...usualTerms, calendar })).toEqual(vietnam('2026-11-09T09:00:00'))
    expect(answerDue('emergency', vietnam('2026-11-02T09:00:00'), { ...usualTerms, clocks: { ...usualTerms.clocks, emergency: { reach: 5, answer: 20 } } })).toEqual(vietnam('2026-11-02T09:20:00'))
  })

  test.each([[0, 24 * 60], [23 * 60, 24 * 60], [24 * 60, 24 * 60]])('comes to an end whatever the office hours are (%i to %i)', (from, until) => {
    for (const level of ['sameDay', 'routine'] as const) expect(answerDue(level, vietnam('2026-11-04T21:00:00'), { ...usualTerms, officeHours: { from, until } }).getTime()).toBeGreaterThan(0)
  })
})

describe('when somebody may be asked', () => {
  test.each<[Level, string, string]>([
    ['redAlert', '2026-11-08T03:00:00', '2026-11-08T03:00:00'],
    ['emergency', '2026-11-08T03:00:00', '2026-11-08T03:00:00'],
    ['sameDay', '2026-11-04T21:59:00', '2026-11-04T21:59:00'],
    ['sameDay', '2026-11-04T22:00:00', '2026-11-05T07:30:00'],
    ['sameDay', '2026-11-08T06:00:00', '2026-11-08T07:30:00'],
    ['routine', '2026-11-04T07:00:00', '2026-11-04T07:30:00'],
    ['routine', '2026-11-06T16:30:00', '2026-11-09T07:30:00'],
    ['routine', '2026-11-07T09:00:00', '2026-11-09T07:30:00'],
  ])('%s at %s: %s', (level, at, then) => expect(askable(level, vietnam(at), usualTerms)).toEqual(vietnam(then)))
})

describe('when the patient is asked for', () => {
  const decided = vietnam('2026-11-01T08:00:00')
  const day = (number: number) => new Date(decided.getTime() + number * 24 * 60 * 60_000)

  test.each<[number | null, number]>([[null, 1], [0.5, 1], [1, 3], [1.5, 3], [2, 3], [3, 7], [6.9, 7], [7, 14], [8, 14], [14, 21], [30, 35]])('last entry on day %s: day %s', (last, next) => {
    expect(nextFollowUp(decided, last === null ? null : day(last))).toEqual(day(next))
  })

  test('on the days a hospital set', () => expect(nextFollowUp(decided, day(2), [2, 5])).toEqual(day(5)))
})

describe('which clocks run', () => {
  const now = vietnam('2026-11-04T10:00:00')
  const moved = (changes: Partial<Moved>): Moved => ({
    action: 'send', state: 'sent', level: 'emergency', now, emergencyBasis: false, decidedAt: null, conferenceAt: null, supporting: usualTerms, requesting: usualTerms, followUpDays: [1, 3, 7], ...changes,
  })
  const kinds = (change: Partial<Moved>, running: ClockKind[]) => {
    const { begin, end } = clocksFor(moved(change), running)
    return [begin.map(({ kind }) => kind), end]
  }

  test.each<[string, Partial<Moved>, ClockKind[], ClockKind[], ClockKind[]]>([
    ['sent', {}, [], ['reach', 'answer'], []],
    ['sent on the emergency basis: consent is owed', { emergencyBasis: true }, [], ['reach', 'answer', 'consent'], []],
    ['consent collected', { action: 'collectConsent', emergencyBasis: true }, ['reach', 'answer', 'consent'], [], ['consent']],
    ['to be approved', { action: 'submitForApproval', state: 'awaitingApproval' }, [], ['approval'], []],
    ['approved', { action: 'approve' }, ['approval'], ['reach', 'answer'], ['approval']],
    ['approved by telephone', { action: 'approveByTelephone', emergencyBasis: true }, ['approval'], ['reach', 'answer', 'consent'], ['approval']],
    ['sent without approval', { action: 'leaveByLevel', emergencyBasis: true }, ['approval', 'consent'], ['reach', 'answer'], ['approval']],
    ['returned to its author', { action: 'returnForChanges', state: 'draft', emergencyBasis: true }, ['approval', 'consent'], [], ['approval', 'consent']],
    ['accepted: both go on', { action: 'accept', state: 'accepted' }, ['reach', 'answer'], [], []],
    ['accepted by somebody who was reached before', { action: 'accept', state: 'accepted' }, ['answer'], [], []],
    ['taken on', { action: 'takeOn', state: 'withSpecialists' }, ['reach', 'answer'], [], ['reach']],
    ['sent back', { action: 'askForMore', state: 'awaitingSupplement' }, ['reach', 'answer'], ['supplement'], ['reach', 'answer']],
    ['supplemented', { action: 'supplement' }, ['supplement'], ['reach', 'answer'], ['supplement']],
    ['raised', { action: 'raiseLevel', level: 'redAlert' }, ['answer'], ['reach', 'answer'], []],
    ['answered', { action: 'answer', state: 'answered' }, ['answer'], ['decision'], ['answer']],
    ['decided', { action: 'decide', state: 'following' }, ['decision'], ['followUp'], ['decision']],
    ['followed up: the next entry', { action: 'followUp', state: 'following' }, ['followUp'], ['followUp'], []],
    ['asked again', { action: 'askAgain', state: 'accepted' }, ['followUp'], ['reach', 'answer'], ['followUp']],
    ['withdrawn', { action: 'withdraw', state: 'withdrawn', emergencyBasis: true }, ['reach', 'answer', 'consent'], [], ['reach', 'answer', 'consent']],
  ])('%s', (_name, change, running, begin, end) => expect(kinds(change, running)).toEqual([begin, end]))

  test.each<[Moved['level'], number]>([['redAlert', 2], ['emergency', 2], ['sameDay', 24], ['routine', 24]])('%s: the decision is due after %i hours, minutes after a day', (level, hours) => {
    const due = (change: Partial<Moved>) => clocksFor(moved({ level, ...change }), []).begin.map(({ dueAt }) => (dueAt.getTime() - now.getTime()) / 3_600_000)
    expect(due({ action: 'confirmMinutes', state: 'answered' })).toEqual([hours])
    expect(due({ action: 'concludeConference', state: 'awaitingMinutes' })).toEqual([24])
  })

  test('a routine answer may wait for its conference', () => {
    const conferenceAt = vietnam('2026-11-20T14:00:00')
    expect(clocksFor(moved({ action: 'schedule', state: 'scheduled', level: 'routine', conferenceAt }), ['answer']).begin).toEqual([{ kind: 'answer', startedAt: now, dueAt: vietnam('2026-11-20T15:00:00') }])
  })
})
