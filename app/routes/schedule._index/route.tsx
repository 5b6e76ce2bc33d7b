import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { toApprove } from '~/domain/schedule/approval-page.server'
import { calendarPage } from '~/domain/schedule/calendar-page.server'
import { dayAfter } from '~/domain/duty/times'
import { formatDateTime, formatDay } from '~/platform/dates'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { pageTitle } from '~/ui/page-title'
import { Section } from '~/ui/section'
import { Shell } from '~/ui/shell'
import { addressOf } from './address'
import { Day } from './day'
import { Week } from './week'

export const handle = { i18n: ['schedule', 'consults'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const asked = new URL(request.url).searchParams
  const page = await calendarPage(actor, { day: asked.get('day'), week: asked.get('week'), whose: asked.get('whose') })
  const approvals = await toApprove(actor)
  const t = translate(await languageOf(request))
  return { ...page, approvals, topics: [`person:${actor.personId}`, ...(page.all || approvals.length > 0 ? [`hospital:${actor.hospitalId}`] : [])], title: pageTitle(t, t('schedule:calendar.title')) }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** One's conferences by week and by day; on a phone a week is its days under each other. */
export default function Schedule() {
  const { t } = useTranslation()
  const page = useLoaderData<typeof loader>()
  const { day, days, monday, mayAll, all, topics } = page
  useRefresh(topics)
  const place = day ? { day } : { week: monday }
  const step = (weeks: number) => addressOf(day ? { day: dayAfter(day, weeks * 7), all } : { week: dayAfter(monday, weeks * 7), all })
  return (
    <Shell place="schedule">
      <div className="cal-head">
        <h1>{t('schedule:calendar.title')}</h1>
        <span className="when">{formatDay(monday)}–{formatDay(days[6] ?? monday)}</span>
        <nav aria-label={t('schedule:calendar.weeks')}>
          <Link to={step(-1)} prefetch="none">{t('schedule:calendar.before')}</Link>
          <Link to={addressOf({ all })} prefetch="none">{t('schedule:calendar.thisWeek')}</Link>
          <Link to={step(1)} prefetch="none">{t('schedule:calendar.after')}</Link>
          {day ? <Link to={addressOf({ week: monday, all })} prefetch="none">{t('schedule:calendar.wholeWeek')}</Link> : null}
        </nav>
      </div>
      <div className="cal-tools">
        {mayAll ? (
          <nav aria-label={t('schedule:calendar.whose')}>
            <Link to={addressOf(place)} prefetch="none" aria-current={all ? undefined : 'true'}>{t('schedule:calendar.mine')}</Link>
            <Link to={addressOf({ ...place, all: true })} prefetch="none" aria-current={all ? 'true' : undefined}>{t('schedule:calendar.all')}</Link>
          </nav>
        ) : null}
        {mayAll ? <Link to="/schedule/new" prefetch="none">{t('schedule:new.title')}</Link> : null}
        {mayAll ? <nav aria-label={t('schedule:series.prepare')}><Link to="/schedule/series" prefetch="none">{t('schedule:series.title')}</Link><Link to="/schedule/backlog" prefetch="none">{t('schedule:backlog.title')}</Link></nav> : null}
        <Link to="/schedule/feed" prefetch="none">{t('schedule:feed.link')}</Link>
      </div>
      {page.approvals.length > 0 ? (
        <Section title={t('schedule:approval.list')}>
          <ul className="answers">{page.approvals.map(({ id, startsAt, title, codes }) => <li key={id}><p><Link to={`/conferences/${id}/approval`} prefetch="none">{formatDateTime(startsAt)}</Link> <span className="meta">{title || codes.join(', ')}</span></p></li>)}</ul>
        </Section>
      ) : null}
      {day ? <Day page={page} day={day} /> : <Week page={page} />}
    </Shell>
  )
}
