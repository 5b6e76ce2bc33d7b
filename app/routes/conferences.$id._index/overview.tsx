import { useTranslation } from 'react-i18next'
import type { ConferencePage } from '~/domain/rooms/conference-page.server'
import { formatTime, longDate } from '~/platform/dates'
import { nameWithTitle } from '~/platform/names'
import { Facts } from '~/ui/facts'
import { HospitalBadge } from '~/ui/hospital-badge'
import { Section } from '~/ui/section'

/** When and who. */
export function Overview({ page }: { page: ConferencePage }) {
  const { t } = useTranslation()
  const { conference, people, hospitals, sites } = page
  const held = conference.openedAt && conference.closedAt
    ? t('schedule:page.heldFrom', { from: formatTime(conference.openedAt), until: formatTime(conference.closedAt) })
    : conference.openedAt ? t('schedule:page.openSince', { from: formatTime(conference.openedAt) })
    : t('schedule:page.plannedFrom', { from: formatTime(conference.startsAt), until: formatTime(conference.endsAt) })
  return (
    <>
      <Section title={t('schedule:page.overview')}>
        <Facts items={[
          { term: t('schedule:page.day'), detail: <span className="inline-block first-letter:uppercase">{longDate(conference.openedAt ?? conference.startsAt, t)}</span> },
          { term: t('schedule:page.time'), detail: held },
          ...(sites.length > 0 ? [{ term: t('schedule:page.sites'), detail: <ul>{sites.map(({ siteId, hospitalId, name, telephone }) => <li key={siteId}>{t('schedule:arrange.person', { name, hospital: hospitals.find(({ id }) => id === hospitalId)?.name ?? '' })}{telephone ? <> <a className="tel" href={`tel:${telephone}`}>{telephone}</a></> : null}</li>)}</ul> }] : []),
        ]} />
      </Section>
      <Section title={t('schedule:page.people')}>
        <ul className="ppl">
          {people.map((person) => {
            const hospital = hospitals.find(({ id }) => id === person.hospitalId)
            return (
              <li key={person.personId}>
                <span><HospitalBadge code={hospital?.code ?? ''} senior={hospital?.senior ?? false} /></span>
                <span><b>{nameWithTitle(person)}</b><small>{t(`schedule:role.${person.role}`)}, {hospital?.name}</small></span>
              </li>
            )
          })}
        </ul>
      </Section>
    </>
  )
}

/** The questions the conference is to conclude. */
export function Agenda({ page: { consult, agenda } }: { page: ConferencePage }) {
  const { t } = useTranslation()
  return (
    <Section title={t('schedule:page.questions')} {...(agenda.length > 1 ? { note: consult.code } : {})}>
      <ol className="list-decimal pl-6">{consult.questions.map(({ number, text }) => <li key={number}>{text}</li>)}</ol>
    </Section>
  )
}
