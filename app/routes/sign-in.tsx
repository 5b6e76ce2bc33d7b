import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { browserCookieFor } from '~/domain/people/cookies'
import { cookieFor } from '~/domain/people/lucia.server'
import { actorIfAny } from '~/domain/people/session.server'
import { signIn } from '~/domain/people/sign-in.server'
import { dropsCookies, safeNext } from '~/domain/people/visit'
import { visitorOf } from '~/domain/people/visitor.server'
import { env } from '~/platform/env.server'
import { complaintOf, echo, type Reply } from '~/platform/http/form'
import { bodyOf } from '~/platform/http/submit.server'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { Button } from '~/ui/button'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Frame } from '~/ui/frame'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'

export const handle = { i18n: ['people'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const { searchParams, origin } = new URL(request.url)
  const next = safeNext(searchParams.get('next'))
  if (await actorIfAny(request)) throw redirect(next)
  const t = translate(await languageOf(request))
  const why = searchParams.has('ended') ? 'ended' : searchParams.has('left') ? 'left' : null
  return { title: pageTitle(t, t('people:signIn.title')), next, why, plainAt: dropsCookies(request.url, env().PUBLIC_URL) ? origin : null } as const
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await bodyOf(request)
  const typed = (name: string) => String(form.get(name) ?? '')
  try {
    const { token, browser } = await signIn(visitorOf(request, context.address), { name: typed('name'), password: typed('password') })
    const headers = new Headers()
    headers.append('Set-Cookie', cookieFor(token))
    headers.append('Set-Cookie', browserCookieFor(browser))
    return redirect(safeNext(form.get('next')), { headers })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return data<Reply>({ intent: 'signIn', problems: [complaintOf(error)], values: { ...echo(form), attempt: newId() } }, { status: 422 })
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [{ title: found?.title }]

export default function SignIn() {
  const { t } = useTranslation()
  const { next, why, plainAt } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Frame>
      <h1>{t('people:signIn.title')}</h1>
      {plainAt ? <Note tone="late" title={t('people:signIn.plainTitle')}>{t('people:signIn.plain', { origin: plainAt })}</Note> : null}
      {why && !reply ? <Note tone="rest" title={t(`people:signIn.${why}Title`)}>{t(`people:signIn.${why}`)}</Note> : null}
      <Form intent="signIn" reply={reply} className="mt-4 max-w-md">
        <input type="hidden" name="next" value={next} />
        <Field name="name" label={t('people:signIn.name')} hint={t('people:signIn.nameHint')} autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={254} />
        {/* each answer brings an empty field: a password is not kept on the page */}
        <Field key={String(reply?.values.attempt)} name="password" label={t('people:signIn.password')} type="password" autoComplete="current-password" maxLength={200} />
        <p><Button kind="go">{t('people:signIn.submit')}</Button></p>
      </Form>
      <p className="meta mt-4">{t('people:signIn.help')}</p>
    </Frame>
  )
}
