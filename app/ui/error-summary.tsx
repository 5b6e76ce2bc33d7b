import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Complaint } from '~/platform/http/form'
import { fieldId } from './form-context'

/** The keyboard goes to the summary each time a form comes back with problems. */
function useFocusOn(problems: Complaint[]) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [problems])
  return box
}

/** How many things need correcting, each line a link to its field. */
export function ErrorSummary({ problems, formId }: { problems: Complaint[]; formId: string }) {
  const { t } = useTranslation()
  const box = useFocusOn(problems)
  return (
    <div className="errors" role="alert" tabIndex={-1} ref={box}>
      <h2>{t('shell:problems.title', { count: problems.length })}</h2>
      <ul>
        {problems.map(({ field, key, params }) => (
          <li key={`${field} ${key}`}>{field ? <a href={`#${fieldId(formId, field)}`}>{t(key, params)}</a> : <b>{t(key, params)}</b>}</li>
        ))}
      </ul>
    </div>
  )
}
