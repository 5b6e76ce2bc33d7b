import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { conferencePage } from '~/domain/rooms/conference-page.server'
import { confirmAsChair, confirmAsScribe } from '~/domain/rooms/confirm-minutes.server'
import { saveMinutes } from '~/domain/rooms/save-minutes.server'
import * as rooms from '~/domain/rooms/schema'
import { openConference } from '~/domain/schedule/open-conference.server'
import { recordNotHeld } from '~/domain/schedule/record-not-held.server'
import * as schedule from '~/domain/schedule/schema'
import { idOf } from '~/platform/http/id-of'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'
import { Deeds } from './deeds'
import { Minutes } from './minutes'
import { Overview } from './overview'

export const handle = { i18n: ['schedule', 'rooms', 'consults', 'people'] }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const page = await conferencePage(actor, idOf(params.id))
  const t = translate(await languageOf(request))
  return { ...page, title: pageTitle(t, t('schedule:page.title', { code: page.consult.code })) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const given = { conferenceId: idOf(params.id) }
  return submit(request, actor, {
    open: verb(schedule.openConference, openConference, { given, next: ({ conferenceId }) => `/conferences/${conferenceId}/room` }),
    notHeld: verb(schedule.recordNotHeld, recordNotHeld, { given }),
    save: verb(rooms.saveMinutes, saveMinutes, { given }),
    confirmAsScribe: verb(rooms.confirmMinutes, confirmAsScribe, { given }),
    confirmAsChair: verb(rooms.confirmMinutes, confirmAsChair, { given }),
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

export default function Conference() {
  const { t } = useTranslation()
  const page = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  useRefresh([`conference:${page.conference.id}`])
  return (
    <Shell place="consults">
      <h1>{t('schedule:page.title', { code: page.consult.code })}</h1>
      <p><Link to={`/consults/${page.consult.id}`} prefetch="none">{t('schedule:arrange.consult', { code: page.consult.code })}</Link></p>
      <Deeds page={page} reply={reply} />
      <Overview page={page} />
      {page.minutes ? <Minutes page={page} minutes={page.minutes} reply={reply} /> : null}
    </Shell>
  )
}
