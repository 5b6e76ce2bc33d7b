import type { TFunction } from 'i18next'
import { clinicalSections, isChosen, isVital, vitals, type ClinicalName, type ClinicalSection } from './clinical-fields'
import type { Clinical } from './clinical'

/** A clinical value in words, a vital sign with its unit; the texts are in the namespace `consults`. */
export function valueWords(t: TFunction, name: ClinicalName, value: string): string {
  if (isChosen(name)) return t(`consults:chosen.${value}`, { defaultValue: value })
  return isVital(name) ? `${value} ${t(`consults:unit.${vitals[name].unit}`)}` : value
}

/** The clinical part as running text for paper: one line for the vital signs, one for each further field. How the consult is framed is not part of it. */
export function clinicalText(t: TFunction, clinical: Clinical): string {
  const sections = Object.entries(clinicalSections).filter(([section]) => (section as ClinicalSection) !== 'frame')
  return sections.flatMap(([, names]: [string, readonly ClinicalName[]]) => {
    const words = (name: ClinicalName) => `${t(`consults:clinical.${name}`)}: ${valueWords(t, name, clinical[name] ?? '')}`
    const filled = names.filter((name) => clinical[name])
    const signs = filled.filter(isVital).map(words).join('; ')
    return [...(signs ? [signs] : []), ...filled.filter((name) => !isVital(name)).map(words)]
  }).join('\n')
}
