import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatNear } from '~/platform/dates'
import { Chip } from '~/ui/chip'
import { Section } from '~/ui/section'

/** Emergencies of this doctor whose consent is still to be collected. */
export function ConsentsOwed({ owed, now }: { owed: readonly { id: string; code: string; sentAt: string }[]; now: string }) {
  const { t } = useTranslation()
  if (owed.length === 0) return null
  return (
    <Section title={t('today:consents.title')}>
      <ul className="outcomes">
        {owed.map(({ id, code, sentAt }) => (
          <li key={id}>
            <Link to={`/consults/${id}/consent`} prefetch="none">{t('today:conferences.consult', { code })}</Link>
            <span><Chip tone="soon" icon="soon">{t('today:consents.since', { time: formatNear(sentAt, now) })}</Chip></span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
