import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Complaint } from '~/platform/http/form'
import { Icon } from './icon'

/** The ids a field's input is described by: its complaint first, then its hint. */
export const describedBy = (id: string, hint: unknown, complaint: unknown): string | undefined =>
  [complaint && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined

/** What is wrong with a field, in words, with a shape. */
export function FieldError({ id, complaint }: { id: string; complaint: Complaint | undefined }) {
  const { t } = useTranslation()
  if (!complaint) return null
  return <p className="err" id={`${id}-error`}><Icon name="late" /><span><span className="sr">{t('shell:problems.mark')} </span>{t(complaint.key, complaint.params)}</span></p>
}

interface FieldFrameProps { id: string; label: ReactNode; hint?: ReactNode; optional?: boolean; complaint: Complaint | undefined; className?: string | undefined; children: ReactNode }

/** Label, hint, error, input, in that order; a bar at the left when something is wrong. */
export function FieldFrame({ id, label, hint, optional, complaint, className, children }: FieldFrameProps) {
  const { t } = useTranslation()
  return (
    <div className={['field', complaint && 'bad', className].filter(Boolean).join(' ')}>
      <label htmlFor={id}>{label}{optional ? <span className="opt"> ({t('shell:optional')})</span> : null}</label>
      {hint ? <span className="hint" id={`${id}-hint`}>{hint}</span> : null}
      <FieldError id={id} complaint={complaint} />
      {children}
    </div>
  )
}
