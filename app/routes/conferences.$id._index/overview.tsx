import { useTranslation } from 'react-i18next'
import type { ConferencePage } from '~/domain/rooms/conference-page.server'
import { formatTime, longDate } from '~/platform/dates'
import { nameWithTitle } from '~/platform/names'
import { Facts } from '~/ui/facts'
import { HospitalBadge } from '~/ui/hospital-badge'
import { Section } from '~/ui/section'

/** When, who, and about which questions. */
export function Overview({ page }: { page: ConferencePage }) {
  const { t } = useTranslation()
  const { conference, people, hospitals, consult } = page
  const held = conference.openedAt
    ? t('schedule:page.heldFrom', { from: formatTime(conference.openedAt), until: conference.closedAt ? formatTime(conference.closedAt) : '…' })
    : t('schedule:page.plannedFrom', { from: formatTime(conference.startsAt), until: formatTime(conference.endsAt) })
  return (
    <>
      <Section title={t('schedule:page.overview')}>
        <Facts items={[
          { term: t('schedule:page.state'), detail: t(`schedule:state.${conference.state}`) },
          { term: t('schedule:page.time'), detail: `${longDate(conference.openedAt ?? conference.startsAt, t)}, ${held}` },
        ]} />
      </Section>
      <Section title={t('schedule:page.people')}>
        <ul className="people">
          {people.map((person) => {
            const hospital = hospitals.find(({ id }) => id === person.hospitalId)
            return (
              <li key={person.personId}>
                <b>{nameWithTitle(person)}</b>, {t(`schedule:role.${person.role}`)} <HospitalBadge code={hospital?.code ?? ''} senior={hospital?.senior ?? false} name={hospital?.name ?? ''} />
              </li>
            )
          })}
        </ul>
      </Section>
      {page.minutes ? null : (
        <Section title={t('schedule:page.questions')}>
          <ol className="list-decimal pl-6">{consult.questions.map(({ number, text }) => <li key={number}>{text}</li>)}</ol>
        </Section>
      )}
    </>
  )
}
