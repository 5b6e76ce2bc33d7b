import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as consent from '~/domain/consults/consent'
import { collectConsent, withdrawConsent } from '~/domain/consults/consent.server'
import { consentView } from '~/domain/consults/consent-view.server'
import { requireActor } from '~/domain/people/session.server'
import { flash } from '~/platform/http/flash.server'
import { uuid } from '~/platform/http/form'
import { bodyOf, submit, verb } from '~/platform/http/submit.server'
import { notFound } from '~/platform/problem'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Icon } from '~/ui/icon'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Section } from '~/ui/section'
import { Shell } from '~/ui/shell'
import { CollectForm } from './collect-form'
import { ConsentLog } from './consent-log'
import { Sheet } from './sheet'
import { Withdrawal } from './withdrawal'

export const handle = { i18n: ['consent', 'consults', 'camera'] }

export async function loader({ request, params: { id = '' } }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const view = await consentView(actor, id)
  const t = translate(await languageOf(request))
  return { view, title: pageTitle(t, t('consent:title')) }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

export async function action({ request, params: { id = '' } }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  if (!uuid.safeParse(id).success) throw notFound()
  const body = await bodyOf(request)
  const given = { given: { consultId: id } }
  const reply = await submit(request, actor, {
    collect: verb(consent.collectConsent, collectConsent, given),
    withdraw: verb(consent.withdrawConsent, withdrawConsent, given),
  }, body)
  if (reply instanceof Response) reply.headers.append('Set-Cookie', await flash(`consent:done.${String(body.get('intent'))}`))
  return reply
}

const tones = { given: 'done', emergency: 'soon', withdrawn: 'late', none: 'rest' } as const

/** Who agreed that the patient's data leave the hospital: the sheet, its photograph, each entry, and the way back. */
export default function Consent() {
  const { t } = useTranslation()
  const { view } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  useRefresh([`consult:${view.id}`])
  const standing = view.standing ?? 'none'
  const draft = view.state === 'draft'
  return (
    <Shell place="consults" look="record">
      <p className="crumb"><Link to={draft ? `/consults/${view.id}/compose` : `/consults/${view.id}`} prefetch="none">{t('consent:back')}</Link><Icon name="go" small /><b>{view.code}</b></p>
      <h1>{t('consent:title')}</h1>
      <p className="meta">{t('consent:lead')}</p>
      <div className="consent-standing"><Note tone={tones[standing]}><p><b>{t(`consent:standing.${standing}`)}</b>{standing === 'emergency' ? ` ${t('consent:standing.owed')}` : null}</p><p>{t(`consent:age.${view.signer}`)}</p></Note></div>
      <div className="consent">
        <div>
          <Sheet view={view} />
          {view.rows.length > 0 ? <Section title={t('consent:log.title')}><ConsentLog view={view} /></Section> : null}
        </div>
        <div>
          {view.may.collect ? <CollectForm view={view} reply={reply} /> : null}
          {view.may.withdraw ? <Withdrawal view={view} reply={reply} /> : null}
        </div>
      </div>
    </Shell>
  )
}
