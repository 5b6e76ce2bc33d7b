import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { arrangePage } from '~/domain/schedule/arrange-page.server'
import { idOf } from '~/platform/http/id-of'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Icon } from '~/ui/icon'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'
import { useLast } from '~/ui/use-last'
import { ArrangeForm } from './arrange-form'
import { arrangeAction, type ArrangeReply } from './arrange.server'

export const handle = { i18n: ['schedule', 'consults'] }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const consultId = idOf(params.id)
  const page = await arrangePage(actor, { consultIds: [consultId] })
  const t = translate(await languageOf(request))
  return { page, consultId, title: pageTitle(t, t('schedule:arrange.title')) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  return arrangeAction(request, await requireActor(request), idOf(params.id))
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

export default function Arrange() {
  const { t } = useTranslation()
  const { page, consultId } = useLoaderData<typeof loader>()
  const reply = useLast(useActionData<typeof action>() as ArrangeReply | undefined)
  useRefresh([`consult:${consultId}`])
  const [consult] = page.consults
  return (
    <Shell place="consults" look="record">
      <p className="crumb">
        <Link to="/consults" prefetch="none">{t('schedule:page.consults')}</Link><Icon name="go" small />
        <Link to={`/consults/${consultId}`} prefetch="none">{consult?.code}</Link>
      </p>
      <h1 className="mt-1 mb-4">{t('schedule:arrange.title')}</h1>
      {consult?.possible ? <ArrangeForm page={reply?.page ?? page} reply={reply} suggestions={reply?.suggestions} /> : <Note tone="soon" title={t('schedule:arrange.notNow')}>{t('schedule:arrange.notNowWords')}</Note>}
    </Shell>
  )
}
