import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { ConferenceLine } from '~/domain/schedule/queries.server'
import { dayOf, formatDate, formatTime } from '~/platform/dates'
import { Chip, type Tone } from '~/ui/chip'
import type { IconName } from '~/ui/icon'
import { Register } from '~/ui/register'
import { Row } from '~/ui/row'
import { Section } from '~/ui/section'

const looks: Record<string, [Tone, IconName]> = { planned: ['wait', 'cal'], open: ['live', 'live'], awaitingMinutes: ['wait', 'wait'] }

/** The conferences this reader takes part in, the next one first. */
export function Conferences({ conferences, now }: { conferences: readonly ConferenceLine[]; now: string }) {
  const { t } = useTranslation()
  return (
    <Section title={t('today:conferences.title')} note={<Link to="/schedule" prefetch="none">{t('today:conferences.calendar')}</Link>}>
      {conferences.length === 0 ? <p className="hint">{t('today:conferences.none')}</p> : null}
      <Register className="conf">
        {conferences.map(({ id, state, startsAt, endsAt, chair, consults }) => {
          const [tone, icon] = looks[state] ?? (['rest', 'rest'] as const)
          return (
            <Row key={id} margin={<><b>{formatTime(startsAt)}</b><small>{dayOf(startsAt) === dayOf(now) ? formatTime(endsAt) : formatDate(startsAt)}</small></>}>
              <h3><Link to={`/conferences/${id}`} prefetch="none">{t('today:conferences.consult', { code: consults.map(({ code }) => code).join(', ') })}</Link></h3>
              <p className="meta">{t('today:conferences.chair', { name: chair })}</p>
              <Chip tone={tone} icon={icon}>{t(`today:conferences.${state}`)}</Chip>
            </Row>
          )
        })}
      </Register>
    </Section>
  )
}
