import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { seriesList, type SeriesLine } from '~/domain/schedule/series-page.server'
import { formatDateTime } from '~/platform/dates'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { ButtonLink } from '~/ui/button'
import { Chip } from '~/ui/chip'
import { Empty } from '~/ui/empty'
import { Icon } from '~/ui/icon'
import { pageTitle } from '~/ui/page-title'
import { clockTime } from '~/ui/schedule/clock-time'
import { Shell } from '~/ui/shell'

export const handle = { i18n: ['schedule'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const t = translate(await languageOf(request))
  return { ...(await seriesList(actor)), topics: [`hospital:${actor.hospitalId}`], title: pageTitle(t, t('schedule:series.title')) }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

function Line({ series }: { series: SeriesLine }) {
  const { t } = useTranslation()
  const { id, name, weekday, startMinute, minutes, chair, waiting, next, endedAt } = series
  return (
    <li>
      <p><b><Link to={`/schedule/series/${id}`} prefetch="none">{name}</Link></b> {endedAt ? <Chip icon="rest">{t('schedule:series.ended')}</Chip> : null}</p>
      <p className="first-letter:uppercase">{t('schedule:series.when', { weekday: t(`shell:weekday.${weekday}`), from: clockTime(startMinute), until: clockTime(startMinute + minutes) })}</p>
      <p className="meta">{t('schedule:series.chair', { name: chair })}</p>
      {endedAt ? null : <p className="meta">{next ? t('schedule:series.next', { time: formatDateTime(next) }) : t('schedule:series.noNext')}{waiting > 0 ? `, ${t('schedule:series.waiting', { count: waiting })}` : ''}</p>}
    </li>
  )
}

/** The weekly conferences of one's hospital. */
export default function SeriesList() {
  const { t } = useTranslation()
  const { series, may, topics } = useLoaderData<typeof loader>()
  useRefresh(topics)
  return (
    <Shell place="schedule">
      <p className="crumb"><Link to="/schedule" prefetch="none">{t('schedule:calendar.title')}</Link><Icon name="go" small /></p>
      <h1>{t('schedule:series.title')}</h1>
      {may.make ? <div className="btns my-4"><ButtonLink to="/schedule/series/new" kind="go" icon="cal">{t('schedule:series.new')}</ButtonLink><ButtonLink to="/schedule/backlog">{t('schedule:backlog.title')}</ButtonLink></div> : null}
      {series.length === 0 ? <Empty title={t('schedule:series.none')}><p>{t('schedule:series.noneWords')}</p></Empty> : <ul className="answers max-w-160">{series.map((one) => <Line key={one.id} series={one} />)}</ul>}
    </Shell>
  )
}
