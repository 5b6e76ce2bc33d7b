import { useId, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { icd10Line, readIcd10, type Diagnosis } from '~/domain/rooms/icd10'
import { listField } from './list-field'
import type { Parts } from './parts'
import { TypedChoice } from './typed-choice'

const changes = ['no', 'added', 'changed'] as const
const isDiagnosis = (one: unknown): one is Diagnosis => typeof one === 'object' && one !== null && 'code' in one && typeof one.code === 'string' && 'name' in one && typeof one.name === 'string'
const read = (value: unknown): Diagnosis[] | undefined => (Array.isArray(value) ? value.filter(isDiagnosis) : undefined)

/** Diagnoses after the conference, one by one with their code, and how they stand to the one before. Whoever runs the conference writes them. */
export function DiagnosisFields({ writing, ...parts }: Parts & { writing: Record<string, string> }) {
  const { t } = useTranslation()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const { value, pending, set } = listField(parts, 'icd10', read)
  const { runs } = parts.room.me
  const add = (event: FormEvent) => {
    event.preventDefault()
    const [more] = readIcd10(typed) ?? []
    setWrong(!more)
    if (!more) return
    set([...value.filter(({ code }) => code !== more.code), more])
    setTyped('')
  }
  return (
    <>
      <p className="lab" id={`${id}-list`}>{t('schedule:minutes.icd10')}</p>
      {value.length === 0 ? <p className="live">{t('rooms:texts.empty')}</p> : (
        <ul aria-labelledby={`${id}-list`}>
          {value.map((one) => (
            <li key={one.code}>{icd10Line(one)} {runs ? <button type="button" className="btn bare" disabled={pending} onClick={() => set(value.filter(({ code }) => code !== one.code))}>{t('rooms:minutes.remove')}<span className="sr"> {one.code}</span></button> : null}</li>
          ))}
        </ul>
      )}
      {runs ? (
        <>
          <form className="add-line" onSubmit={add}>
            <label className="sr" htmlFor={id}>{t('rooms:minutes.addCode')}</label>
            <input className="in" id={id} value={typed} maxLength={200} placeholder={t('rooms:minutes.codeHint')} aria-invalid={wrong || undefined} aria-describedby={wrong ? `${id}-wrong` : undefined} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" />
            <button type="submit" className="btn" disabled={pending}>{t('rooms:minutes.addCode')}</button>
          </form>
          {wrong ? <p className="err" id={`${id}-wrong`} role="status">{t('rooms:minutes.codeWrong')}</p> : null}
          <TypedChoice {...parts} name="change" label={t('schedule:minutes.change')} options={changes.map((one) => ({ value: one, label: t(`schedule:minutes.changes.${one}`) }))} writing={writing} />
        </>
      ) : null}
    </>
  )
}
