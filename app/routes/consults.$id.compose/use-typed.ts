import { useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import type { Autosave } from '~/ui/use-autosave'
import type { Typed } from './two-texts'

function fieldsNow(formId: string): Typed {
  const form = document.getElementById(formId)
  if (!(form instanceof HTMLFormElement)) return {}
  const fields = new FormData(form)
  return Object.fromEntries([...new Set(fields.keys())].map((name) => [name, fields.getAll(name).filter((value): value is string => typeof value === 'string')]))
}

/** Once another page has saved first: what stands in this page's fields, after the server's text was fetched for comparison. */
export function useTyped(formId: string, { state }: Autosave): Typed | null {
  const { revalidate, state: fetching } = useRevalidator()
  const [typed, is] = useState<Typed | null>(null)
  const stale = state === 'stale'
  useEffect(() => {
    if (!stale) return is(null)
    is(fieldsNow(formId))
    revalidate()
  }, [stale, formId, revalidate])
  return stale && fetching === 'idle' ? typed : null
}
