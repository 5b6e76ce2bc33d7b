import { addAttendee, addByCode, removeAttendee } from '~/domain/rooms/keep-roster.server'
import { checkSite, confirmSite, contactSite, declineSite, takeDevice } from '~/domain/rooms/answer-site.server'
import { askToEnter } from '~/domain/rooms/ask-to-enter.server'
import { admit, admitAll, refuseEntry } from '~/domain/rooms/let-in.server'
import { setMessage } from '~/domain/rooms/set-message.server'
import * as schema from '~/domain/rooms/way-in-schema'
import { verb } from '~/platform/http/submit.server'

/** What is done about the way into a room, on each page that shows it. */
export function wayInDeeds(conferenceId: string) {
  const to = { given: { conferenceId } }
  return {
    ask: verb(schema.askToEnter, askToEnter, to),
    admit: verb(schema.admit, admit, to),
    admitAll: verb(schema.admitAll, admitAll, to),
    refuseEntry: verb(schema.refuseEntry, refuseEntry, to),
    setMessage: verb(schema.setMessage, setMessage, to),
    ...siteDeeds(conferenceId),
  }
}

/** At its sites. */
export function siteDeeds(conferenceId: string) {
  const to = { given: { conferenceId } }
  return {
    confirmSite: verb(schema.confirmSite, confirmSite, to),
    declineSite: verb(schema.declineSite, declineSite, to),
    takeDevice: verb(schema.takeDevice, takeDevice, to),
    contactSite: verb(schema.contactSite, contactSite, to),
    checkSite: verb(schema.checkSite, checkSite, { ...to, next: () => `/conferences/${conferenceId}/sites` }),
    addAttendee: verb(schema.addAttendee, addAttendee, to),
    addByCode: verb(schema.addByCode, addByCode, to),
    removeAttendee: verb(schema.removeAttendee, removeAttendee, to),
  }
}
