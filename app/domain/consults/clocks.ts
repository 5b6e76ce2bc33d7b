import type { ClockKind, ConsultState, Level } from '~/platform/database/enums'
import { addWorkingDays, isOfficeTime, isWorkingDay, type Calendar } from '~/domain/catalogue/working-days'
import { defaultSettings, type Setting } from '~/domain/hospitals/settings'
import { dayOf } from '~/platform/dates'
import type { ConsultAction } from './lifecycle'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** What a hospital's clocks go by. */
export interface Terms { clocks: Setting<'clocks'>; officeHours: Setting<'officeHours'>; calendar: Calendar }
export const usualTerms: Terms = { clocks: defaultSettings.clocks, officeHours: defaultSettings.officeHours, calendar: new Map() }

/** From this hour on what is due the same day waits for the next morning (domain: "trực đến 22:00, sau đó sáng hôm sau"). */
const lateEvening = 22 * 60
/** Whatever a hospital's office hours are, its morning has come by then. */
const latestMorning = 10 * 60

const minuteOfDay = (at: Date): number => Math.floor(((at.getTime() + 7 * hour) % day) / minute)
const atMinute = (at: Date, minutes: number): Date => new Date(new Date(`${dayOf(at)}T00:00:00+07:00`).getTime() + minutes * minute)

/** The next moment at which somebody may be asked about something of this level; now, where it cannot wait. */
export function askable(level: Level, at: Date, { officeHours, calendar }: Pick<Terms, 'officeHours' | 'calendar'>): Date {
  switch (level) {
    case 'redAlert': case 'emergency': return at
    case 'sameDay': {
      const now = minuteOfDay(at)
      const morning = Math.min(officeHours.from, latestMorning)
      if (now >= lateEvening) return atMinute(new Date(at.getTime() + day), morning)
      return now < morning ? atMinute(at, morning) : at
    }
    case 'routine': {
      if (isOfficeTime(at, officeHours, calendar)) return at
      const early = isWorkingDay(dayOf(at), calendar) && minuteOfDay(at) < officeHours.from
      return atMinute(early ? at : addWorkingDays(at, 1, calendar), officeHours.from)
    }
    default: return level satisfies never
  }
}

/** So much time of this level from a moment on: minutes for what is urgent, minutes of the day for the same day, working days for routine. */
function later(level: Level, from: Date, minutes: number, terms: Terms): Date {
  switch (level) {
    case 'redAlert': case 'emergency': return new Date(from.getTime() + minutes * minute)
    case 'sameDay': {
      let at = askable('sameDay', from, terms)
      let left = minutes * minute
      for (let evening = atMinute(at, lateEvening); at.getTime() + left > evening.getTime(); evening = atMinute(at, lateEvening)) {
        left -= evening.getTime() - at.getTime()
        at = askable('sameDay', evening, terms)
      }
      return new Date(at.getTime() + left)
    }
    case 'routine': return new Date(addWorkingDays(from, Math.floor(minutes / (24 * 60)), terms.calendar).getTime() + (minutes % (24 * 60)) * minute)
    default: return level satisfies never
  }
}

/** An entry about the patient, a signed paper and minutes are owed by the day, however urgent the question was: nobody is woken for them. */
export const isByDay = (kind: ClockKind): boolean => kind === 'followUp' || kind === 'consent' || kind === 'minutes'

/** Somebody answers for it: the ladder looks again after so long. */
export const pauseAfterSeen: Record<Level, number> = { redAlert: 5 * minute, emergency: 15 * minute, sameDay: 2 * hour, routine: day }

/** When somebody has to be reached. */
const reachDue = (level: Level, from: Date, terms: Terms = usualTerms): Date => later(level, from, terms.clocks[level].reach, terms)
/** When the answer is due. */
export const answerDue = (level: Level, from: Date, terms: Terms = usualTerms): Date => later(level, from, terms.clocks[level].answer, terms)

/** Days after the decision on which the patient's condition is asked for: those decided, then weekly. */
const followUpDays = (count: number, days: readonly number[]): number => days[count] ?? (days.at(-1) ?? 0) + 7 * (count - days.length + 1)

/** When the next follow-up entry is due: the first of those days after the latest entry. */
export function nextFollowUp(decidedAt: Date, lastEntryAt: Date | null, days: readonly number[] = defaultSettings.followUpDays): Date {
  for (let count = 0; ; count += 1) {
    const due = new Date(decidedAt.getTime() + followUpDays(count, days) * day)
    if (!lastEntryAt || due > lastEntryAt) return due
  }
}

