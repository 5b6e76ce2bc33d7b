import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { consentLine } from '~/domain/consults/consent-view.server'
import { threadView } from '~/domain/consults/thread.server'
import { requireActor } from '~/domain/people/session.server'
import { notFound } from '~/platform/problem'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'
import { AccessLog } from './access-log'
import { Actions } from './actions'
import { actOnRecord } from './actions.server'
import { CallDuty } from './call-duty'
import { ConsentLine } from './consent-line'
import { Details } from './details'
import { Files } from '~/ui/record/files'
import { FollowUpSection } from './follow-up'
import { Questions } from './questions'
import { RecordHead } from '~/ui/record/record-head'
import { reachView } from '~/ui/record/reach-view.server'
import { Request as RequestSection } from '~/ui/record/request'
import { Conferences, People, Papers } from './side-lists'
import { Timeline } from './timeline'
import { Pressing } from '~/ui/record/pressing'
import { pressingView } from '~/ui/record/pressing-view.server'
import { recordView } from '~/ui/record/view.server'
import { Thread } from '~/ui/thread/thread'
import { ThreadLink } from '~/ui/thread/thread-link'

export const handle = { i18n: ['consults', 'record', 'alert', 'answer', 'people', 'thread', 'files', 'camera', 'documents', 'reach', 'consent'] }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const language = await languageOf(request)
  const view = await recordView(actor, params.id ?? '', language)
  if (view.state === 'draft') throw view.may.send ? redirect(`/consults/${view.id}/compose`) : notFound()
  // The code, not the patient: titles stay in the browser's history.
  return { view, pressing: await pressingView(actor, view.id), reach: await reachView(actor, view.id), thread: await threadView(actor, view.id), consent: await consentLine(actor, view.id), title: pageTitle(translate(language), view.code ?? '') }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

export async function action({ request, params }: ActionFunctionArgs) {
  return actOnRecord(request, await requireActor(request), params.id ?? '')
}

/** A consult as a record: head, conclusions first, what was sent, what became of it; at the side what this person does next. */
export default function Record() {
  const { t } = useTranslation()
  const { view, pressing, reach, thread, consent } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  useRefresh([`consult:${view.id}`])
  return (
    // What was typed for one patient never stands in the forms of another.
    <Shell key={view.id} place="consults" look="record">
      <RecordHead view={view} />
      <Pressing consultId={view.id} pressing={pressing} />
      {thread ? <ThreadLink thread={thread} /> : null}
      <div className="cols">
        <nav className="toc" aria-label={t('record:toc.label')}>
          <a href="#cau-hoi">{t('record:questions.title')} <span>{view.questions.length}</span></a>
          <a href="#tom-tat">{t('record:request.title')}</a>
          <a href="#tep">{t('record:files.title')} <span>{Object.values(view.fileKinds).reduce((sum, count) => sum + count, 0)}</span></a>
          {view.patient ? <a href="#hanh-chinh">{t('record:details.title')}</a> : null}
          {view.decisions.length > 0 ? <a href="#theo-doi">{t('record:follow.title')}</a> : null}
          {thread ? <a href="#trao-doi">{t('record:toc.thread')} <span>{thread.messages.length}</span></a> : null}
          {view.ownSide ? <a href="#nhat-ky">{t('record:access.title')}</a> : null}
          <a href="#dien-bien">{t('record:timeline.title')} <span>{view.steps.length}</span></a>
        </nav>
        <div className="sheet-of-record">
          <Questions view={view} />
          <RequestSection view={view} />
          <Files view={view} />
          <Details view={view} reply={reply} />
          <FollowUpSection view={view} />
          {thread ? <Thread thread={thread} on="record" /> : null}
          <AccessLog view={view} />
        </div>
        <aside className="rail" aria-label={t('record:rail')}>
          <Actions view={view} reply={reply} />
          <CallDuty reach={reach} reply={reply} />
          <Conferences view={view} />
          <Papers view={view} />
          <ConsentLine id={view.id} line={consent} />
          <Timeline steps={view.steps} marks={reach.marks} />
          <People view={view} />
        </aside>
      </div>
    </Shell>
  )
}
