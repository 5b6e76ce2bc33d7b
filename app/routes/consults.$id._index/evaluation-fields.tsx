import { useTranslation } from 'react-i18next'
import { Choice } from '~/ui/choice'
import { Select } from '~/ui/select'
import { TextArea } from '~/ui/text-area'
import type { RecordView } from '~/ui/record/view.server'

const results = ['recovered', 'improved', 'unchanged', 'worse', 'died', 'hopelessHome', 'unknown'] as const
const changes = ['no', 'added', 'changed'] as const
const marks = ['1', '2', '3', '4', '5'] as const

/** What the consult was good for; filled with the earlier evaluation when it is put right. */
export function EvaluationFields({ outcome = null }: { outcome?: RecordView['outcome'] }) {
  const { t } = useTranslation()
  const before = outcome?.evaluatedAt ? outcome : null
  return (
    <>
      <Select name="result" label={t('record:outcome.result')} defaultValue={before?.result ?? ''} options={results.map((value) => ({ value, label: t(`record:result.${value}`) }))} empty={t('record:choose')} />
      <Choice name="treatedOnSite" legend={t('record:outcome.where')} defaultValue={before ? (before.treatedOnSite ? 'yes' : 'no') : []} options={[{ value: 'yes', label: t('record:outcome.onSite') }, { value: 'no', label: t('record:outcome.referred') }]} />
      <Choice name="diagnosisChange" legend={t('record:outcome.diagnosis')} defaultValue={before?.diagnosisChange ?? []} options={changes.map((value) => ({ value, label: t(`record:diagnosisChange.${value}`) }))} />
      <Choice className="marks" name="usefulness" legend={t('record:outcome.usefulness')} hint={t('record:outcome.usefulnessHint')} defaultValue={before ? String(before.usefulness) : []} options={marks.map((value) => ({ value, label: value }))} />
      <TextArea name="remark" label={t('record:outcome.remark')} rows={3} optional defaultValue={before?.remark ?? ''} />
    </>
  )
}
