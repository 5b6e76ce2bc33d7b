import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { chooseReach, forgetBrowser, reachOf } from '~/domain/notifications/choose-reach.server'
import * as schema from '~/domain/notifications/schema'
import { deviceOf } from '~/domain/people/device'
import { requireActor } from '~/domain/people/session.server'
import { flash } from '~/platform/http/flash.server'
import { bodyOf, submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'
import { BellTest } from './account_.reach/bell-test'
import { Browsers } from './account_.reach/browsers'
import { Choices } from './account_.reach/choices'

export const handle = { i18n: ['reach', 'people'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const t = translate(await languageOf(request))
  const { browsers, ...reach } = await reachOf(actor)
  return {
    title: pageTitle(t, t('reach:title')), reach,
    browsers: browsers.map(({ id, endpoint, userAgent, createdAt, failedAt }) => ({ id, endpoint, device: deviceOf(userAgent), createdAt: createdAt.toISOString(), failedAt: failedAt?.toISOString() ?? null })),
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const body = await bodyOf(request)
  const reply = await submit(request, actor, { choose: verb(schema.chooseReach, chooseReach), forget: verb(schema.forgetBrowser, forgetBrowser) }, body)
  if (reply instanceof Response && body.get('intent') === 'choose') reply.headers.append('Set-Cookie', await flash('reach:saved'))
  return reply
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** How one is reached: channels, quiet hours, the browsers that may be woken, and whether one hears the bell. */
export default function Reach() {
  const { t } = useTranslation()
  const { reach, browsers } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Shell place="account">
      <p><Link to="/account" prefetch="none">{t('people:account.title')}</Link></p>
      <h1>{t('reach:title')}</h1>
      <div className="mt-4"><Note tone="red">{t('reach:lead')}</Note></div>
      <Choices reach={reach} browsers={browsers.length} reply={reply} />
      <Browsers reach={reach} browsers={browsers} reply={reply} />
      <BellTest />
    </Shell>
  )
}
