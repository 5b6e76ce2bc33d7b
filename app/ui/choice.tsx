import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { describedBy, FieldError } from './field-frame'
import { useField } from './form-context'

interface ChoiceProps {
  name: string
  legend: ReactNode
  options: Array<{ value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean }>
  hint?: ReactNode
  optional?: boolean
  defaultValue?: string | string[]
  /** several may be chosen */
  many?: boolean
  path?: string
  className?: string
}

/** One of a few, or some of a few, all in sight. */
export function Choice({ name, legend, options, hint, optional, defaultValue = [], many = false, path, className }: ChoiceProps) {
  const { t } = useTranslation()
  const { id, complaint, chosen, answered } = useField(name, path)
  // The summary's link leads to one that takes the keyboard.
  const first = options.find(({ disabled }) => !disabled)
  const selected = chosen ?? (answered ? [] : [defaultValue].flat())
  return (
    <fieldset className={['field', complaint && 'bad', className].filter(Boolean).join(' ')} aria-describedby={describedBy(id, hint, complaint)}>
      <legend>{legend}{optional ? <span className="opt"> ({t('shell:optional')})</span> : null}</legend>
      {hint ? <span className="hint" id={`${id}-hint`}>{hint}</span> : null}
      <FieldError id={id} complaint={complaint} />
      <div className="picks">
        {options.map((option) => (
          <label className="pick" key={option.value}>
            <input type={many ? 'checkbox' : 'radio'} id={option === first ? id : undefined} name={name} value={option.value}
              defaultChecked={selected.includes(option.value)} disabled={option.disabled ?? false} />
            <span>{option.label}{option.hint ? <small>{option.hint}</small> : null}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
