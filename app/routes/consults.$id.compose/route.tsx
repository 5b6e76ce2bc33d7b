import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { draftView, scopeOf } from '~/domain/consults/queries.server'
import { requireActor } from '~/domain/people/session.server'
import { formatDateTime } from '~/platform/dates'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useStill } from '~/sockets/still'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { Form } from '~/ui/form'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'
import { compose } from './compose.server'
import { Composer } from './composer'

export const handle = { i18n: ['compose', 'consults', 'agreements', 'autosave', 'documents', 'files', 'camera'] }

export async function loader({ request, params: { id = '' } }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const { state } = await scopeOf(actor, id)
  if (state !== 'draft') throw redirect(`/consults/${id}`)
  const t = translate(await languageOf(request))
  return { title: pageTitle(t, t('compose:title')), view: await draftView(actor, id) }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

export async function action({ request, params: { id = '' } }: ActionFunctionArgs) {
  return compose(request, await requireActor(request), id)
}

export default function Compose() {
  const { t } = useTranslation()
  const { view } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const discard = reply?.intent === 'discard'
  useStill()
  return (
    <Shell place="consults">
      <h1>{t('compose:title')}</h1>
      <p className="meta">{t('compose:lead')}</p>
      {view.returned ? <Note tone="soon" title={t('compose:returned', { name: view.returned.by, time: formatDateTime(view.returned.at) })}><span className="whitespace-pre-wrap">{view.returned.note}</span></Note> : null}
      <Composer key={view.id} view={view} reply={reply} />
      <div className="mt-8">
        <Dialog title={t('compose:discard.title')} trigger={t('compose:discard.go')} kind="bare" open={discard}>
          <p>{t('compose:discard.text')}</p>
          <Form intent="discard" reply={reply} className="btns"><Button kind="stop">{t('compose:discard.confirm')}</Button></Form>
        </Dialog>
      </div>
    </Shell>
  )
}
