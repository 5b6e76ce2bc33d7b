import { useTranslation } from 'react-i18next'
import type { SeriesForm, SeriesPage } from '~/domain/schedule/series-page.server'
import { Button } from '~/ui/button'
import { Check } from '~/ui/check'
import { Fold } from '~/ui/fold'
import { Form } from '~/ui/form'
import { SeriesFields } from '~/ui/schedule/series-fields'
import { Section } from '~/ui/section'
import { TextArea } from '~/ui/text-area'
import { isAbout } from './is-about'

/** Other people, another hour, or no more of it. */
export function Change({ page: { series }, form, reply }: { page: SeriesPage; form: SeriesForm; reply: unknown }) {
  const { t } = useTranslation()
  return (
    <Section title={t('schedule:series.change')}>
      <Fold title={t('schedule:series.change')} note={t('schedule:series.changeHint')} open={isAbout(reply, 'change')}>
        <Form intent="change" reply={reply}>
          <input type="hidden" name="version" value={series.version} />
          <SeriesFields form={form} series={series} />
          <Check name="drafts" label={t('schedule:series.drafts')} hint={t('schedule:series.draftsHint')} />
          <div className="btns mt-4"><Button kind="go">{t('schedule:series.save')}</Button></div>
        </Form>
      </Fold>
      <Fold title={t('schedule:series.end')} note={t('schedule:series.endHint')} open={isAbout(reply, 'end')}>
        <Form intent="end" reply={reply}>
          <TextArea name="reason" label={t('schedule:series.reason')} maxLength={1000} rows={2} />
          <div className="btns"><Button kind="stop">{t('schedule:series.endGo')}</Button></div>
        </Form>
      </Fold>
    </Section>
  )
}
