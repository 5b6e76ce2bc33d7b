import { useTranslation } from 'react-i18next'
import type { SeriesForm } from '~/domain/schedule/series-page.server'
import { longest, shortest, shortestItem } from '~/domain/schedule/limits'
import { clockTime } from '~/ui/schedule/clock-time'
import { Choice } from '~/ui/choice'
import { Field } from '~/ui/field'
import { Section } from '~/ui/section'
import { Select } from '~/ui/select'

export interface Running { chairId: string; deputyId: string | null; scribeId: string; specialistIds: string[]; siteIds: string[] }
interface Rhythm { name: string; weekday: number; startMinute: number; minutes: number; perConsult: number; firstDay: string; lastDay: string | null }

/** Who runs a conference of a series and in which rooms. */
export function RunningFields({ form, running }: { form: SeriesForm; running?: Running }) {
  const { t } = useTranslation()
  const options = (people: SeriesForm['chairs']) => people.map(({ id, name }) => ({ value: id, label: name }))
  const choose = t('schedule:arrange.choose')
  return (
    <>
      <Select name="chairId" label={t('schedule:role.chair')} empty={choose} options={options(form.chairs)} {...(running ? { defaultValue: running.chairId } : {})} />
      <Select name="deputyId" label={t('schedule:role.deputy')} empty={t('schedule:series.noneChosen')} optional options={options(form.chairs)} {...(running?.deputyId ? { defaultValue: running.deputyId } : {})} />
      <Select name="scribeId" label={t('schedule:role.scribe')} empty={choose} options={options(form.scribes)} {...(running ? { defaultValue: running.scribeId } : {})} />
      {form.specialists.length > 0 ? <Choice many optional name="specialistIds" legend={t('schedule:series.specialists')} options={options(form.specialists)} defaultValue={running?.specialistIds ?? []} /> : null}
      {form.sites.length > 0 ? <Choice many optional name="siteIds" legend={t('schedule:series.sites')} options={options(form.sites)} defaultValue={running?.siteIds ?? []} /> : null}
    </>
  )
}

/** Name, weekday, hour, lengths and days of a series, then who runs it. */
export function SeriesFields({ form, series }: { form: SeriesForm; series?: Rhythm & Running }) {
  const { t } = useTranslation()
  const { regular, today } = form
  const length = regular.until - regular.from
  return (
    <>
      <Section title={t('schedule:series.rhythm')}>
        <Field name="name" label={t('schedule:series.name')} maxLength={120} defaultValue={series?.name ?? ''} />
        <Select name="weekday" label={t('schedule:series.weekday')} options={[1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ value: String(weekday), label: t(`shell:weekday.${weekday}`) }))} defaultValue={String(series?.weekday ?? 2)} />
        <div className="pairs">
          <Field name="startMinute" type="time" label={t('schedule:series.startsAt')} defaultValue={clockTime(series?.startMinute ?? regular.from)} />
          <Field name="minutes" label={t('schedule:series.minutes')} inputMode="numeric" defaultValue={String(series?.minutes ?? Math.min(longest, Math.max(shortest, length)))} />
          <Field name="perConsult" label={t('schedule:series.perConsult')} inputMode="numeric" defaultValue={String(series?.perConsult ?? Math.max(shortestItem, Math.min(30, length)))} />
        </div>
        <div className="pairs">
          <Field name="firstDay" type="date" label={t('schedule:series.firstDay')} defaultValue={series?.firstDay ?? today} />
          <Field name="lastDay" type="date" label={t('schedule:series.lastDay')} hint={t('schedule:series.lastDayHint')} optional defaultValue={series?.lastDay ?? ''} />
        </div>
      </Section>
      <Section title={t('schedule:series.runningTitle')}><RunningFields form={form} {...(series ? { running: series } : {})} /></Section>
    </>
  )
}
