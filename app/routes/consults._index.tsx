import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { listConsults, type ListView } from '~/domain/consults/list.server'
import { mayConsult } from '~/domain/consults/policy'
import { requireActor } from '~/domain/people/session.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Button } from '~/ui/button'
import { ConsultRow } from '~/ui/consult-row'
import { Empty } from '~/ui/empty'
import { Form } from '~/ui/form'
import { pageTitle } from '~/ui/page-title'
import { Register } from '~/ui/register'
import { Shell } from '~/ui/shell'

export const handle = { i18n: ['consults', 'record', 'today'] }

const views = ['open', 'closed', 'drafts'] as const satisfies readonly ListView[]
const capital = { open: 'Open', closed: 'Closed', drafts: 'Drafts' } as const

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const { searchParams } = new URL(request.url)
  const view = views.find((one) => one === searchParams.get('view')) ?? 'open'
  const cursor = searchParams.get('after') ?? undefined
  const t = translate(await languageOf(request))
  const { personId, hospitalId, roles } = actor
  return { title: pageTitle(t, t('record:list.title')), ...(await listConsults(actor, { view, cursor })), view, later: cursor !== undefined, personId, hospitalId, mayCompose: mayConsult.create(actor), clinical: roles.some((role) => role !== 'authority' && role !== 'administrator') }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

export default function Consults() {
  const { t } = useTranslation()
  const { consults, next, now, view, later, personId, hospitalId, mayCompose, clinical } = useLoaderData<typeof loader>()
  useRefresh([`person:${personId}`, `hospital:${hospitalId}`])
  return (
    <Shell place="consults" look="today">
      <div className="head">
        <h1>{t('record:list.title')}</h1>
        {mayCompose ? <Form intent="createDraft" action="/consults/new" className="compose"><Button kind="go" icon="plus">{t('today:compose')}</Button></Form> : null}
      </div>
      <nav className="views" aria-label={t('record:list.views')}>
        {views.filter((one) => one !== 'drafts' || mayCompose).map((one) => <Link key={one} to={one === 'open' ? '/consults' : `/consults?view=${one}`} prefetch="none" aria-current={one === view ? 'page' : undefined}>{t(`record:list.${one}`)}</Link>)}
      </nav>
      <h2 className="sr">{t(`record:list.${view}`)}</h2>
      {consults.length === 0 ? <Empty title={t(`record:list.empty${capital[view]}`)}><p>{t(clinical ? `record:list.empty${capital[view]}Why` : 'record:list.notClinical')}</p></Empty> : null}
      <Register className="task">{consults.map((line) => <ConsultRow key={line.id} line={line} now={now} ownSide={line.requesting?.id === hospitalId} />)}</Register>
      <p className="all">
        {later ? <Link to={view === 'open' ? '/consults' : `/consults?view=${view}`} prefetch="none">{t('record:list.fromStart')}</Link> : null}
        {next ? <Link to={`/consults?view=${view}&after=${encodeURIComponent(next)}`} prefetch="none">{t('record:list.more')}</Link> : null}
      </p>
    </Shell>
  )
}
