import { useId, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { listField } from './list-field'
import { nameOf, type Parts } from './parts'

interface Step { id: string; text: string; dueOn: string; personId: string | null }
const isStep = (one: unknown): one is Step => typeof one === 'object' && one !== null && 'id' in one && typeof one.id === 'string' && 'text' in one && typeof one.text === 'string' && 'dueOn' in one && typeof one.dueOn === 'string' && 'personId' in one
const read = (value: unknown): Step[] | undefined => (Array.isArray(value) ? value.filter(isStep) : undefined)
const blank = { text: '', dueOn: '', personId: '' }

/** What is to be done until a day; it becomes part of the follow-up once the minutes are confirmed. Whoever runs the conference writes it. */
export function NextStepsField(parts: Parts) {
  const { t } = useTranslation()
  const id = useId()
  const { room } = parts
  const { value, pending, set } = listField(parts, 'nextSteps', read)
  const [typed, setTyped] = useState(blank)
  const { runs } = room.me
  const add = (event: FormEvent) => {
    event.preventDefault()
    const text = typed.text.trim()
    if (!text || !typed.dueOn) return
    set([...value, { id: crypto.randomUUID(), text, dueOn: typed.dueOn, personId: typed.personId || null }])
    setTyped(blank)
  }
  return (
    <>
      <p className="lab" id={`${id}-list`}>{t('schedule:minutes.nextSteps')}</p>
      {value.length === 0 ? <p className="live">{t('rooms:texts.empty')}</p> : (
        <ul aria-labelledby={`${id}-list`}>
          {value.map((step) => (
            <li key={step.id}>
              <b>{formatDay(step.dueOn)}</b> {step.text}{step.personId ? ` (${nameOf(room, step.personId)})` : ''} {runs ? <button type="button" className="btn bare" disabled={pending} onClick={() => set(value.filter((one) => one.id !== step.id))}>{t('rooms:minutes.remove')}<span className="sr"> {step.text}</span></button> : null}
            </li>
          ))}
        </ul>
      )}
      {runs ? (
        <form className="add-line" onSubmit={add}>
          <label className="sr" htmlFor={id}>{t('schedule:minutes.step.placeholder')}</label>
          <input className="in" id={id} value={typed.text} maxLength={1_000} placeholder={t('schedule:minutes.step.placeholder')} onChange={(event) => setTyped({ ...typed, text: event.currentTarget.value })} autoComplete="off" required />
          <label className="sr" htmlFor={`${id}-day`}>{t('rooms:minutes.stepDay')}</label>
          <input className="in" id={`${id}-day`} type="date" value={typed.dueOn} onChange={(event) => setTyped({ ...typed, dueOn: event.currentTarget.value })} required />
          <label className="sr" htmlFor={`${id}-who`}>{t('rooms:minutes.stepWho')}</label>
          <select className="in" id={`${id}-who`} value={typed.personId} onChange={(event) => setTyped({ ...typed, personId: event.currentTarget.value })}>
            <option value="">{t('schedule:minutes.step.nobody')}</option>
            {room.people.map(({ personId, fullName }) => <option key={personId} value={personId}>{fullName}</option>)}
          </select>
          <button type="submit" className="btn" disabled={pending}>{t('rooms:minutes.addStep')}</button>
        </form>
      ) : null}
    </>
  )
}
