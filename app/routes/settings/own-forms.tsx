import { useTranslation } from 'react-i18next'
import type { Setting } from '~/domain/hospitals/settings'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { LevelMark } from '~/ui/level-mark'
import { Section } from '~/ui/section'

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

interface Own { officeHours: Setting<'officeHours'>; approvalLevels: Setting<'approvalLevels'>; followUpDays: Setting<'followUpDays'> }

/** Office hours, levels to be approved first, and the days of follow-up, each saved by itself. */
export function OwnForms({ own, reply }: { own: Own; reply: unknown }) {
  const { t } = useTranslation()
  return (
    <>
      <Section title={t('settings:officeHours.title')}>
        <p className="hint">{t('settings:officeHours.text')}</p>
        <Form intent="officeHours" reply={reply} className="setting-form">
          <Field name="from" type="time" width="short" label={t('settings:officeHours.from')} defaultValue={clock(own.officeHours.from)} />
          <Field name="until" type="time" width="short" label={t('settings:officeHours.until')} defaultValue={clock(own.officeHours.until)} />
          <Button kind="go">{t('settings:save')}</Button>
        </Form>
      </Section>
      <Section title={t('settings:approval.title')}>
        <Form intent="approval" reply={reply} className="setting-form">
          <Choice name="levels" many optional legend={t('settings:approval.legend')} hint={t('settings:approval.hint')} defaultValue={own.approvalLevels}
            options={(['sameDay', 'routine'] as const).map((level) => ({ value: level, label: <LevelMark level={level} /> }))} />
          <Button kind="go">{t('settings:save')}</Button>
        </Form>
      </Section>
      <Section title={t('settings:followUp.title')}>
        <Form intent="followUp" reply={reply} className="setting-form">
          <Field name="days" inputMode="numeric" label={t('settings:followUp.days')} hint={t('settings:followUp.hint')} defaultValue={own.followUpDays.join(', ')} />
          <Button kind="go">{t('settings:save')}</Button>
        </Form>
      </Section>
    </>
  )
}
