import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { allow } from '~/domain/audit/allow'
import { makeCameraCode } from '~/domain/consults/camera-code.server'
import { closeCamera } from '~/domain/consults/camera-pass.server'
import { mayConsult } from '~/domain/consults/policy'
import { scopeOf } from '~/domain/consults/queries.server'
import { photoKinds } from '~/domain/consults/uploads'
import { requireActor } from '~/domain/people/session.server'
import { bodyOf } from '~/platform/http/submit.server'
import { Problem } from '~/platform/problem'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { z } from '~/platform/zod'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { CodePicture } from '~/ui/files/code-picture'
import { Form } from '~/ui/form'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'

export const handle = { i18n: ['camera', 'consults'] }

export async function loader({ request, params: { id = '' } }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const scope = await scopeOf(actor, id)
  allow(mayConsult.addFile(actor, scope) || mayConsult.collectConsent(actor, scope))
  const t = translate(await languageOf(request))
  const { data: kind = 'film' } = z.enum(photoKinds).safeParse(new URL(request.url).searchParams.get('kind'))
  return { id: scope.id, kind, back: scope.state === 'draft' ? `/consults/${id}/compose` : `/consults/${id}`, title: pageTitle(t, t('camera:pageTitle')) }
}

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [{ title: found?.title }]

/** The code comes with the answer itself, not with an address one could come back to: its token is kept nowhere. */
export async function action({ request, params: { id = '' } }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const scope = await scopeOf(actor, id)
  allow(mayConsult.addFile(actor, scope) || mayConsult.collectConsent(actor, scope))
  const form = await bodyOf(request)
  const { data: kind = 'other' } = z.enum(photoKinds).safeParse(form.get('kind'))
  const { success: closing, data: passId } = z.uuid().safeParse(form.get('passId'))
  const headers = { 'Cache-Control': 'no-store' }
  try {
    if (closing) await closeCamera(actor, { consultId: scope.id, passId })
    return data({ code: closing ? null : await makeCameraCode(actor, { consultId: scope.id, kind }), closed: closing, problem: null }, { headers })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return data({ code: null, closed: false, problem: { key: error.key, params: error.params } }, { status: 422, headers })
  }
}

/** For browsers without JavaScript: the code as a page of its own. */
export default function CameraPage() {
  const { t } = useTranslation()
  const { kind, back } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const code = answer?.code
  return (
    <Shell place="consults">
      <h1>{t('camera:pageTitle')}</h1>
      {answer?.problem ? <Note tone="late">{t(answer.problem.key, answer.problem.params)}</Note> : null}
      {answer?.closed ? <Note tone="done">{t('camera:closed')}</Note> : null}
      {code ? <><CodePicture code={code} /><Form intent="close"><input type="hidden" name="passId" value={code.passId} /><Button>{t('camera:close')}</Button></Form></> : null}
      {code ? null : (
        <Form intent="open">
          <Choice name="kind" legend={t('camera:what')} defaultValue={kind} options={photoKinds.map((value) => ({ value, label: t(`camera:kind.${value}`) }))} />
          <Button kind="go" icon="phone">{t(answer ? 'camera:again' : 'camera:make')}</Button>
        </Form>
      )}
      <p className="mt-4"><a href={back}>{t('camera:backToRequest')}</a></p>
    </Shell>
  )
}
