import { useTranslation } from 'react-i18next'
import { threadLimits } from '~/domain/consults/thread'
import { Button } from '../button'
import { Field } from '../field'
import { Form } from '../form'
import { KeptNote } from '../kept-note'
import { TextArea } from '../text-area'
import { useKeptDraft } from '../use-kept-draft'

/** Writes a message. What is typed waits in this browser until the server has it; sent twice it is there once. */
export function WriteForm({ place, postedTo, reply }: { place: string; postedTo: string; reply: unknown }) {
  const { t } = useTranslation()
  const kept = useKeptDraft({ formId: 'thread-form', place, itself: true })
  return (
    <>
      <KeptNote kept={kept} />
      <Form id="thread-form" intent="write" action={postedTo} encType="multipart/form-data" reply={reply} className="write" preventScrollReset>
        <TextArea name="text" label={t('thread:text')} rows={3} maxLength={threadLimits.text} />
        <p className="hint kept-here" role="status">{kept.safe ? t('thread:kept') : null}</p>
        <div className="with">
          <Field type="file" name="files" label={t('thread:files')} hint={t('thread:filesHint')} accept="image/jpeg,image/png,application/pdf" multiple optional />
          <Button kind="go" icon="chat">{t('thread:send')}</Button>
        </div>
      </Form>
    </>
  )
}
