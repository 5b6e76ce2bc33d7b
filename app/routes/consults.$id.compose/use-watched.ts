import { useEffect, useState } from 'react'

/** The fields other parts of the page depend on, as they stand now. */
export interface Watched { level: string; supportingId: string; specialtyCode: string; dataBasis: string; basisRelation: string }

const read = (form: HTMLFormElement): Watched => {
  const fields = new FormData(form)
  const of = (name: keyof Watched) => String(fields.get(name) ?? '')
  return { level: of('level'), supportingId: of('supportingId'), specialtyCode: of('specialtyCode'), dataBasis: of('dataBasis'), basisRelation: of('basisRelation') }
}

/** Follows the form without controlling it; before JavaScript it is what was saved. */
export function useWatched(formId: string, saved: Watched): Watched {
  const [watched, watch] = useState(saved)
  useEffect(() => {
    const form = document.getElementById(formId)
    if (!(form instanceof HTMLFormElement)) return undefined
    const look = () => watch((before) => {
      const now = read(form)
      return JSON.stringify(before) === JSON.stringify(now) ? before : now
    })
    // A browser that comes back to the page may have filled it in by itself.
    look()
    form.addEventListener('change', look)
    return () => form.removeEventListener('change', look)
  }, [formId])
  return watched
}
