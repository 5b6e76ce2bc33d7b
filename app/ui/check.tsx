import type { ReactNode } from 'react'
import { describedBy, FieldError } from './field-frame'
import { useField } from './form-context'

interface CheckProps { name: string; label: ReactNode; hint?: ReactNode; value?: string; defaultChecked?: boolean; path?: string }

/** One yes or no; never ticked beforehand where it means consent. */
export function Check({ name, label, hint, value = 'on', defaultChecked = false, path }: CheckProps) {
  const { id, complaint, chosen, answered } = useField(name, path)
  return (
    <div className={complaint ? 'field bad' : 'field'}>
      <FieldError id={id} complaint={complaint} />
      <label className="pick">
        <input type="checkbox" id={id} name={name} value={value} defaultChecked={answered ? (chosen?.includes(value) ?? false) : defaultChecked}
          aria-invalid={complaint ? true : undefined} aria-describedby={describedBy(id, undefined, complaint)} />
        <span>{label}{hint ? <small>{hint}</small> : null}</span>
      </label>
    </div>
  )
}
