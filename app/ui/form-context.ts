import { createContext, useContext } from 'react'
import type { Complaint, Reply } from '~/platform/http/form'

/** What a form knows of its last answer, for the fields inside it. */
export interface FormContext {
  id: string
  problems: Complaint[]
  values: Reply['values']
}

export const FormState = createContext<FormContext>({ id: 'form', problems: [], values: {} })

/** The id of a field's input; the error summary links to it. */
export const fieldId = (formId: string, path: string): string => `${formId}-${path}`

/** The id, complaint and typed value of one field. `path` is zod's: "age", or "questions.1" for the second of a repeated name. */
export function useField(name: string, path = name) {
  const { id, problems, values } = useContext(FormState)
  const position = path.startsWith(`${name}.`) ? Number(path.slice(name.length + 1)) : undefined
  const typed = values[name]
  const value = Array.isArray(typed) ? (position === undefined ? undefined : typed[position]) : position ? undefined : typed
  return {
    id: fieldId(id, path),
    complaint: problems.find((problem) => problem.field === path),
    value,
    chosen: typed === undefined ? undefined : Array.isArray(typed) ? typed : [typed],
    answered: Object.keys(values).length > 0,
  }
}
