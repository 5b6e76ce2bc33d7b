import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { arrangeConference } from '~/domain/schedule/arrange-conference.server'
import { arrangePage } from '~/domain/schedule/arrange-page.server'
import * as schema from '~/domain/schedule/schema'
import type { Suggestions } from '~/domain/schedule/suggest-slots.server'
import type { Reply } from '~/platform/http/form'
import { idOf } from '~/platform/http/id-of'
import { bodyOf, submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Icon } from '~/ui/icon'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'
import { ArrangeForm } from './arrange-form'
import { slotsAfter, suggest, wantsSlots } from './suggest.server'

export const handle = { i18n: ['schedule', 'consults'] }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const page = await arrangePage(actor, idOf(params.id))
  const t = translate(await languageOf(request))
  return { ...page, title: pageTitle(t, t('schedule:arrange.title')) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const body = await bodyOf(request)
  const consultId = idOf(params.id)
  if (wantsSlots(body)) return suggest(actor, consultId, body)
  const reply = await submit(request, actor, {
    arrange: verb(schema.arrangeConference, async (acting: typeof actor, input) => ({ ...(await arrangeConference(acting, input)), now: input.when === 'now' }), {
      given: { consultId }, next: ({ conferenceId, now }) => `/conferences/${conferenceId}${now ? '/room' : ''}`,
    }),
  }, body)
  if (!('data' in reply)) return reply
  // Somebody else was quicker: who is taken is said, and the next times are there at once.
  const suggestions = await slotsAfter(reply.data, actor, consultId, body)
  return data({ ...reply.data, ...(suggestions ? { suggestions } : {}) }, reply.init ?? undefined)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export default function Arrange() {
  const { t } = useTranslation()
  const page = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>() as (Reply & { suggestions?: Suggestions }) | undefined
  useRefresh([`consult:${page.consult.id}`])
  return (
    <Shell place="consults" look="record">
      <p className="crumb">
        <Link to="/consults" prefetch="none">{t('schedule:page.consults')}</Link><Icon name="go" small />
        <Link to={`/consults/${page.consult.id}`} prefetch="none">{page.consult.code}</Link>
      </p>
      <h1 className="mt-1 mb-4">{t('schedule:arrange.title')}</h1>
      {page.possible ? <ArrangeForm page={page} reply={reply} suggestions={reply?.suggestions} /> : <Note tone="soon" title={t('schedule:arrange.notNow')}>{t('schedule:arrange.notNowWords')}</Note>}
    </Shell>
  )
}
