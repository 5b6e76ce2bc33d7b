import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { endFeed, feedOf, makeFeed } from '~/domain/schedule/calendar-feed.server'
import * as schema from '~/domain/schedule/schema'
import { formatDateTime } from '~/platform/dates'
import { bodyOf, submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { Button } from '~/ui/button'
import { Form } from '~/ui/form'
import { Icon } from '~/ui/icon'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Section } from '~/ui/section'
import { Shell } from '~/ui/shell'

export const handle = { i18n: ['schedule'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const t = translate(await languageOf(request))
  return { feed: await feedOf(actor), title: pageTitle(t, t('schedule:feed.title')) }
}

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [{ title: found?.title }]

/** The address comes with the answer itself, not with a page one could come back to: its token is kept nowhere. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const form = await bodyOf(request)
  if (form.get('intent') !== 'make') return submit(request, actor, { end: verb(schema.endFeed, endFeed) }, form)
  return data({ intent: 'make', ...(await makeFeed(actor)) }, { headers: { 'Cache-Control': 'no-store' } })
}

/** One's own calendar in a program of one's own. */
export default function Feed() {
  const { t } = useTranslation()
  const { feed } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const address = reply && 'address' in reply ? reply.address : null
  return (
    <Shell place="schedule">
      <p className="crumb"><Link to="/schedule" prefetch="none">{t('schedule:calendar.title')}</Link><Icon name="go" small /></p>
      <h1>{t('schedule:feed.title')}</h1>
      <p className="mt-4 max-w-text">{t('schedule:feed.what')}</p>
      <p className="meta max-w-text">{t('schedule:feed.private')}</p>
      {address ? (
        <Section title={t('schedule:feed.address')}>
          <Note tone="soon" title={t('schedule:feed.once')}>{t('schedule:feed.onceWords')}</Note>
          <p className="feed-address"><code>{address}</code></p>
          <p><a href={address.replace(/^https?:/, 'webcal:')}>{t('schedule:feed.open')}</a></p>
        </Section>
      ) : null}
      {feed && !address ? <p className="mt-4">{t('schedule:feed.since', { at: formatDateTime(feed.createdAt) })}</p> : null}
      <div className="btns mt-4">
        <Form intent="make"><Button kind={feed ? 'plain' : 'go'} icon="cal">{t(feed ? 'schedule:feed.again' : 'schedule:feed.make')}</Button></Form>
        {feed ? <Form intent="end"><Button>{t('schedule:feed.end')}</Button></Form> : null}
      </div>
      {feed ? <p className="meta mt-2">{t('schedule:feed.againWhy')}</p> : null}
    </Shell>
  )
}