/** The clocks that run in a state; the consent's runs beside them until the paper is there. */
function clocksIn(state: ConsultState): ClockKind[] {
  switch (state) {
    case 'awaitingApproval': return ['approval']
    case 'sent': case 'accepted': return ['reach', 'answer']
    case 'awaitingSupplement': return ['supplement']
    case 'withSpecialists': case 'scheduled': case 'inConference': return ['answer']
    case 'awaitingMinutes': return ['minutes']
    case 'answered': return ['decision']
    case 'following': return ['followUp']
    case 'draft': case 'awaitingSummary': case 'closed': case 'declined': case 'withdrawn': case 'rejected': return []
    default: return state satisfies never
  }
}

const endStates: readonly ConsultState[] = ['draft', 'closed', 'declined', 'withdrawn', 'rejected']

/** What starts a clock anew although it runs. */
const restarts: Partial<Record<ConsultAction, readonly ClockKind[]>> = {
  raiseLevel: ['approval', 'reach', 'answer'], redirect: ['reach', 'answer'], followUp: ['followUp'], refer: ['followUp'], reopen: ['followUp'],
}
/** Somebody once reached stays reached until it is asked again. */
const asksAnew: readonly ConsultAction[] = ['send', 'approve', 'approveByTelephone', 'leaveByLevel', 'supplement', 'redirect', 'raiseLevel', 'askAgain', 'notHeld', 'postpone']
/** The patient's data leaves, or is about to. */
const leaves: readonly ConsultAction[] = ['send', 'submitForApproval', 'approve', 'approveByTelephone', 'leaveByLevel']

/** Can this action change any clock? The others leave them alone. */
export const touchesClocks = (action: ConsultAction, from: ConsultState, to: ConsultState): boolean => from !== to || restarts[action] !== undefined || action === 'collectConsent' || action === 'reschedule'

export interface Moved {
  action: ConsultAction
  state: ConsultState
  level: Level
  now: Date
  /** the patient's data went on the emergency basis: a consent is collected later */
  emergencyBasis: boolean
  decidedAt: Date | null
  /** a scheduled conference begins then */
  conferenceAt: Date | null
  supporting: Terms
  requesting: Terms
  followUpDays: readonly number[]
}
export interface Span { kind: ClockKind; startedAt: Date; dueAt: Date }

/**
 * Which clocks begin and which end when a consult has moved: those of the new state run, all others end; one that runs already goes on
 * unless the action starts it anew. A pure function of the change, so every verb keeps them right.
 */
export function clocksFor(moved: Moved, running: readonly ClockKind[]): { begin: Span[]; end: ClockKind[] } {
  const { action, state, now } = moved
  const owes = moved.emergencyBasis && action !== 'collectConsent' && (running.includes('consent') || leaves.includes(action))
  const wanted: ClockKind[] = owes && !endStates.includes(state) ? [...clocksIn(state), 'consent'] : clocksIn(state)
  const anew = restarts[action] ?? []
  const begins = (kind: ClockKind): boolean => anew.includes(kind) || (!running.includes(kind) && (kind !== 'reach' || asksAnew.includes(action)))
  const begin = wanted.filter(begins).map((kind) => ({ kind, startedAt: now, dueAt: dueOf(kind, moved) }))
  // What may wait for days may wait for its conference.
  if ((action === 'schedule' || action === 'reschedule') && moved.level === 'routine' && moved.conferenceAt) begin.push({ kind: 'answer', startedAt: now, dueAt: new Date(moved.conferenceAt.getTime() + hour) })
  return { begin, end: running.filter((kind) => !wanted.includes(kind)) }
}

function dueOf(kind: ClockKind, { level, now, supporting, requesting, decidedAt, followUpDays: days }: Moved): Date {
  switch (kind) {
    case 'reach': return reachDue(level, now, supporting)
    case 'answer': return answerDue(level, now, supporting)
    case 'approval': case 'supplement': return reachDue(level, now, requesting)
    // Reading an answer, talking to the family and deciding takes longer than picking up a telephone.
    case 'decision': return new Date(now.getTime() + (level === 'redAlert' || level === 'emergency' ? 2 * hour : day))
    case 'followUp': return nextFollowUp(decidedAt ?? now, decidedAt ? now : null, days)
    case 'consent': case 'minutes': return new Date(now.getTime() + day)
    default: return kind satisfies never
  }
}
