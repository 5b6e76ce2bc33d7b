import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { replyToConsult } from '~/domain/consults/reply.server'
import { saveReply } from '~/domain/consults/save-opinion.server'
import * as schema from '~/domain/consults/schema'
import { takeOnConsult } from '~/domain/consults/take-on.server'
import { requireActor } from '~/domain/people/session.server'
import { flash } from '~/platform/http/flash.server'
import { uuid } from '~/platform/http/form'
import { bodyOf, submit, verb } from '~/platform/http/submit.server'
import { notFound } from '~/platform/problem'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useStill } from '~/sockets/still'
import { Button } from '~/ui/button'
import { Form } from '~/ui/form'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'
import { KeyFacts } from './key-facts'
import { ReplyForm } from './reply-form'
import { replyView } from './reply-view.server'

export const handle = { i18n: ['consults', 'record', 'answer', 'people', 'autosave'] }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const language = await languageOf(request)
  const view = await replyView(actor, params.id ?? '', language, request)
  const t = translate(language)
  return { view, title: pageTitle(t, t('answer:reply.title', { code: view.code ?? '' })) }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

export async function action({ request, params: { id = '' } }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  if (!uuid.safeParse(id).success) throw notFound()
  const given = { consultId: id }
  const body = await bodyOf(request)
  const reply = await submit(request, actor, {
    takeOn: verb(schema.takeOnConsult, takeOnConsult, { given }),
    save: verb(schema.saveReply, saveReply, { given }),
    reply: verb(schema.replyToConsult, replyToConsult, { given, next: () => `/consults/${id}` }),
  }, body)
  const done = body.get('intent') === 'reply' && body.get('disposition') === 'needMore' ? 'needMore' : String(body.get('intent'))
  if (reply instanceof Response) reply.headers.append('Set-Cookie', await flash(`record:done.${done}`))
  return reply
}

/** A consult on one screen of a phone, and its answer in three taps and a text. */
export default function ReplyPage() {
  const { t } = useTranslation()
  const { view } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  useStill()
  return (
    <Shell key={view.id} place="consults" look="record">
      <div className="reply">
        <KeyFacts view={view} />
        {view.answers ? <ReplyForm view={view} reply={reply} /> : (
          <>
            <Form intent="takeOn" reply={reply}><p>{t('answer:reply.takeOnText')}</p><Button kind="go">{t('answer:reply.takeOn')}</Button></Form>
            <p className="elsewhere"><Link to={`/consults/${view.id}`} prefetch="none">{t('answer:reply.record')}</Link></p>
          </>
        )}
      </div>
    </Shell>
  )
}
