import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { enterBacklogPage } from '~/domain/schedule/backlog-page.server'
import { enterBacklog } from '~/domain/schedule/enter-backlog.server'
import * as schema from '~/domain/schedule/series-schema'
import { idOf } from '~/platform/http/id-of'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Button, ButtonLink } from '~/ui/button'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Icon } from '~/ui/icon'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Select } from '~/ui/select'
import { Shell } from '~/ui/shell'
import { TextArea } from '~/ui/text-area'

export const handle = { i18n: ['schedule', 'consults'] }

const consultIn = (request: Request): string => idOf(new URL(request.url).searchParams.get('consult') ?? undefined)

export async function loader({ request }: LoaderFunctionArgs) {
  const page = await enterBacklogPage(await requireActor(request), consultIn(request))
  const t = translate(await languageOf(request))
  return { ...page, title: pageTitle(t, t('schedule:backlog.enterOf', { code: page.consult.code })) }
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const consultId = consultIn(request)
  return submit(request, actor, { enter: verb(schema.enterBacklog, enterBacklog, { given: { consultId }, next: () => '/schedule/backlog' }) })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** An accepted consult is put among those that wait for a conference. */
export default function EnterBacklog() {
  const { t } = useTranslation()
  const { consult, series, usual, possible, waits } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  useRefresh([`consult:${consult.id}`])
  return (
    <Shell place="schedule">
      <p className="crumb"><Link to={`/consults/${consult.id}`} prefetch="none">{consult.code}</Link><Icon name="go" small /></p>
      <h1>{t('schedule:backlog.enterOf', { code: consult.code })}</h1>
      {waits ? <Note title={t('schedule:backlog.inAlready')}><ButtonLink to="/schedule/backlog" kind="bare">{t('schedule:backlog.toList')}</ButtonLink></Note> : !possible ? <Note tone="soon" title={t('schedule:backlog.notNow')}>{t('schedule:backlog.notNowWords')}</Note> : (
        <Form intent="enter" reply={reply} className="max-w-160">
          <Select name="seriesId" label={t('schedule:backlog.whichSeries')} empty={t('schedule:backlog.anyConference')} optional options={series.map(({ id, name }) => ({ value: id, label: name }))} />
          <Field name="minutes" label={t('schedule:backlog.enterMinutes')} inputMode="numeric" width="short" defaultValue={String(usual)} />
          <TextArea name="note" label={t('schedule:backlog.note')} hint={t('schedule:backlog.noteHint')} maxLength={500} rows={2} optional />
          <div className="btns"><Button kind="go">{t('schedule:backlog.enter')}</Button></div>
        </Form>
      )}
    </Shell>
  )
}
