import type { ReactNode, TextareaHTMLAttributes } from 'react'
import { describedBy, FieldFrame } from './field-frame'
import { useField } from './form-context'

export interface TextAreaProps extends Pick<TextareaHTMLAttributes<HTMLTextAreaElement>, 'defaultValue' | 'maxLength' | 'onInput' | 'onBlur' | 'readOnly'> {
  name: string
  label: ReactNode
  hint?: ReactNode
  optional?: boolean
  rows?: number
  path?: string
  className?: string
}

/** Several lines of text, not controlled by React (see Field). */
export function TextArea({ name, label, hint, optional = false, rows = 4, path, className, defaultValue, ...rest }: TextAreaProps) {
  const { id, complaint, value } = useField(name, path)
  return (
    <FieldFrame id={id} label={label} hint={hint} optional={optional} complaint={complaint} className={className}>
      <textarea {...rest} className="in" id={id} name={name} rows={rows} defaultValue={value ?? defaultValue}
        aria-required={!optional} aria-invalid={complaint ? true : undefined} aria-describedby={describedBy(id, hint, complaint)} />
    </FieldFrame>
  )
}
