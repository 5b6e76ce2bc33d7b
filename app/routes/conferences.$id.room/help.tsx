import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { longestHelp } from '~/domain/rooms/limits'
import { nameWithTitle } from '~/platform/names'
import { Icon } from '~/ui/icon'
import { TimeText } from '~/ui/time-text'
import { nameOf, type Parts } from './parts'

/** Whom to telephone when something does not work, and a call to all technicians in the room. */
export function Help({ room, link, view }: Parts) {
  const { t } = useTranslation()
  const technicians = room.people.filter(({ role }) => role === 'technician')
  const mine = view.state.help.findLast(({ personId }) => personId === room.me.personId)
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const field = event.currentTarget.elements.namedItem('help')
    if (!(field instanceof HTMLInputElement) || !field.value.trim()) return
    link.send('room:ask-help', { text: field.value.trim() })
    field.value = ''
  }
  return (
    <section className="queue help" aria-label={t('rooms:help.title')}>
      <h2>{t('rooms:help.title')}</h2>
      <ul>
        {technicians.map((person) => <li key={person.personId}><span><b>{nameWithTitle(person)}</b> <Phone number={person.telephone} /></span></li>)}
        {room.sites.map((site) => <li key={site.id}><span>{site.name}{site.contact ? `, ${site.contact}` : null} <Phone number={site.telephone} /></span></li>)}
        {technicians.length + room.sites.length === 0 ? room.hospitals.map(({ id, name, telephone }) => <li key={id}><span>{name} <Phone number={telephone} /></span></li>) : null}
      </ul>
      <form onSubmit={ask}>
        <label className="lab">{t('rooms:help.what')}<input className="in" name="help" autoComplete="off" maxLength={longestHelp} required /></label>
        <button className="btn"><Icon name="phone" />{t('rooms:help.ask')}</button>
      </form>
      {mine ? <p className="hint" role="status">{mine.takenBy ? t('rooms:help.taken', { name: nameOf(room, mine.takenBy) }) : t('rooms:help.asked')}</p> : null}
    </section>
  )
}

const Phone = ({ number }: { number: string | null }) => (number ? <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a> : null)

/** Calls nobody has taken yet, before the eyes of technicians and whoever runs the conference. */
export function HelpBanner({ room, link, view }: Parts) {
  const { t } = useTranslation()
  if (!room.me.runs && room.me.role !== 'technician') return null
  return view.state.help.filter(({ takenBy }) => takenBy === null).map((call) => (
    <div className="lost" role="alert" key={call.seq}>
      <Icon name="phone" />
      <p><b>{t('rooms:help.calls', { name: nameOf(room, call.personId) })}</b> <TimeText at={call.at} form="time" /> {call.text}</p>
      <button type="button" className="btn" onClick={() => link.send('room:take-help', { call: call.seq })}>{t('rooms:help.take')}</button>
    </div>
  ))
}
