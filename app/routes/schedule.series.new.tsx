import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { makeSeries } from '~/domain/schedule/keep-series.server'
import { seriesForm } from '~/domain/schedule/series-page.server'
import * as schema from '~/domain/schedule/series-schema'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { Button } from '~/ui/button'
import { Form } from '~/ui/form'
import { Icon } from '~/ui/icon'
import { pageTitle } from '~/ui/page-title'
import { SeriesFields } from '~/ui/schedule/series-fields'
import { Shell } from '~/ui/shell'

export const handle = { i18n: ['schedule'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const t = translate(await languageOf(request))
  return { form: await seriesForm(actor), title: pageTitle(t, t('schedule:series.new')) }
}

export async function action({ request }: ActionFunctionArgs) {
  return submit(request, await requireActor(request), { make: verb(schema.makeSeries, makeSeries, { next: ({ seriesId }) => `/schedule/series/${seriesId}` }) })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** A weekly conference is set up once; its next dates are prepared from then on. */
export default function NewSeries() {
  const { t } = useTranslation()
  const { form } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Shell place="schedule">
      <p className="crumb"><Link to="/schedule/series" prefetch="none">{t('schedule:series.title')}</Link><Icon name="go" small /></p>
      <h1>{t('schedule:series.new')}</h1>
      <p className="meta max-w-text">{t('schedule:series.noneWords')}</p>
      <Form intent="make" reply={reply} className="max-w-160"><SeriesFields form={form} /><div className="btns mt-6"><Button kind="go">{t('schedule:series.make')}</Button></div></Form>
    </Shell>
  )
}
