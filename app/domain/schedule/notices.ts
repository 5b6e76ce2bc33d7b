import type { ConferenceRole } from '~/platform/database/enums'

/** Members by role, and the supporting hospital's coordinators, who have to find another way. */
export type ConferenceParty = ConferenceRole | 'supportingCoordinators'

export interface ConferenceNotice {
  to: readonly ConferenceParty[]
  /** names the text notifications:kind.<kind> */
  kind: string
  /** which page it leads to */
  page: 'conference' | 'room'
  urgent?: true
  /** for Báo động đỏ and Cấp cứu open pages ring until they say "Đã nhận" */
  rings?: true
  /** goes into the calendars of its members: an invitation, or that it is off */
  calendar?: 'REQUEST' | 'CANCEL'
}

const members = ['chair', 'scribe', 'presenter', 'specialist'] as const

/** Which event of a conference tells whom, in which words. */
export const conferenceNotices: Record<string, readonly ConferenceNotice[]> = {
  'conference.arranged': [{ to: members, kind: 'conferenceArranged', page: 'conference', calendar: 'REQUEST' }],
  'conference.moved': [{ to: members, kind: 'conferenceMoved', page: 'conference', urgent: true, calendar: 'REQUEST' }],
  'conference.opened': [{ to: members, kind: 'conferenceOpened', page: 'room', urgent: true, rings: true }],
  'conference.notHeld': [
    { to: ['supportingCoordinators'], kind: 'conferenceNotHeld', page: 'conference', urgent: true, calendar: 'CANCEL' }, { to: members, kind: 'conferenceNotHeld', page: 'conference', calendar: 'CANCEL' },
  ],
  'conference.closed': [{ to: ['scribe'], kind: 'minutesForScribe', page: 'conference', urgent: true }],
  'minutes.scribeNamed': [{ to: ['scribe'], kind: 'minutesForScribe', page: 'conference', urgent: true }],
  'minutes.nextChairNamed': [{ to: ['scribe'], kind: 'minutesForScribe', page: 'conference', urgent: true }, { to: ['chair'], kind: 'minutesChairNamed', page: 'conference' }],
  'minutes.chairNamed': [{ to: ['chair'], kind: 'minutesForChair', page: 'conference', urgent: true }],
  'minutes.confirmedByScribe': [{ to: ['chair'], kind: 'minutesForChair', page: 'conference', urgent: true }],
}
