import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as schema from '~/domain/consults/alert-schema'
import { alertPage } from '~/domain/consults/alert-view.server'
import { markAlert } from '~/domain/consults/mark-alert.server'
import { requireActor } from '~/domain/people/session.server'
import { endAlert, joinAlert } from '~/domain/rooms/alert-room.server'
import { idOf } from '~/platform/http/id-of'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { z } from '~/platform/zod'
import { useRefresh } from '~/sockets/use-refresh'
import { Icon } from '~/ui/icon'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'
import { Deeds } from './deeds'
import { MarkLine } from './mark-line'
import { Phones } from './phones'

export const handle = { i18n: ['alert', 'consults', 'record'] }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const language = await languageOf(request)
  const page = await alertPage(actor, idOf(params.id))
  const t = translate(language)
  return { ...page, specialty: page.consult.specialty[language], title: pageTitle(t, `${t('alert:title')} ${page.consult.code}`) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const given = { given: { consultId: idOf(params.id) } }
  return submit(request, await requireActor(request), {
    join: verb(z.object({ consultId: z.uuid() }), joinAlert, { ...given, next: ({ conferenceId }) => `/conferences/${conferenceId}/room` }),
    mark: verb(schema.markAlert, markAlert, given),
    end: verb(schema.endAlert, endAlert, given),
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** A red alert while it runs and afterwards: how long, its marks, whom to telephone, its room. */
export default function Alert() {
  const { t } = useTranslation()
  const page = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  useRefresh([`consult:${page.consult.id}`])
  const ended = page.endedAt !== null
  return (
    <Shell place="consults">
      <p className="crumb"><Link to={`/consults/${page.consult.id}`} prefetch="none">{page.consult.code}</Link><Icon name="go" small />{t('alert:title')}</p>
      <h1>{t('alert:title')}</h1>
      <p>{t('alert:lead', { code: page.consult.code, specialty: page.specialty, from: page.requesting?.shortName ?? '', to: page.supporting?.shortName ?? '' })}</p>
      <MarkLine page={page} />
      {ended ? <section className="sec"><header><h2>{t('alert:summary')}</h2></header><p className="told">{page.summary}</p></section> : null}
      <div className="alert-cols">
        {ended ? null : <Phones page={page} />}
        <Deeds page={page} reply={reply} />
      </div>
      <p><Link to={`/consults/${page.consult.id}`} prefetch="none">{t('alert:record')}</Link></p>
    </Shell>
  )
}
