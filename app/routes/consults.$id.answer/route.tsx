import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { confirmOpinion, correctOpinion } from '~/domain/consults/confirm-opinion.server'
import { giveOpinion } from '~/domain/consults/give-opinion.server'
import { saveOpinion } from '~/domain/consults/save-opinion.server'
import * as schema from '~/domain/consults/schema'
import { requireActor } from '~/domain/people/session.server'
import { flash } from '~/platform/http/flash.server'
import { uuid } from '~/platform/http/form'
import { bodyOf, submit, verb } from '~/platform/http/submit.server'
import { notFound } from '~/platform/problem'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useStill } from '~/sockets/still'
import { Icon } from '~/ui/icon'
import { LevelMark } from '~/ui/level-mark'
import { pageTitle } from '~/ui/page-title'
import { patientWords } from '~/ui/patient-words'
import { Files } from '~/ui/record/files'
import { Request as RequestSection } from '~/ui/record/request'
import { Shell } from '~/ui/shell'
import { AnswerForm, CorrectionForm } from './answer-form'
import { answerView } from './answer-view.server'

export const handle = { i18n: ['consults', 'record', 'answer', 'people', 'autosave', 'files'] }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const language = await languageOf(request)
  const found = await answerView(actor, params.id ?? '', language, new URL(request.url).searchParams.get('as') === 'opinion')
  const t = translate(language)
  return { ...found, title: pageTitle(t, t('record:answer.title', { code: found.view.code ?? '' })) }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

export async function action({ request, params: { id = '' } }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  if (!uuid.safeParse(id).success) throw notFound()
  const given = { consultId: id }
  const body = await bodyOf(request)
  const toRecord = { given, next: () => `/consults/${id}` }
  const reply = await submit(request, actor, {
    save: verb(schema.saveOpinion, saveOpinion, { given }),
    confirm: verb(schema.confirmOpinion, confirmOpinion, toRecord),
    opine: verb(schema.giveOpinion, giveOpinion, toRecord),
    correct: verb(schema.correctOpinion, correctOpinion, toRecord),
  }, body)
  if (reply instanceof Response) reply.headers.append('Set-Cookie', await flash(`record:done.${String(body.get('intent'))}`))
  return reply
}

/** The specialist's answer, with the request beside it. */
export default function Answer() {
  const { t } = useTranslation()
  const { view, questions, written, mode, revising } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  useStill()
  const Writing = mode === 'correct' ? CorrectionForm : AnswerForm
  return (
    <Shell key={view.id} place="consults" look="record">
      <p className="crumb"><Link to={`/consults/${view.id}`} prefetch="none">{t('record:answer.back')}</Link><Icon name="go" small /><b>{view.code}</b>{view.level ? <LevelMark level={view.level} /> : null}<span>{view.specialty}</span></p>
      <h1>{t(mode === 'correct' ? 'record:answer.correcting' : mode === 'answer' ? 'record:answer.heading' : `answer:heading.${mode}`)}</h1>
      <p className="about">{view.patient?.name ? <><b>{view.patient.name}</b>, </> : null}{patientWords(t, view)}{view.patient?.diagnosis ? `, ${view.patient.diagnosis}` : null}</p>
      <div className="beside">
        <div className="asked-for"><RequestSection view={view} /><Files view={view} /></div>
        <div className="written"><Writing key={mode} view={view} questions={questions} written={written} mode={mode} revising={revising} reply={reply} /></div>
      </div>
    </Shell>
  )
}
