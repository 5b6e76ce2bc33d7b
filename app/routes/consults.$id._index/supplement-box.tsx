import { useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { clinicalSections, type ClinicalName, type ClinicalSection } from '~/domain/consults/clinical-fields'
import { Button } from '~/ui/button'
import { ClinicalFields } from '~/ui/clinical-fields'
import { Field } from '~/ui/field'
import { Fold } from '~/ui/fold'
import { Form } from '~/ui/form'
import { clinicalWords } from '~/ui/record/said'
import type { RecordView } from '~/ui/record/view.server'
import { TextArea } from '~/ui/text-area'
import { useHydrated } from '~/ui/use-hydrated'

const sections = ['exam', 'treatment', 'tests', 'history', 'diagnosis', 'wish'] as const satisfies readonly ClinicalSection[]
const shortest = 160

/** Clinical fields, empty: what stands there already is said beside each, so that nobody takes back what a colleague has added. */
function MoreFields({ view }: { view: RecordView }) {
  const { t } = useTranslation()
  const before = Object.fromEntries(view.said.map(({ name, values }) => {
    const value = clinicalWords(t, name, values.at(-1)?.value ?? '')
    return [name, t('record:box.supplement.before', { value: value.length > shortest ? `${value.slice(0, shortest)}…` : value })]
  })) as Partial<Record<ClinicalName, string>>
  return (
    <details className="more-fields">
      <summary>{t('record:box.supplement.clinical')}</summary>
      <p className="hint">{t('record:box.supplement.replaces')}</p>
      {sections.map((section) => (
        <Fold key={section} title={t(`consults:section.${section}`)} note={clinicalSections[section].some((name) => before[name]) ? undefined : t('consults:notSaid')}>
          <ClinicalFields section={section} values={{}} hints={before} />
        </Fold>
      ))}
    </details>
  )
}

/** Adds to the request, asked for or not. A chosen file goes up at once, so that nobody sends the text and leaves the file behind. */
export function SupplementBox({ view, reply }: { view: RecordView; reply: unknown }) {
  const { t } = useTranslation()
  const hydrated = useHydrated()
  const uploading = useNavigation().formAction?.includes('/files') ?? false
  const asked = view.state === 'awaitingSupplement' ? view.steps.find(({ action }) => action === 'askForMore') : undefined
  const waiting = view.files.filter(({ requestVersion }) => requestVersion === null)
  return (
    <>
      {asked?.note ? <blockquote className="told asked"><b>{asked.by.name}:</b> {asked.note}</blockquote> : <p className="hint">{t('record:box.supplement.lead')}</p>}
      <Form intent="upload" action={`/consults/${view.id}/files`} encType="multipart/form-data">
        <Field type="file" name="files" label={t('record:box.supplement.files')} hint={t('record:box.supplement.filesHint')} accept="image/jpeg,image/png,application/pdf" multiple optional onInput={(event) => event.currentTarget.form?.requestSubmit()} />
        {hydrated ? <p className="hint" role="status">{uploading ? t('record:box.supplement.uploading') : null}</p> : <Button>{t('record:box.supplement.upload')}</Button>}
        {waiting.length > 0 ? <p className="hint">{t('record:box.supplement.waiting', { count: waiting.length })}</p> : null}
      </Form>
      <Form intent="supplement" reply={reply}>
        <TextArea name="text" label={t('record:box.supplement.text')} rows={5} />
        <TextArea name="questions" path="questions.0" label={t('record:box.supplement.question')} rows={2} optional />
        <TextArea name="questions" path="questions.1" label={t('record:box.supplement.another')} rows={2} optional />
        <MoreFields view={view} />
        <Button kind="go">{t('record:box.supplement.do')}</Button>
      </Form>
    </>
  )
}
