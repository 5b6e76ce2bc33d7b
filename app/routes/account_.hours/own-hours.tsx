import { useTranslation } from 'react-i18next'
import type { OwnHoursPage } from '~/domain/schedule/own-hours.server'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Section } from '~/ui/section'

/** A line for each day of the week, or the hospital's hours. */
export function OwnHours({ page, reply }: { page: OwnHoursPage; reply: unknown }) {
  const { t } = useTranslation()
  return (
    <Section title={t('schedule:own.hours')}>
      <Form intent="keep" reply={reply} className="setting-form">
        <Choice name="follow" legend={t('schedule:own.follow')} defaultValue={page.own ? 'own' : 'hospital'} options={[
          { value: 'hospital', label: t('schedule:own.followHospital'), hint: t('schedule:own.usual', { hours: page.usual }) }, { value: 'own', label: t('schedule:own.followOwn'), hint: t('schedule:own.followOwnHint') },
        ]} />
        <div className="week-hours">
          {page.days.map(({ weekday, hours }) => (
            <Field key={weekday} name={`day${weekday}`} label={<span className="first-letter:uppercase inline-block">{t(`shell:weekday.${weekday}`)}</span>} defaultValue={hours} maxLength={120} spellCheck={false} optional />
          ))}
        </div>
        <div className="btns"><Button kind="go">{t('schedule:own.save')}</Button></div>
      </Form>
    </Section>
  )
}
