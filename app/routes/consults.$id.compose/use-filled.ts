import { useEffect, useState } from 'react'
import { readAge } from '~/domain/consults/age'
import { clinicalNames } from '~/domain/consults/clinical-fields'
import type { Completable } from '~/domain/consults/completeness'
import { todayInVietnam } from '~/platform/dates'

const pause = 400

type Of = (name: string) => string

/** The part of a form that the meter reads. */
export function filledFrom(of: Of, today: string): Completable {
  const found = readAge({ ageValue: of('ageValue').trim(), ageUnit: of('ageUnit') || 'years', ageEstimated: '', birthDate: of('birthDate') }, today)
  return {
    level: of('level'), specialtyCode: of('specialtyCode'), situation: of('situation'), summary: of('summary'), diagnosis: of('diagnosis'),
    age: 'age' in found ? found.age : null, clinical: Object.fromEntries(clinicalNames.map((name) => [name, of(name)])),
  }
}

/** Follows what is typed, a moment behind; before JavaScript it is what was saved. */
export function useFilled(formId: string, saved: Completable): Completable {
  const [filled, fill] = useState(saved)
  useEffect(() => {
    const form = document.getElementById(formId)
    if (!(form instanceof HTMLFormElement)) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      const fields = new FormData(form)
      fill(filledFrom((name) => String(fields.get(name) ?? ''), todayInVietnam(new Date())))
    }
    const soon = () => {
      clearTimeout(timer)
      timer = setTimeout(look, pause)
    }
    look()
    form.addEventListener('input', soon)
    form.addEventListener('change', soon)
    return () => {
      clearTimeout(timer)
      form.removeEventListener('input', soon)
      form.removeEventListener('change', soon)
    }
  }, [formId])
  return filled
}
