import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { axes, fewest, marks } from '~/domain/schedule/feedback'
import { feedbackPage, type FeedbackView } from '~/domain/schedule/feedback-page.server'
import * as schema from '~/domain/schedule/feedback-schema'
import { giveFeedback } from '~/domain/schedule/give-feedback.server'
import { formatDateTime } from '~/platform/dates'
import { flash } from '~/platform/http/flash.server'
import { idOf } from '~/platform/http/id-of'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Form } from '~/ui/form'
import { Icon } from '~/ui/icon'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { FeedbackResults } from '~/ui/schedule/feedback-results'
import { Section } from '~/ui/section'
import { Shell } from '~/ui/shell'
import { TextArea } from '~/ui/text-area'

export const handle = { i18n: ['schedule'] }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const view = await feedbackPage(await requireActor(request), idOf(params.id))
  const t = translate(await languageOf(request))
  return { view, title: pageTitle(t, t('schedule:feedback.title')) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const reply = await submit(request, await requireActor(request), { give: verb(schema.giveFeedback, giveFeedback, { given: { conferenceId: idOf(params.id) } }) })
  if (reply instanceof Response) reply.headers.append('Set-Cookie', await flash('shell:saved'))
  return reply
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

function GiveForm({ view: { own, until }, reply }: { view: FeedbackView; reply: unknown }) {
  const { t } = useTranslation()
  return (
    <Form intent="give" reply={reply} className="max-w-160">
      {axes.map((axis) => (
        <Choice key={axis} name={axis} legend={t(`schedule:feedback.question.${axis}`)} optional className="rating" defaultValue={String(own?.[axis] ?? '')}
          options={[...marks.map((mark) => ({ value: String(mark), label: String(mark) })), { value: '', label: t('schedule:feedback.leave') }]} />
      ))}
      <TextArea name="note" label={t('schedule:feedback.note')} hint={t('schedule:feedback.noteHint')} maxLength={2000} rows={3} optional defaultValue={own?.note ?? ''} />
      <div className="btns"><Button kind="go">{t(own ? 'schedule:feedback.change' : 'schedule:feedback.send')}</Button></div>
      {until ? <p className="hint">{t('schedule:feedback.until', { time: formatDateTime(until) })}</p> : null}
    </Form>
  )
}

/** How a conference was, said once by everybody who sat in it, and read together by those who run it. */
export default function Feedback() {
  const { t } = useTranslation()
  const { view } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Shell place="schedule">
      {view.give ? <p className="crumb"><Link to={`/conferences/${view.conferenceId}`} prefetch="none">{t('schedule:feedback.about', { time: formatDateTime(view.startsAt) })}</Link><Icon name="go" small /></p> : null}
      <h1>{t('schedule:feedback.title')}</h1>
      <p className="meta">{[view.title, t('schedule:feedback.about', { time: formatDateTime(view.startsAt) })].filter(Boolean).join(', ')}</p>
      {view.give ? <><p className="max-w-text">{t('schedule:feedback.lead', { fewest })}</p>{view.fixed ? <Note icon="done">{t('schedule:feedback.fixed')}</Note> : <GiveForm view={view} reply={reply} />}</> : null}
      {view.read ? (
        <Section title={t('schedule:feedback.results')} note={t('schedule:feedback.answered', { answered: view.answered, asked: view.asked })}>
          {view.results ? <FeedbackResults results={view.results} /> : <p className="hint">{t('schedule:feedback.tooFew', { answered: view.answered, fewest })}</p>}
          {view.notes.length > 0 ? <><h3>{t('schedule:feedback.notes')}</h3><ul className="answers">{view.notes.map((note) => <li key={note}><p className="whitespace-pre-wrap">{note}</p></li>)}</ul></> : null}
        </Section>
      ) : null}
    </Shell>
  )
}
