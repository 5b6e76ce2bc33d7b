import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { consentsOwed } from '~/domain/consults/consent-view.server'
import { countsUnder, openConsults } from '~/domain/consults/list.server'
import { outcomesFor } from '~/domain/consults/outcomes.server'
import { lateUnder, pressingFor } from '~/domain/consults/pressing.server'
import { sinceOffice } from '~/domain/consults/night.server'
import { mayConsult } from '~/domain/consults/policy'
import { unreadThreads } from '~/domain/consults/thread.server'
import { dutyNow } from '~/domain/duty/roster.server'
import { requireActor } from '~/domain/people/session.server'
import { myConferences } from '~/domain/schedule/queries.server'
import { formatNear, formatTime, longDate } from '~/platform/dates'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Button } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { Form } from '~/ui/form'
import { pageTitle } from '~/ui/page-title'
import { Section } from '~/ui/section'
import { Shell } from '~/ui/shell'
import { Outcomes, UnreadThreads } from './after'
import { AuthorityTable } from './authority'
import { Conferences } from './conferences'
import { DutyCard, SinceOffice } from './duty-card'
import { ConsentsOwed } from './consents'
import { groupsOf, type Groups } from './groups'
import { Lanes } from './lanes'
import { LateList } from './late-list'
import { RedLines } from './red-lines'
import { Tasks } from './tasks'

export const handle = { i18n: ['today', 'consults', 'record', 'alert', 'thread', 'duty'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const t = translate(await languageOf(request))
  const { consults, now, more } = await openConsults(actor)
  const { personId, hospitalId, roles } = actor
  return {
    title: pageTitle(t, t('today:title')), consults, now, more, personId, hospitalId, roles, level: new URL(request.url).searchParams.get('level'),
    counts: roles.includes('authority') ? await countsUnder(actor) : null, pressing: await pressingFor(actor), overdue: await lateUnder(actor), mayCompose: mayConsult.create(actor), conferences: await myConferences(actor), threads: await unreadThreads(actor), outcomes: await outcomesFor(actor), owed: await consentsOwed(actor), duty: await dutyNow(actor), since: await sinceOffice(actor),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

const emptyFor = ['coordinator', 'treatingDoctor', 'specialist', 'head'] as const

/** How much waits for this reader, and how many consults are late or due, whoever has to act. */
function useSummary({ late, due, mine }: Groups): string {
  const { t } = useTranslation()
  const own = [...late, ...due, ...mine].filter(({ task }) => task !== 'watch')
  const said = ([['waiting', own], ['late', late], ['due', due]] as const).flatMap(([key, list]) => (list.length > 0 ? [t(`today:summary.${key}`, { count: list.length })] : []))
  return [...(own.length > 0 ? [] : [t('today:summary.none')]), ...(said.length > 0 ? [t('today:summary.join', { parts: said.join(', ') })] : [])].join(' ')
}

export default function Today() {
  const { t } = useTranslation()
  const { consults, now, more, personId, hospitalId, roles, level, counts, pressing, overdue, mayCompose, conferences, threads, outcomes, owed, duty, since } = useLoaderData<typeof loader>()
  useRefresh([`person:${personId}`, `hospital:${hospitalId}`])
  const groups = groupsOf(level ? consults.filter((line) => line.level === level) : consults, now)
  const summary = useSummary(groups)
  const clinical = emptyFor.find((role) => roles.includes(role))
  return (
    <Shell place="today" look="today">
      <div className="head">
        <h1>{t('today:title')}</h1><span className="now">{longDate(now, t)}, {formatTime(now)}</span>
        {mayCompose ? <Form intent="createDraft" action="/consults/new" className="compose"><Button kind="go" icon="plus">{t('today:compose')}</Button></Form> : null}
      </div>
      <RedLines {...pressing} now={now} />
      {clinical ? <p className="sum">{summary}{conferences[0] ? ` ${t('today:summary.conference', { time: formatNear(conferences[0].startsAt, now) })}` : null}</p> : null}
      {roles.includes('coordinator') || roles.includes('head') ? <Lanes lines={consults} now={now} chosen={level} /> : null}
      {counts ? <LateList late={overdue} now={now} /> : null}
      {counts ? <AuthorityTable counts={counts} /> : null}
      {roles.includes('administrator') ? <Section title={t('today:administrator.title')}><p><Link to="/admin/mail" prefetch="none">{t('today:administrator.mail')}</Link>: {t('today:administrator.mailNote')}</p></Section> : null}
      {clinical ? (
        <div className="cols">
          <div className="tasks">
            {consults.length === 0 ? <Empty title={t('today:empty.title')}><p>{t(`today:empty.${clinical}`)}</p></Empty> : <Tasks groups={groups} now={now} hospitalId={hospitalId} more={more} />}
          </div>
          <aside>{duty ? <DutyCard duty={duty} /> : null}<SinceOffice {...since} now={now} /><ConsentsOwed owed={owed} now={now} /><UnreadThreads threads={threads} now={now} /><Conferences conferences={conferences} now={now} /><Outcomes outcomes={outcomes} now={now} /></aside>
        </div>
      ) : null}
    </Shell>
  )
}
