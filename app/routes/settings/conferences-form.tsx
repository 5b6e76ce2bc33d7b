import { useTranslation } from 'react-i18next'
import type { Setting } from '~/domain/hospitals/settings'
import { hourRangesText } from '~/platform/hours'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Section } from '~/ui/section'

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** When conferences can be, the regular hour, rest between two and the least notice: what times are proposed from. */
export function ConferencesForm({ conferences, reply }: { conferences: Setting<'conferences'>; reply: unknown }) {
  const { t } = useTranslation()
  return (
    <Section title={t('settings:conferences.title')} id="conferences">
      <p className="hint">{t('settings:conferences.text')}</p>
      <Form intent="conferences" reply={reply} className="setting-form">
        <Field name="hours" label={t('settings:conferences.hours')} hint={t('settings:conferences.hoursHint')} defaultValue={hourRangesText(conferences.hours)} maxLength={120} spellCheck={false} optional />
        <fieldset className="clock-pair">
          <legend>{t('settings:conferences.regular')}</legend>
          <Field name="regularFrom" type="time" width="short" label={t('settings:officeHours.from')} defaultValue={clock(conferences.regular.from)} />
          <Field name="regularUntil" type="time" width="short" label={t('settings:officeHours.until')} defaultValue={clock(conferences.regular.until)} />
        </fieldset>
        <Field name="buffer" inputMode="numeric" width="short" label={t('settings:conferences.buffer')} defaultValue={String(conferences.buffer)} />
        <Field name="notice" inputMode="numeric" width="short" label={t('settings:conferences.notice')} defaultValue={String(conferences.notice)} />
        <Choice many optional name="approval" legend={t('settings:conferences.approval')} options={[{ value: 'yes', label: t('settings:conferences.approvalYes'), hint: t('settings:conferences.approvalHint') }]} defaultValue={conferences.approval ? ['yes'] : []} />
        <Button kind="go">{t('settings:save')}</Button>
      </Form>
    </Section>
  )
}
