import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { arrangePage } from '~/domain/schedule/arrange-page.server'
import { mostConsults } from '~/domain/schedule/limits'
import { idOf } from '~/platform/http/id-of'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { Icon } from '~/ui/icon'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'
import { useLast } from '~/ui/use-last'
import { ArrangeForm } from '../consults.$id.conference/arrange-form'
import { arrangeAction, type ArrangeReply } from '../consults.$id.conference/arrange.server'

export const handle = { i18n: ['schedule', 'consults'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const consultIds = [...new Set(new URL(request.url).searchParams.getAll('consult').map(idOf))].slice(0, mostConsults)
  const t = translate(await languageOf(request))
  return { page: await arrangePage(actor, { consultIds }), title: pageTitle(t, t('schedule:new.title')) }
}

export const action = async ({ request }: ActionFunctionArgs) => arrangeAction(request, await requireActor(request))

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** A conference begun without a consult before one's eyes: its agenda is chosen here, or later from a draft. */
export default function NewConference() {
  const { t } = useTranslation()
  const { page } = useLoaderData<typeof loader>()
  const reply = useLast(useActionData<typeof action>() as ArrangeReply | undefined)
  return (
    <Shell place="schedule" look="record">
      <p className="crumb"><Link to="/schedule" prefetch="none">{t('schedule:calendar.title')}</Link><Icon name="go" small /></p>
      <h1 className="mt-1 mb-4">{t('schedule:new.title')}</h1>
      <ArrangeForm page={reply?.page ?? page} reply={reply} suggestions={reply?.suggestions} />
    </Shell>
  )
}
