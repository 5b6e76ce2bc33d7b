import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { inboxOf } from '~/domain/notifications/queries.server'
import { lacksPush } from '~/domain/notifications/choose-reach.server'
import { acknowledgeNotice, openNotice, readAllNotices } from '~/domain/notifications/read-notices.server'
import * as schema from '~/domain/notifications/schema'
import { requireActor } from '~/domain/people/session.server'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Button } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { Form } from '~/ui/form'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Register } from '~/ui/register'
import { Section } from '~/ui/section'
import { Shell } from '~/ui/shell'
import { NoticeRow } from './inbox/notice-row'

export const handle = { i18n: ['notifications', 'consults', 'reach'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const t = translate(await languageOf(request))
  return { title: pageTitle(t, t('notifications:title')), offer: await lacksPush(actor), topic: `person:${actor.personId}`, ...(await inboxOf(actor, new URL(request.url).searchParams.get('before'))) }
}

export async function action({ request }: ActionFunctionArgs) {
  return submit(request, await requireActor(request), {
    open: verb(schema.openNotice, openNotice, { next: ({ href }) => href }),
    acknowledge: verb(schema.acknowledgeNotice, acknowledgeNotice, { next: () => '/inbox' }),
    readAll: verb(schema.readAllNotices, readAllNotices, { next: () => '/inbox' }),
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

export default function Inbox() {
  const { t } = useTranslation()
  const { topic, offer, unread, read, next } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  useRefresh([topic])
  const problems = reply?.intent === 'open' ? reply.problems : []
  return (
    <Shell place="inbox">
      <h1>{t('notifications:title')}</h1>
      {problems.map(({ key, params }) => <div role="alert" key={key}><Note tone="soon">{t(key, params)} <Link to="/account">{t('notifications:switch')}</Link></Note></div>)}
      {offer ? <div className="mt-4"><Note icon="bell" title={t('reach:offer.title')}>{t('reach:offer.text')} <Link to="/account/reach#browsers" prefetch="none">{t('reach:offer.link')}</Link></Note></div> : null}
      <Section title={t('notifications:unread')}>
        {unread.length === 0
          ? <Empty title={t('notifications:none')}><p>{t('notifications:noneText')}</p></Empty>
          : <>
              <Register>{unread.map((notice) => <NoticeRow key={notice.id} notice={notice} />)}</Register>
              <Form intent="readAll" reply={reply} className="mt-4"><Button>{t('notifications:readAll')}</Button></Form>
            </>}
      </Section>
      <Section title={t('notifications:read')}>
        {read.length === 0 ? <p className="meta">{t('notifications:noneRead')}</p> : <Register>{read.map((notice) => <NoticeRow key={notice.id} notice={notice} />)}</Register>}
        {next ? <p className="mt-4"><Link to={`?before=${encodeURIComponent(next)}`} prefetch="none">{t('notifications:older')}</Link></p> : null}
      </Section>
    </Shell>
  )
}
