import type { ConferenceRole } from '~/platform/database/enums'

/** Members by role; the supporting hospital's coordinators, who have to find another way; its heads, who approve; and whoever arranged it. */
export type ConferenceParty = ConferenceRole | 'supportingCoordinators' | 'heads' | 'arranger'

export interface ConferenceNotice {
  to: readonly ConferenceParty[]
  /** names the text notifications:kind.<kind> */
  kind: string
  /** which page it leads to */
  page: 'conference' | 'room' | 'approval' | 'plan'
  urgent?: true
  /** for Báo động đỏ and Cấp cứu open pages ring until they say "Đã nhận" */
  rings?: true
  /** goes into the calendars of its members: an invitation, or that it is off */
  calendar?: 'REQUEST' | 'CANCEL'
}

const members = ['chair', 'deputy', 'scribe', 'presenter', 'specialist', 'observer', 'technician'] as const

/** Which event of a conference tells whom, in which words. */
export const conferenceNotices: Record<string, readonly ConferenceNotice[]> = {
  'conference.arranged': [{ to: members, kind: 'conferenceArranged', page: 'conference', calendar: 'REQUEST' }],
  'conference.submitted': [{ to: ['heads'], kind: 'conferenceToApprove', page: 'approval', urgent: true }],
  'conference.approved': [{ to: ['arranger', 'supportingCoordinators'], kind: 'conferenceApproved', page: 'conference' }],
  'conference.refused': [{ to: ['arranger', 'supportingCoordinators'], kind: 'conferenceRefused', page: 'plan', urgent: true }],
  'conference.itemAdded': [{ to: members, kind: 'conferenceAgenda', page: 'conference', calendar: 'REQUEST' }],
  'conference.itemMoved': [{ to: members, kind: 'conferenceAgenda', page: 'conference', calendar: 'REQUEST' }],
  'conference.itemDropped': [{ to: members, kind: 'conferenceAgenda', page: 'conference', calendar: 'REQUEST' }],
  'conference.moved': [{ to: members, kind: 'conferenceMoved', page: 'conference', urgent: true, calendar: 'REQUEST' }],
  'conference.opened': [{ to: members, kind: 'conferenceOpened', page: 'room', urgent: true, rings: true }],
  'conference.notHeld': [
    { to: ['supportingCoordinators'], kind: 'conferenceNotHeld', page: 'conference', urgent: true, calendar: 'CANCEL' }, { to: members, kind: 'conferenceNotHeld', page: 'conference', calendar: 'CANCEL' },
  ],
}
