import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { KeptNote } from '~/ui/kept-note'
import { Note } from '~/ui/note'
import { SaveStatus } from '~/ui/save-status'
import { TextArea } from '~/ui/text-area'
import { useAutosave } from '~/ui/use-autosave'
import { VersionField } from '~/ui/version-field'
import type { ReplyView } from './reply-view.server'

const dispositions = ['keep', 'transferNow', 'needMore'] as const

/** Another page wrote the same draft meanwhile: what is typed here goes on, over it, once the writer says so. */
function Stale({ view, keep }: { view: ReplyView; keep: () => void }) {
  const { t } = useTranslation()
  return <Note tone="soon"><p>{t('record:answer.stale')}</p><p className="told">{view.draft.text}</p><div className="btns"><Button type="button" onClick={keep}>{t('record:answer.keepMine')}</Button></div></Note>
}

/** Keep, transfer or more; one text; the password. Kept on the server while one types. */
export function ReplyForm({ view, reply }: { view: ReplyView; reply: unknown }) {
  const { t } = useTranslation()
  const { id, draft, questions } = view
  const autosave = useAutosave({ formId: 'reply', url: `/consults/${id}/reply/draft`, savedAt: null })
  return (
    <>
      {autosave.state === 'stale' ? <Stale view={view} keep={() => autosave.keepMine(draft.version)} /> : null}
      <KeptNote kept={autosave.kept} />
      <Form id="reply" intent="reply" also={['save']} reply={reply} className="replying">
        <VersionField version={draft.version} />
        <input type="hidden" name="kind" value={draft.kind} />
        <input type="hidden" name="requestVersion" value={view.requestVersion} />
        <Choice className="big" name="disposition" legend={t('answer:reply.disposition')} options={dispositions.map((value) => ({ value, label: t(`answer:disposition.${value}`) }))} defaultValue={draft.disposition} />
        <TextArea name="text" label={t('answer:reply.text')} hint={[questions.length > 1 ? t('answer:reply.textHint', { count: questions.length }) : '', view.several ? t('answer:reply.several', { count: view.asked }) : ''].filter(Boolean).join(' ')} rows={4} defaultValue={draft.text} />
        <SaveStatus autosave={autosave} />
        <Field type="password" name="password" label={t('answer:reply.password')} hint={t('answer:reply.passwordHint')} autoComplete="current-password" />
        <div className="btns"><Button kind="go" name="intent" value="reply">{t('answer:reply.do')}</Button><Button name="intent" value="save">{t('answer:reply.draft')}</Button></div>
      </Form>
      <p className="elsewhere"><Link to={`/consults/${id}/answer`} prefetch="none">{t('answer:reply.each')}</Link><Link to={`/consults/${id}`} prefetch="none">{t('answer:reply.record')}</Link></p>
    </>
  )
}
