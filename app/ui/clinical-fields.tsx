import { useState, type FocusEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { clinicalChoices, clinicalSections, isChosen, isVital, readIcd, vitalDoubt, vitals, type ClinicalName, type ClinicalSection, type VitalName } from '~/domain/consults/clinical-fields'
import { FieldFrame } from './field-frame'
import { Field } from './field'
import { useField } from './form-context'
import { Icon } from './icon'
import { Select } from './select'
import { TextArea } from './text-area'

interface One { name: ClinicalName; value: string; hint?: string }

/** Something looks unusual: said beside the field, never in the way. */
function Doubt({ id, words }: { id: string; words: string | null }) {
  return <span id={id} role="status">{words ? <span className="doubt"><Icon name="soon" />{words}</span> : null}</span>
}

function Vital({ name, value: stored, hint }: One & { name: VitalName }) {
  const { t } = useTranslation()
  const { id, complaint, value } = useField(name)
  const [doubt, say] = useState(() => vitalDoubt(name, value ?? stored))
  const left = (event: FocusEvent<HTMLInputElement>) => say(vitalDoubt(name, event.currentTarget.value))
  return (
    <FieldFrame id={id} label={t(`consults:clinical.${name}`)} hint={hint} complaint={complaint}>
      <span className="with-unit">
        <input className="in" id={id} name={name} defaultValue={value ?? stored} inputMode={name === 'bloodPressure' ? 'text' : 'decimal'} autoComplete="off" onBlur={left} aria-describedby={`${id}-doubt`} />
        {t(`consults:unit.${vitals[name].unit}`)}
      </span>
      <Doubt id={`${id}-doubt`} words={doubt && t(`consults:doubt.${doubt}`)} />
    </FieldFrame>
  )
}

function Icd({ name, value, hint }: One) {
  const { t } = useTranslation()
  const [wrong, say] = useState(() => readIcd(value).wrong)
  return (
    <div>
      <Field name={name} label={t('consults:clinical.icd10')} hint={hint ?? t('consults:icdHint')} defaultValue={value} autoComplete="off" spellCheck={false} optional onBlur={(event) => say(readIcd(event.currentTarget.value).wrong)} />
      <Doubt id="icd10-doubt" words={wrong.length > 0 ? t('consults:icdDoubt', { codes: wrong.join(', ') }) : null} />
    </div>
  )
}

const lines: Partial<Record<ClinicalName, number>> = { history: 5, treatment: 4, labs: 4, exam: 4 }

function Clinical({ name, value, hint }: One) {
  const { t } = useTranslation()
  const label = t(`consults:clinical.${name}`)
  const more = hint ? { hint } : {}
  if (name === 'icd10') return <Icd name={name} value={value} {...more} />
  if (name === 'desiredTime') return <Field name={name} label={label} defaultValue={value} autoComplete="off" optional hint={hint ?? t('consults:desiredTimeHint')} />
  if (isChosen(name)) return <Select name={name} label={label} defaultValue={value} empty={t('consults:notSaid')} optional options={clinicalChoices[name].map((one) => ({ value: one, label: t(`consults:chosen.${one}`) }))} {...more} />
  return <TextArea name={name} label={label} rows={lines[name] ?? 2} defaultValue={value} optional {...more} />
}

interface SectionProps {
  section: ClinicalSection
  /** what stands in the fields at first */
  values: Partial<Record<ClinicalName, string>>
  /** what was said before, shown beside an empty field */
  hints?: Partial<Record<ClinicalName, string>>
}

/** The fields of one section: vital signs with their units in a row, choices, then texts. */
export function ClinicalFields({ section, values, hints = {} }: SectionProps) {
  const names: readonly ClinicalName[] = clinicalSections[section]
  const given = (name: ClinicalName) => ({ value: values[name] ?? '', ...(hints[name] && { hint: hints[name] }) })
  const signs = names.filter((name): name is VitalName & ClinicalName => isVital(name))
  const short = names.filter(isChosen)
  const rest = names.filter((name) => !isVital(name) && !isChosen(name))
  return (
    <>
      {signs.length > 0 ? <div className="vital-fields">{signs.map((name) => <Vital key={name} name={name} {...given(name)} />)}</div> : null}
      {short.length > 0 ? <div className="pairs">{short.map((name) => <Clinical key={name} name={name} {...given(name)} />)}</div> : null}
      {rest.map((name) => <Clinical key={name} name={name} {...given(name)} />)}
    </>
  )
}
