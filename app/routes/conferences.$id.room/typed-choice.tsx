import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldVersion } from '~/domain/rooms/talk-state'
import type { Parts } from './parts'

interface TypedChoiceProps extends Parts {
  /** of the field, as minutes-fields.ts knows it */
  name: string
  label: string
  options: readonly { value: string; label: string }[]
  /** who is choosing where, from useWriting */
  writing: Record<string, string>
  hint?: string | undefined
}

/** One of a few values in a typed field of the minutes, written at once. Others see that somebody is choosing; of two at once one is told that it changed. */
export function TypedChoice({ room, link, view, name, label, options, writing, hint }: TypedChoiceProps) {
  const { t } = useTranslation()
  const id = useId()
  const { item } = room
  const value = view.state.fields[item]?.[name]?.value
  const pending = view.pending.find(({ verb, input, refused }) => verb === 'room:field' && refused === null && 'item' in input && input.item === item && 'name' in input && input.name === name)
  // The version on which one began to choose: what somebody chose meanwhile is not written over unseen.
  const [base, setBase] = useState<number | null>(null)
  const shown = pending && 'value' in pending.input ? pending.input.value : value
  return (
    <div className="typed">
      <label className="lab" htmlFor={id}>{label}</label>
      <select className="in" id={id} value={typeof shown === 'string' ? shown : ''} disabled={pending !== undefined} aria-describedby={`${id}-hint`}
        onFocus={() => {
          setBase(fieldVersion(view.state, item, name))
          link.socket?.volatile.emit('room:writing', { conferenceId: link.conferenceId, item, field: name })
        }}
        onBlur={() => setBase(null)}
        onChange={(event) => {
          link.send('room:field', { item, name, value: event.currentTarget.value || null, baseVersion: base ?? fieldVersion(view.state, item, name) })
          setBase(null)
        }}>
        <option value="">{t('rooms:notChosen')}</option>
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
      <p className="hint" id={`${id}-hint`} aria-live="polite">{writing[name] ? t('rooms:choosing', { name: writing[name] }) : hint ?? null}</p>
    </div>
  )
}
