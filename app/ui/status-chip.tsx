import { useTranslation } from 'react-i18next'
import type { ConsultState } from '~/platform/database/enums'
import { Chip, type Tone } from './chip'
import type { IconName } from './icon'

const looks: Record<ConsultState, [Tone, IconName]> = {
  draft: ['rest', 'draft'],
  awaitingApproval: ['soon', 'soon'],
  sent: ['wait', 'wait'],
  awaitingSupplement: ['soon', 'soon'],
  accepted: ['wait', 'wait'],
  withSpecialists: ['wait', 'wait'],
  scheduled: ['wait', 'cal'],
  inConference: ['live', 'live'],
  awaitingMinutes: ['wait', 'wait'],
  answered: ['wait', 'wait'],
  following: ['live', 'live'],
  awaitingSummary: ['wait', 'wait'],
  closed: ['done', 'done'],
  declined: ['rest', 'no'],
  withdrawn: ['rest', 'undo'],
  rejected: ['rest', 'no'],
}

/** Where a consult stands; the route needs the namespace `consults`. */
export function StatusChip({ state, fill }: { state: ConsultState; fill?: boolean }) {
  const { t } = useTranslation()
  const [tone, icon] = looks[state]
  return <Chip tone={tone} icon={icon} fill={fill ?? false}>{t(`consults:state.${state}`)}</Chip>
}
