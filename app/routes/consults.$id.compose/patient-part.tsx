import { useTranslation } from 'react-i18next'
import type { DraftContent } from '~/domain/consults/draft'
import { Check } from '~/ui/check'
import { Choice } from '~/ui/choice'
import { Field } from '~/ui/field'
import { useField } from '~/ui/form-context'
import { Select } from '~/ui/select'
import { Part } from './part'

/** Name or none, sex, age. */
export function PatientPart({ content }: { content: DraftContent }) {
  const { t } = useTranslation()
  const wrongAge = useField('ageValue').complaint !== undefined
  return (
    <Part number={3} title={t('compose:part.patient')}>
      <Field name="patientName" label={t('compose:patient.name')} hint={t('compose:patient.nameHint')} defaultValue={content.patientName} autoComplete="off" spellCheck={false} />
      <Check name="unidentified" label={t('compose:patient.unidentified')} hint={t('compose:patient.unidentifiedHint')} defaultChecked={content.unidentified !== ''} />
      <Choice name="sex" legend={t('compose:patient.sex')} defaultValue={content.sex} className="mt-4"
        options={(['male', 'female', 'unknown'] as const).map((value) => ({ value, label: t(`compose:patient.${value}`) }))} />
      <div className="mt-4 flex flex-wrap items-end gap-x-4 gap-y-2 [&>.field]:mt-0">
        <Field name="ageValue" label={t('compose:patient.age')} hint={t('compose:patient.ageHint')} defaultValue={content.ageValue} inputMode="numeric" autoComplete="off" width="short" className={wrongAge ? 'basis-full' : 'w-44'} />
        <Select name="ageUnit" label={t('compose:patient.unit')} defaultValue={content.ageUnit || 'years'} className="w-32" options={(['years', 'months', 'days'] as const).map((value) => ({ value, label: t(`compose:patient.${value}`) }))} />
        <Check name="ageEstimated" label={t('compose:patient.estimated')} defaultChecked={content.ageEstimated !== ''} />
      </div>
    </Part>
  )
}
