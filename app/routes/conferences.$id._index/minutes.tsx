import { useTranslation } from 'react-i18next'
import type { ConferencePage } from '~/domain/rooms/conference-page.server'
import type { MinutesView } from '~/domain/rooms/minutes-view.server'
import { formatTime } from '~/platform/dates'
import { nameWithTitle } from '~/platform/names'
import { Chip } from '~/ui/chip'
import { Note } from '~/ui/note'
import { Section } from '~/ui/section'
import { Confirming } from './minutes-confirming'
import { MinutesForm } from './minutes-form'
import { MinutesText } from './minutes-text'
import { OnPaper } from './minutes-on-paper'

interface Props { page: ConferencePage; minutes: MinutesView; reply: unknown }

/** What the room left, then what is completed, confirmed in order or signed by hand, and corrected. */
export function Minutes(props: Props) {
  const { t } = useTranslation()
  const { page, minutes } = props
  return (
    <>
      {minutes.version > 1 ? <Note tone="soon" title={t('schedule:minutes.versionOf', { version: minutes.version, before: minutes.version - 1 })}>{minutes.reason}</Note> : null}
      <Section title={t('schedule:minutes.conclusions')}>
        <ol className="register">
          {minutes.conclusions.map((one) => <Concluded key={one.number} one={one} minutes={minutes} shown={!page.may.writeMinutes} />)}
        </ol>
      </Section>
      <Attendance page={page} minutes={minutes} />
      <Section title={t('schedule:minutes.title')} id="bien-ban">
        {page.may.writeMinutes ? <MinutesForm {...props} /> : <MinutesText minutes={minutes} />}
      </Section>
      <Confirming {...props} />
      {page.may.signMinutes || minutes.road === 'paper' ? <OnPaper {...props} /> : null}
    </>
  )
}

/** A question as the room left it: settled or not, who thought what; its words too, where they are not in the form below. */
function Concluded({ one: { number, question, text, concluded, agreement, opinions }, minutes, shown }: { one: MinutesView['conclusions'][number]; minutes: MinutesView; shown: boolean }) {
  const { t } = useTranslation()
  const name = (personId: string) => { const person = minutes.people[personId]; return person ? nameWithTitle(person) : '' }
  return (
    <li className="border-b border-rule py-3">
      <h3>{number}. {question}</h3>
      <p>
        <Chip tone={concluded ? 'done' : 'soon'} icon={concluded ? 'done' : 'pause'}>{t(concluded ? 'rooms:concluded' : 'rooms:leftOpen')}</Chip>
        {agreement && shown ? <> <Chip tone={agreement === 'divided' ? 'late' : 'rest'} icon={agreement === 'divided' ? 'diff' : 'done'}>{t(`schedule:minutes.agreement.${agreement}`)}</Chip></> : null}
      </p>
      {opinions.length > 0 ? (
        <ul className="said">
          {opinions.map(({ personId, stance, text: words }) => <li key={personId} className={stance === 'differs' ? 'differs' : undefined}><b>{name(personId)}</b>: {t(`schedule:minutes.stance.${stance}`)}{words ? `. ${words}` : ''}</li>)}
        </ul>
      ) : null}
      {shown ? <p className="whitespace-pre-wrap">{text}</p> : null}
    </li>
  )
}

/** Who was there when, at which site in front of one device, and what was disturbed: from the room's log, nobody types it. */
function Attendance({ page, minutes }: Pick<Props, 'page' | 'minutes'>) {
  const { t } = useTranslation()
  const stay = ({ from, until }: { from: string; until: string | null }) => t('schedule:minutes.stay', { from: formatTime(from), until: until ? formatTime(until) : '' })
  return (
    <Section title={t('schedule:minutes.attendance')}>
      <ul className="leading-7">
        {page.people.map((person) => {
          const stays = minutes.attendance.find(({ personId }) => personId === person.personId)?.stays ?? []
          return <li key={person.personId}><b>{nameWithTitle(person)}</b>: {stays.map(stay).join(', ') || t('schedule:minutes.absent')}</li>
        })}
        {minutes.sites.filter(({ people }) => people.length > 0).map(({ name, people }) => (
          <li key={name}><b>{name}</b>: {people.map((one) => `${one.name}${one.position ? `, ${one.position}` : ''} (${stay(one)})`).join('; ')}</li>
        ))}
      </ul>
      {minutes.interruptions.length > 0 ? (
        <>
          <h3 className="mt-3">{t('schedule:minutes.disturbed')}</h3>
          <ul className="leading-7">
            {minutes.interruptions.map(({ kind, personId, from, until }) => {
              const person = personId ? minutes.people[personId] : undefined
              return <li key={`${kind} ${from} ${personId ?? ''}`}>{t(`schedule:minutes.interruption.${kind}`, { name: person ? nameWithTitle(person) : '', from: formatTime(from), until: formatTime(until) })}</li>
            })}
          </ul>
        </>
      ) : null}
    </Section>
  )
}
