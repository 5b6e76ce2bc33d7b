import { useId, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { longestOpinion } from '~/domain/rooms/limits'
import { itemOf } from '~/domain/rooms/room-state'
import { stances, type Stance } from '~/domain/rooms/talk-state'
import { gives, type Parts } from './parts'

/** One's opinion to a question; whoever runs the conference also writes down what others said. */
export function OpinionForm({ room, link, view, number, item }: Parts & { number: number; item: string }) {
  const { t } = useTranslation()
  const id = useId()
  const mine = itemOf(view.state, item).opinions[number]?.[room.me.personId]
  const [stance, setStance] = useState<Stance>(mine?.stance ?? 'agrees')
  const [of, setOf] = useState(room.me.personId)
  const speakers = room.people.filter(gives)
  const give = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const field = event.currentTarget.elements.namedItem('text')
    if (!(field instanceof HTMLTextAreaElement)) return
    link.send('room:opinion', { item, number, stance, text: field.value.trim(), ...(of === room.me.personId ? {} : { of }) })
    setOf(room.me.personId)
  }
  return (
    <form className="opinion" onSubmit={give}>
      {room.me.runs ? (
        <label className="lab">{t('rooms:opinion.of')}
          <select className="in" value={of} onChange={(event) => setOf(event.currentTarget.value)}>
            {speakers.map(({ personId, fullName }) => <option key={personId} value={personId}>{personId === room.me.personId ? t('rooms:opinion.own') : fullName}</option>)}
          </select>
        </label>
      ) : null}
      <fieldset className="agree">
        <legend className="sr">{t('rooms:opinion.label', { number })}</legend>
        {stances.map((name) => (
          <label className="pick" key={name}>
            <input type="radio" name={`stance-${id}`} checked={stance === name} onChange={() => setStance(name)} /><span>{t(`rooms:stance.${name}`)}</span>
          </label>
        ))}
      </fieldset>
      <label className="lab" htmlFor={id}>{t(stance === 'differs' ? 'rooms:opinion.how' : 'rooms:opinion.text')}</label>
      <textarea className="in" id={id} name="text" rows={2} maxLength={longestOpinion} required={stance === 'differs'} defaultValue={mine?.text ?? ''} />
      <p className="btns"><button className="btn go">{t(mine && of === room.me.personId ? 'rooms:opinion.change' : 'rooms:opinion.give')}</button></p>
    </form>
  )
}
