import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { changeSeries, endSeries } from '~/domain/schedule/keep-series.server'
import { retryDate, skipDate } from '~/domain/schedule/series-date-deeds.server'
import { seriesPage } from '~/domain/schedule/series-page.server'
import * as schema from '~/domain/schedule/series-schema'
import { formatDateTime, formatDay } from '~/platform/dates'
import { idOf } from '~/platform/http/id-of'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Facts } from '~/ui/facts'
import { Icon } from '~/ui/icon'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { clockTime } from '~/ui/schedule/clock-time'
import { Section } from '~/ui/section'
import { Shell } from '~/ui/shell'
import { Change } from './change'
import { Dates } from './dates'
import { Quarters } from './quarters'

export const handle = { i18n: ['schedule'] }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const page = await seriesPage(actor, idOf(params.id))
  const t = translate(await languageOf(request))
  return { ...page, title: pageTitle(t, page.series.name) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const given = { seriesId: idOf(params.id) }
  return submit(request, await requireActor(request), {
    change: verb(schema.changeSeries, changeSeries, { given }),
    end: verb(schema.endSeries, endSeries, { given }),
    skip: verb(schema.skipDate, skipDate, { given }),
    retry: verb(schema.retryDate, retryDate, { given }),
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** One series: when and with whom, its dates, and how its conferences were. */
export default function Series() {
  const { t } = useTranslation()
  const page = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const { series, chair, deputy, scribe, specialists, sites } = page
  useRefresh([`hospital:${series.hospitalId}`])
  return (
    <Shell place="schedule" look="record">
      <p className="crumb"><Link to="/schedule/series" prefetch="none">{t('schedule:series.title')}</Link><Icon name="go" small /></p>
      <div className="title"><h1>{series.name}</h1></div>
      {series.endedAt ? <Note icon="rest">{t('schedule:series.endedAt', { time: formatDateTime(series.endedAt), reason: series.endReason })}</Note> : null}
      <div className="beside">
        <div className="asked-for">
          <Section title={t('schedule:series.facts')}>
            <Facts items={[
              { term: t('schedule:series.rhythm'), detail: <span className="inline-block first-letter:uppercase">{t('schedule:series.when', { weekday: t(`shell:weekday.${series.weekday}`), from: clockTime(series.startMinute), until: clockTime(series.startMinute + series.minutes) })}</span> },
              { term: t('schedule:series.length'), detail: t('schedule:series.lengthWords', series) },
              { term: t('schedule:series.from'), detail: formatDay(series.firstDay) },
              { term: t('schedule:series.until'), detail: series.lastDay ? formatDay(series.lastDay) : t('schedule:series.open') },
              { term: t('schedule:role.chair'), detail: chair },
              deputy !== '' && { term: t('schedule:role.deputy'), detail: deputy },
              { term: t('schedule:role.scribe'), detail: scribe },
              specialists.length > 0 && { term: t('schedule:series.specialists'), detail: specialists.join(', ') },
              sites.length > 0 && { term: t('schedule:series.sites'), detail: sites.join(', ') },
            ]} />
          </Section>
          {page.keep && page.form ? <Change page={page} form={page.form} reply={reply} /> : null}
        </div>
        <div className="written"><Dates page={page} reply={reply} /><Quarters quarters={page.quarters} /></div>
      </div>
    </Shell>
  )
}
