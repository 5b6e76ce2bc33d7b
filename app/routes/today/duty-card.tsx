import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatNear } from '~/platform/dates'
import { BusyForm } from '~/ui/duty/busy-form'
import { OnDutyList, type DutyGroup } from '~/ui/duty/on-duty-list'
import { Section } from '~/ui/section'

interface Duty { now: string; groups: DutyGroup[]; ownUntil: string | null; busyUntil: string | null }
interface NightLine { id: string; code: string; name: string; at: string }

/** Who is on duty here now; whoever is, says in one tap that they are in theatre. */
export function DutyCard({ duty }: { duty: Duty }) {
  const { t } = useTranslation()
  return (
    <Section title={t('duty:card.title')} note={<Link to="/duty" prefetch="none">{t('duty:card.all')}</Link>}>
      {duty.groups.length > 0 ? <OnDutyList groups={duty.groups} now={duty.now} /> : <p className="hint">{t('duty:nobodyNow')}</p>}
      {duty.ownUntil || duty.busyUntil ? <BusyForm now={duty.now} busyUntil={duty.busyUntil} back="today" /> : null}
    </Section>
  )
}

function Lines({ lines, kind, now }: { lines: readonly NightLine[]; kind: 'night' | 'unconfirmed'; now: string }) {
  const { t } = useTranslation()
  if (lines.length === 0) return null
  return (
    <Section title={t(`duty:${kind}.title`)}>
      <ul>{lines.map(({ id, code, name, at }) => <li key={`${id} ${at}`}><Link to={`/consults/${id}`} prefetch="none">{t(`duty:${kind}.line`, { code, name, time: formatNear(at, now) })}</Link></li>)}</ul>
    </Section>
  )
}

/** What happened while the office was empty. */
export function SinceOffice({ takenOn, unconfirmed, now }: { takenOn: readonly NightLine[]; unconfirmed: readonly NightLine[]; now: string }) {
  return <><Lines lines={takenOn} kind="night" now={now} /><Lines lines={unconfirmed} kind="unconfirmed" now={now} /></>
}
