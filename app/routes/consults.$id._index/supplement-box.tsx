import { useTranslation } from 'react-i18next'
import { clinicalSections, type ClinicalName, type ClinicalSection } from '~/domain/consults/clinical-fields'
import { valueWords } from '~/domain/consults/clinical-words'
import { Button } from '~/ui/button'
import { ClinicalFields } from '~/ui/clinical-fields'
import { CameraCode } from '~/ui/files/camera-code'
import { Uploader } from '~/ui/files/uploader'
import { Fold } from '~/ui/fold'
import { Form } from '~/ui/form'
import type { RecordView } from '~/ui/record/view.server'
import { TextArea } from '~/ui/text-area'

const sections = ['exam', 'treatment', 'tests', 'history', 'diagnosis', 'wish'] as const satisfies readonly ClinicalSection[]
const shortest = 160

/** Clinical fields, empty: what stands there already is said beside each, so that nobody takes back what a colleague has added. */
function MoreFields({ view }: { view: RecordView }) {
  const { t } = useTranslation()
  const before = Object.fromEntries(view.said.map(({ name, values }) => {
    const value = valueWords(t, name, values.at(-1)?.value ?? '')
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
  const asked = view.state === 'awaitingSupplement' ? view.steps.find(({ action }) => action === 'askForMore') : view.needed
  const waiting = view.files.filter(({ requestVersion, kind }) => requestVersion === null && kind !== 'consent')
  return (
    <>
      {asked?.note ? <blockquote className="told asked"><b>{asked.by.name}:</b> {asked.note}</blockquote> : <p className="hint">{t('record:box.supplement.lead')}</p>}
      <Form intent="upload" action={`/consults/${view.id}/files`} encType="multipart/form-data">
        <Uploader consultId={view.id} saved={[]} unsentOnly />
        {waiting.length > 0 ? <p className="hint">{t('record:box.supplement.waiting', { count: waiting.length })}</p> : null}
      </Form>
      <CameraCode consultId={view.id} />
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
