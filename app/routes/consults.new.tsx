import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { allow } from '~/domain/audit/allow'
import { createDraft } from '~/domain/consults/create-draft.server'
import { mayConsult } from '~/domain/consults/policy'
import * as schema from '~/domain/consults/schema'
import { requireActor } from '~/domain/people/session.server'
import { bodyOf, submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { Button } from '~/ui/button'
import { Form } from '~/ui/form'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'

export const handle = { i18n: ['compose', 'consults'] }

export async function loader({ request }: LoaderFunctionArgs) {
  allow(mayConsult.create(await requireActor(request)))
  const t = translate(await languageOf(request))
  return { title: pageTitle(t, t('compose:title')) }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** Begins a draft and goes on to write it; buttons of other pages post here as well. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const form = await bodyOf(request)
  form.set('intent', 'createDraft')
  return submit(request, actor, { createDraft: verb(schema.createDraft, createDraft, { next: ({ consultId }) => `/consults/${consultId}/compose` }) }, form)
}

export default function NewConsult() {
  const { t } = useTranslation()
  const reply = useActionData<typeof action>()
  return (
    <Shell place="consults">
      <h1>{t('compose:title')}</h1>
      <p className="mt-2">{t('compose:new.lead')}</p>
      <Form intent="createDraft" reply={reply} className="mt-6"><Button kind="go" icon="plus">{t('compose:new.go')}</Button></Form>
    </Shell>
  )
}
