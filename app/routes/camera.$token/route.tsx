import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { acceptWith, phoneView, takePhotos } from '~/domain/consults/camera-photos.server'
import { passByToken } from '~/domain/consults/camera-pass.server'
import { formatTime } from '~/platform/dates'
import { complaintOf, type Complaint } from '~/platform/http/form'
import { readUpload } from '~/platform/http/upload.server'
import { Problem } from '~/platform/problem'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { Frame } from '~/ui/frame'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Sender } from './sender'

export const handle = { i18n: ['camera', 'files', 'consults', 'documents'] }

/** Who holds the code may add pictures and see which of theirs arrived; nothing of the patient, the consult or the people. */
export async function loader({ request, params: { token = '' } }: LoaderFunctionArgs) {
  const t = translate(await languageOf(request))
  const pass = await passByToken(token)
  const title = pageTitle(t, t('camera:phone.title'))
  if (!pass) return data({ view: null, title }, { status: 404 })
  const view = await phoneView(pass)
  return data({ view, title }, { status: view.state === 'open' ? 200 : 410 })
}

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [{ title: found?.title }, { name: 'robots', content: 'noindex' }]

/** Photographs that come with the form, where there is no JavaScript. */
export async function action({ request, params: { token = '' } }: ActionFunctionArgs) {
  const pass = await passByToken(token)
  if (!pass) throw data(null, { status: 404 })
  const { files, problems: refused } = await readUpload(request, (bytes, name) => acceptWith(pass, bytes, name))
  const problems = refused.map(({ problem }) => complaintOf(problem))
  let sent = 0
  try {
    if (files.length > 0) sent = await takePhotos(pass, files)
    else if (problems.length === 0) throw new Problem('camera:problem.none')
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    problems.push(complaintOf(error))
  }
  return data({ sent, problems }, { status: problems.length > 0 ? 422 : 200 })
}

export default function CameraPage() {
  const { t } = useTranslation()
  const { view } = useLoaderData<typeof loader>()
  const told = useActionData<{ sent: number; problems: Complaint[] }>()
  return (
    <Frame>
      <h1>{t('camera:phone.title')}</h1>
      {view === null ? <Note tone="late" title={t('camera:unknown.title')}>{t('camera:unknown.text')}</Note> : null}
      {view && view.state !== 'open' ? <Note tone="late" title={t(`camera:ended.${view.state}.title`)}>{t(`camera:ended.${view.state}.text`)}</Note> : null}
      {view ? <p>{view.code ? t('camera:phone.for', { code: view.code }) : t('camera:phone.forDraft')} <b>{t(`camera:kind.${view.kind}`)}.</b></p> : null}
      {told && told.sent > 0 ? <Note tone="done" title={t('camera:phone.sent', { count: told.sent })}>{t('camera:phone.seeOnComputer')}</Note> : null}
      {told?.problems.map(({ key, params }) => <Note tone="late" key={key}>{t(key, params)}</Note>)}
      {view?.state === 'open' ? <><p className="meta">{t('camera:phone.until', { time: formatTime(view.expiresAt) })}</p><Sender arrived={view.arrived} /></> : null}
    </Frame>
  )
}
