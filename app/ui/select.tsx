import type { ChangeEventHandler, ReactNode } from 'react'
import { describedBy, FieldFrame } from './field-frame'
import { useField } from './form-context'

interface SelectProps {
  name: string
  label: ReactNode
  options: Array<{ value: string; label: string; disabled?: boolean }>
  hint?: ReactNode
  optional?: boolean
  defaultValue?: string
  /** words of an empty first choice */
  empty?: string
  path?: string
  className?: string
  onChange?: ChangeEventHandler<HTMLSelectElement>
}

/** One of a list. What cannot be chosen is shown grey, with its reason in the words. */
export function Select({ name, label, options, hint, optional = false, defaultValue, empty, path, className, onChange }: SelectProps) {
  const { id, complaint, value } = useField(name, path)
  return (
    <FieldFrame id={id} label={label} hint={hint} optional={optional} complaint={complaint} className={className}>
      <select className="in" id={id} name={name} defaultValue={value ?? defaultValue} {...(onChange && { onChange })}
        aria-required={!optional} aria-invalid={complaint ? true : undefined} aria-describedby={describedBy(id, hint, complaint)}>
        {empty === undefined ? null : <option value="">{empty}</option>}
        {options.map((option) => <option key={option.value} value={option.value} disabled={option.disabled ?? false}>{option.label}</option>)}
      </select>
    </FieldFrame>
  )
}
