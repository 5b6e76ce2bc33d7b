import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { callPage } from '~/domain/rooms/call-page.server'
import { quickCall, quickCallInput } from '~/domain/rooms/quick-call.server'
import { formatTime } from '~/platform/dates'
import { idOf } from '~/platform/http/id-of'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Button, ButtonLink } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { Form } from '~/ui/form'
import { Icon } from '~/ui/icon'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'

export const handle = { i18n: ['alert', 'consults'] }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const page = await callPage(actor, idOf(params.id))
  const t = translate(await languageOf(request))
  return { ...page, title: pageTitle(t, t('alert:call.title')) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  return submit(request, await requireActor(request), {
    call: verb(quickCallInput, quickCall, { given: { consultId: idOf(params.id) }, next: ({ conferenceId }) => `/conferences/${conferenceId}/room` }),
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** Whom to call, each with a room and with a telephone number. */
export default function Call() {
  const { t } = useTranslation()
  const { consult, people, open } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  useRefresh([`consult:${consult.id}`])
  return (
    <Shell place="consults">
      <p className="crumb"><Link to={`/consults/${consult.id}`} prefetch="none">{consult.code}</Link><Icon name="go" small />{t('alert:call.title')}</p>
      <h1>{t('alert:call.title')}</h1>
      <p>{t('alert:call.lead')}</p>
      {open ? <p className="note is-live"><Icon name="live" /><span>{t('alert:call.open')} <ButtonLink kind="go" to={`/conferences/${open}/room`}>{t('alert:call.enter')}</ButtonLink></span></p> : null}
      {people.length === 0 ? <Empty title={t('alert:call.title')}><p>{t('alert:call.nobody')}</p></Empty> : null}
      <ul className="phones">
        {people.map(({ personId, name, telephone, as, busyUntil }) => (
          <li key={personId}>
            <span><b>{name}</b><small>{t(`alert:call.role.${as}`)}{busyUntil ? `, ${t('alert:phones.busy', { time: formatTime(busyUntil) })}` : ''}</small></span>
            <span className="btns">
              {telephone ? <a className="btn" href={`tel:${telephone.replace(/[^\d+]/g, '')}`}><Icon name="phone" />{telephone}</a> : null}
              <Form intent="call" reply={reply} className="inline"><input type="hidden" name="personId" value={personId} /><Button kind="go">{t('alert:call.go', { name })}</Button></Form>
            </span>
          </li>
        ))}
      </ul>
    </Shell>
  )
}
