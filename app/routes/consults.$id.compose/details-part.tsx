import { useTranslation } from 'react-i18next'
import type { DraftContent } from '~/domain/consults/draft'
import { Field } from '~/ui/field'
import { useField } from '~/ui/form-context'
import { TextArea } from '~/ui/text-area'

const short = ['recordNumber', 'admissionNumber', 'department', 'room', 'bed'] as const

/** What form 27/BV2 prints and the quick request does not ask; folded away until wanted or wrong. */
export function DetailsPart({ content }: { content: DraftContent }) {
  const { t } = useTranslation()
  const { complaint } = useField('admittedOn')
  return (
    <details className="border-t-2 border-ink py-3" open={complaint !== undefined}>
      <summary className="py-2"><h2 className="inline text-17">{t('compose:part.details')}</h2></summary>
      <div className="pb-3 desk:pl-7">
        <p className="hint mb-4">{t('compose:details.lead')}</p>
        <div className="mb-4 grid max-w-form gap-x-4 gap-y-4 tablet:grid-cols-2 [&>.field]:mt-0">
          {short.map((name) => <Field key={name} name={name} label={t(`compose:details.${name}`)} defaultValue={content[name]} autoComplete="off" optional />)}
          <Field name="admittedOn" type="date" label={t('compose:details.admittedOn')} defaultValue={content.admittedOn} optional />
        </div>
        <TextArea name="diagnosis" rows={2} label={t('compose:details.diagnosis')} defaultValue={content.diagnosis} optional />
      </div>
    </details>
  )
}
