import { useTranslation } from 'react-i18next'
import type { ConferencePage } from '~/domain/rooms/conference-page.server'
import { formatDateTime, formatTime } from '~/platform/dates'
import { nameWithTitle } from '~/platform/names'
import { Button } from '~/ui/button'
import { Chip } from '~/ui/chip'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Note } from '~/ui/note'
import { Section } from '~/ui/section'
import { TextArea } from '~/ui/text-area'
import { TimeText } from '~/ui/time-text'
import { NameHolder } from './name-holder'

type Page = ConferencePage
type MinutesView = NonNullable<Page['minutes']>
interface Props { page: Page; minutes: MinutesView; reply: unknown }

/** Conclusions and attendance as the room left them; what form 27/BV2 asks besides; then scribe and chair confirm, in this order. */
export function Minutes(props: Props) {
  const { t } = useTranslation()
  const { page, minutes } = props
  return (
    <>
      <Section title={t('schedule:minutes.conclusions')}>
        <ol className="register">
          {minutes.conclusions.map(({ number, question, text, concluded }) => (
            <li key={number} className="border-b border-rule py-3">
              <h3>{number}. {question}</h3>
              <p><Chip tone={concluded ? 'done' : 'soon'} icon={concluded ? 'done' : 'pause'}>{t(concluded ? 'rooms:concluded' : 'rooms:leftOpen')}</Chip></p>
              <p className="whitespace-pre-wrap">{text}</p>
            </li>
          ))}
        </ol>
      </Section>
      <Attendance page={page} minutes={minutes} />
      <Section title={t('schedule:minutes.title')}>
        {page.may.writeMinutes ? <Writing {...props} /> : <Reading minutes={minutes} />}
      </Section>
      <Section title={t('schedule:minutes.confirming')}>
        <Confirmed minutes={minutes} />
        <NameHolder page={page} reply={props.reply} />
      </Section>
    </>
  )
}

function Attendance({ page, minutes }: Pick<Props, 'page' | 'minutes'>) {
  const { t } = useTranslation()
  return (
    <Section title={t('schedule:minutes.attendance')}>
      <ul className="leading-7">
        {page.people.map((person) => {
          const stays = minutes.attendance.find(({ personId }) => personId === person.personId)?.stays ?? []
          const times = stays.map(({ from, until }) => t('schedule:minutes.stay', { from: formatTime(from), until: formatTime(until) })).join(', ')
          return <li key={person.personId}><b>{nameWithTitle(person)}</b>: {times || t('schedule:minutes.absent')}</li>
        })}
      </ul>
    </Section>
  )
}

/** One form: saving keeps the text, confirming keeps and confirms it, so nobody confirms without what was just typed. */
function Writing({ page, minutes, reply }: Props) {
  const { t } = useTranslation()
  const stale = isStale(reply)
  const { confirm } = page.may
  return (
    <>
      {stale ? <Note tone="soon" title={t('schedule:minutes.savedText')}><Reading minutes={minutes} /></Note> : null}
      <Form intent="save" also={['confirm']} reply={reply}>
        <input type="hidden" name="itemId" value={page.itemId} />
        <input type="hidden" name="draftVersion" value={minutes.draftVersion} />
        <TextArea key={`summary-${minutes.draftVersion}`} name="summary" label={t('schedule:minutes.summary')} hint={t('schedule:minutes.summaryHint')} rows={8} defaultValue={minutes.summary} maxLength={20_000} />
        <TextArea key={`diagnosis-${minutes.draftVersion}`} name="diagnosis" label={t('schedule:minutes.diagnosis')} rows={2} defaultValue={minutes.diagnosis} maxLength={2_000} optional />
        <TextArea key={`plan-${minutes.draftVersion}`} name="treatmentPlan" label={t('schedule:minutes.treatmentPlan')} rows={6} defaultValue={minutes.treatmentPlan} maxLength={20_000} />
        {confirm ? (
          <>
            <p className="hint mt-4">{t(`schedule:minutes.confirmHint.${confirm}`)}</p>
            <Field name="password" type="password" label={t('schedule:minutes.password')} hint={t('schedule:minutes.passwordHint')} autoComplete="current-password" />
          </>
        ) : null}
        <div className="btns mt-4">
          {confirm ? <Button kind="go" name="intent" value="confirm">{t(`schedule:minutes.confirm.${confirm}`)}</Button> : null}
          <Button kind={confirm ? 'plain' : 'go'}>{t('schedule:minutes.save')}</Button>
        </div>
      </Form>
    </>
  )
}

const isStale = (reply: unknown): boolean => JSON.stringify(reply ?? null).includes('rooms:problem.minutesStale')

function Reading({ minutes }: Pick<Props, 'minutes'>) {
  const { t } = useTranslation()
  return (
    <>
      {(['summary', 'diagnosis', 'treatmentPlan'] as const).map((field) => (
        <div key={field} className="mt-3"><h3>{t(`schedule:minutes.${field}`)}</h3><p className="whitespace-pre-wrap">{minutes[field] || t('schedule:minutes.none')}</p></div>
      ))}
    </>
  )
}

function Confirmed({ minutes }: Pick<Props, 'minutes'>) {
  const { t } = useTranslation()
  const name = (person: MinutesView['named'][number]['by']) => (person ? nameWithTitle(person) : '')
  return (
    <ul className="leading-8">
      {minutes.order.map((who) => {
        const at = minutes.confirmations.find(({ role }) => role === who)?.at
        return <li key={who}><Chip tone={at ? 'done' : 'rest'} icon={at ? 'done' : 'rest'}>{t(`schedule:minutes.${at ? 'confirmed' : 'waits'}.${who}`)}</Chip> {at ? <TimeText at={at} /> : null}</li>
      })}
      {minutes.named.map(({ role, former, by, at, reason }) => <li key={at}>{t(`schedule:minutes.named.${role}`, { name: name(by), former: name(former), time: formatDateTime(at), reason })}</li>)}
    </ul>
  )
}
