import { useTranslation } from 'react-i18next'
import type { AlertPage } from '~/domain/consults/alert-view.server'
import { formatTime } from '~/platform/dates'
import { Icon } from '~/ui/icon'
import { Section } from '~/ui/section'

const href = (telephone: string): string => `tel:${telephone.replace(/[^\d+]/g, '')}`

function Number({ name, as, telephone, busyUntil }: { name: string; as: string; telephone: string; busyUntil?: string | null }) {
  const { t } = useTranslation()
  return (
    <li>
      <span><b>{name}</b><small>{as}{busyUntil ? `, ${t('alert:phones.busy', { time: formatTime(busyUntil) })}` : ''}</small></span>
      {telephone ? <a className="btn alarm" href={href(telephone)}><Icon name="phone" />{telephone}</a> : <span className="hint">{t('alert:phones.noNumber')}</span>}
    </li>
  )
}

/** Telephone first: the duty in the order to be called, the leader, the switchboard; for the side that was called whoever treats the patient. */
export function Phones({ page: { duty, leaders, asked, treating, requesting, supporting } }: { page: AlertPage }) {
  const { t } = useTranslation()
  const other = asked ? requesting : supporting
  return (
    <Section title={t('alert:phones.title')}>
      {!asked && duty.length === 0 ? <p className="is-late">{t('alert:phones.nobody')}</p> : null}
      <ul className="phones">
        {asked && treating ? <Number name={treating.name} as={t('alert:phones.treating')} telephone={treating.telephone} /> : null}
        {asked ? null : duty.map((one) => <Number key={one.name} {...one} as={t('alert:phones.duty')} />)}
        {asked ? null : leaders.map((one) => <Number key={one.name} {...one} as={t('alert:phones.leader')} />)}
        {other ? <Number name={other.name} as={t('alert:phones.switchboard', { hospital: other.shortName })} telephone={other.telephone} /> : null}
      </ul>
    </Section>
  )
}
