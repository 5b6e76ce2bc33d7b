import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Section } from '~/ui/section'

interface Day { day: string; working: boolean; note: string }

/** Holidays and Saturdays worked in their place: read by all, kept by an administrator. */
export function CalendarDays({ days, keeps, reply }: { days: readonly Day[]; keeps: boolean; reply: unknown }) {
  const { t } = useTranslation()
  return (
    <Section title={t('settings:calendar.title')}>
      <p className="hint">{t('settings:calendar.text')}</p>
      {days.length === 0 ? <p>{t('settings:calendar.none')}</p> : (
        <table>
          <thead><tr><th>{t('settings:calendar.day')}</th><th>{t('settings:calendar.kind')}</th><th>{t('settings:calendar.note')}</th>{keeps ? <th><span className="sr">{t('settings:calendar.remove')}</span></th> : null}</tr></thead>
          <tbody>
            {days.map(({ day, working, note }) => (
              <tr key={day}>
                <td className="num">{formatDay(day)}</td><td>{t(working ? 'settings:calendar.worked' : 'settings:calendar.off')}</td><td>{note}</td>
                {keeps ? <td><Form intent="removeDay" reply={reply}><input type="hidden" name="day" value={day} /><Button kind="bare">{t('settings:calendar.remove')}<span className="sr"> {formatDay(day)}</span></Button></Form></td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {keeps ? (
        <Form intent="calendar" reply={reply} className="setting-form">
          <Field name="day" type="date" width="short" label={t('settings:calendar.day')} />
          <Choice name="working" legend={t('settings:calendar.kind')} defaultValue="no" options={[{ value: 'no', label: t('settings:calendar.off') }, { value: 'yes', label: t('settings:calendar.worked') }]} />
          <Field name="note" label={t('settings:calendar.note')} maxLength={100} optional />
          <Button kind="go">{t('settings:calendar.add')}</Button>
        </Form>
      ) : null}
    </Section>
  )
}
