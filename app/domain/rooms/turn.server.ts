import type { RecordEvent } from '~/domain/audit/transact.server'
import { audienceOf } from '~/domain/schedule/audience'
import type { LoadedConference } from '~/domain/schedule/load-conference.server'
import { holderOf, nextToConfirm, type Confirming } from './confirming'

type Waiting = Confirming & { itemId: string; consultId: string }

/** Step: whoever's turn it is to confirm is told. One event, whoever it is; nobody's turn is no event. */
export function tellTurn(record: RecordEvent, conference: LoadedConference, minutes: Waiting): void {
  const role = nextToConfirm(minutes)
  if (!role) return
  const personId = holderOf(minutes, role)
  record({
    name: 'minutes.turn', subject: 'conference', subjectId: conference.id, facts: { itemId: minutes.itemId, consultId: minutes.consultId, role, personId },
    audience: [...audienceOf(conference), `person:${personId}`],
  })
}
