import type { InputHTMLAttributes, ReactNode } from 'react'
import { describedBy, FieldFrame } from './field-frame'
import { useField } from './form-context'

type Passed = 'type' | 'defaultValue' | 'autoComplete' | 'inputMode' | 'maxLength' | 'min' | 'max' | 'step' | 'onInput' | 'onBlur' | 'readOnly' | 'list' | 'spellCheck' | 'autoCapitalize' | 'accept' | 'multiple'

export interface FieldProps extends Pick<InputHTMLAttributes<HTMLInputElement>, Passed> {
  name: string
  label: ReactNode
  hint?: ReactNode
  optional?: boolean
  /** 'short' for an age, a code, an hour */
  width?: 'short' | 'full'
  /** where the schema finds it, when the name is repeated: "questions.1" */
  path?: string
  className?: string
}

/** One line of text. Not controlled by React: Vietnamese keyboards delete and insert characters again while one types. */
export function Field({ name, label, hint, optional = false, width = 'full', path, className, defaultValue, type = 'text', ...rest }: FieldProps) {
  const { id, complaint, value } = useField(name, path)
  return (
    <FieldFrame id={id} label={label} hint={hint} optional={optional} complaint={complaint} className={[width === 'short' && 'short', className].filter(Boolean).join(' ')}>
      <input {...rest} className="in" id={id} name={name} type={type} defaultValue={type === 'password' ? undefined : (value ?? defaultValue)}
        aria-required={!optional} aria-invalid={complaint ? true : undefined} aria-describedby={describedBy(id, hint, complaint)} />
    </FieldFrame>
  )
}
