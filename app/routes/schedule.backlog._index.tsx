import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form as PlainForm, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { backlogPage, type BacklogPage } from '~/domain/schedule/backlog-page.server'
import { leaveBacklog } from '~/domain/schedule/enter-backlog.server'
import * as schema from '~/domain/schedule/series-schema'
import { formatDateTime } from '~/platform/dates'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Button } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { Form } from '~/ui/form'
import { Icon } from '~/ui/icon'
import { pageTitle } from '~/ui/page-title'
import { WaitingLine } from '~/ui/schedule/waiting-line'
import { Section } from '~/ui/section'
import { Select } from '~/ui/select'
import { Shell } from '~/ui/shell'

export const handle = { i18n: ['schedule', 'consults'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const asked = new URL(request.url).searchParams
  const t = translate(await languageOf(request))
  return { ...(await backlogPage(actor, { series: asked.get('series'), level: asked.get('level') })), topics: [`hospital:${actor.hospitalId}`], title: pageTitle(t, t('schedule:backlog.title')) }
}

export async function action({ request }: ActionFunctionArgs) {
  return submit(request, await requireActor(request), { leave: verb(schema.leaveBacklog, leaveBacklog) })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

function Filters({ series }: Pick<BacklogPage, 'series'>) {
  const { t } = useTranslation()
  const [asked] = useSearchParams()
  return (
    <PlainForm method="get" className="pairs my-4">
      <Select name="series" label={t('schedule:backlog.series')} empty={t('schedule:backlog.any')} optional defaultValue={asked.get('series') ?? ''} options={[{ value: 'none', label: t('schedule:backlog.anyConference') }, ...series.map(({ id, name }) => ({ value: id, label: name }))]} />
      <Select name="level" label={t('schedule:backlog.level')} empty={t('schedule:backlog.any')} optional defaultValue={asked.get('level') ?? ''} options={(['redAlert', 'emergency', 'sameDay', 'routine'] as const).map((level) => ({ value: level, label: t(`consults:level.${level}`) }))} />
      <div className="btns"><Button>{t('schedule:backlog.filter')}</Button></div>
    </PlainForm>
  )
}

/** What waits for a conference of this hospital, the most urgent first, beside the drafts it could come into. */
export default function Backlog() {
  const { t } = useTranslation()
  const { entries, all, series, drafts, now, topics } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  useRefresh(topics)
  return (
    <Shell place="schedule" look="record">
      <p className="crumb"><Link to="/schedule" prefetch="none">{t('schedule:calendar.title')}</Link><Icon name="go" small /></p>
      <div className="title"><h1>{t('schedule:backlog.title')}</h1></div>
      <div className="beside">
        <div className="asked-for">
          <Section title={t('schedule:backlog.drafts')} note={<Link to="/schedule/series" prefetch="none">{t('schedule:series.title')}</Link>}>
            {drafts.length === 0 ? <p className="hint">{t('schedule:backlog.noDrafts')}</p> : null}
            <ul className="answers">
              {drafts.map((draft) => (
                <li key={draft.id}>
                  <p><b><Link to={`/schedule/backlog/${draft.id}`} prefetch="none">{formatDateTime(draft.startsAt)}</Link></b></p>
                  <p>{draft.title}</p>
                  <p className="meta">{t('schedule:series.load', { count: draft.consults, used: draft.used, all: draft.all })}</p>
                </li>
              ))}
            </ul>
          </Section>
        </div>
        <div className="written">
          <Section title={t('schedule:backlog.title')} note={t('schedule:backlog.count', { count: entries.length })}>
            <Filters series={series} />
            {entries.length === 0 ? <Empty title={t(all === 0 ? 'schedule:backlog.none' : 'schedule:backlog.noneHere')}><p>{t('schedule:backlog.noneWords')}</p></Empty> : null}
            <ul className="blocks">
              {entries.map((entry) => (
                <li key={entry.id}>
                  <WaitingLine entry={entry} now={now} />
                  <Form intent="leave" reply={reply} preventScrollReset>
                    <input type="hidden" name="entryId" value={entry.id} />
                    <Button aria-label={t('schedule:backlog.leaveOf', { code: entry.code })}>{t('schedule:backlog.leave')}</Button>
                  </Form>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      </div>
    </Shell>
  )
}
