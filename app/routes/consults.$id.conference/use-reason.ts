import { useTranslation } from 'react-i18next'
import type { Hindered } from '~/domain/schedule/suggest-slots.server'
import { formatNear } from '~/platform/dates'

/** Why somebody cannot, in words, with the moment it ends where there is one. */
export function useReason(now: string): (hindered: Hindered) => string {
  const { t } = useTranslation()
  return ({ reason, until }) => t(`schedule:reason.${reason}`, { until: until ? formatNear(until, now) : '' })
}
