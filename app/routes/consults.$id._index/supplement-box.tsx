import { useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { TextArea } from '~/ui/text-area'
import { useHydrated } from '~/ui/use-hydrated'
import type { RecordView } from '~/ui/record/view.server'

/** Answers what the coordinator asked for. A chosen file goes up at once, so that nobody sends the text and leaves the file behind. */
export function SupplementBox({ view, reply }: { view: RecordView; reply: unknown }) {
  const { t } = useTranslation()
  const hydrated = useHydrated()
  const uploading = useNavigation().formAction?.includes('/files') ?? false
  const asked = view.steps.find(({ action }) => action === 'askForMore')
  const waiting = view.files.filter(({ requestVersion }) => requestVersion === null)
  return (
    <>
      {asked?.note ? <blockquote className="told asked"><b>{asked.by.name}:</b> {asked.note}</blockquote> : null}
      <Form intent="upload" action={`/consults/${view.id}/files`} encType="multipart/form-data">
        <Field type="file" name="files" label={t('record:box.supplement.files')} hint={t('record:box.supplement.filesHint')} accept="image/jpeg,image/png,application/pdf" multiple optional onInput={(event) => event.currentTarget.form?.requestSubmit()} />
        {hydrated ? <p className="hint" role="status">{uploading ? t('record:box.supplement.uploading') : null}</p> : <Button>{t('record:box.supplement.upload')}</Button>}
        {waiting.length > 0 ? <p className="hint">{t('record:box.supplement.waiting', { count: waiting.length })}</p> : null}
      </Form>
      <Form intent="supplement" reply={reply}>
        <TextArea name="text" label={t('record:box.supplement.text')} rows={5} />
        <TextArea name="questions" path="questions.0" label={t('record:box.supplement.question')} rows={2} optional />
        <TextArea name="questions" path="questions.1" label={t('record:box.supplement.another')} rows={2} optional />
        <Button kind="go">{t('record:box.supplement.do')}</Button>
      </Form>
    </>
  )
}
