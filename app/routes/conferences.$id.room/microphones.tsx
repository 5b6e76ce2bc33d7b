import { useTranslation } from 'react-i18next'
import { isMuted } from '~/domain/rooms/room-state'
import { leads, type Parts } from './parts'

/** For chair and scribe: one person's microphone off or free again, or all of them closed. */
export function Microphones({ room, link, view }: Parts) {
  const { t } = useTranslation()
  const { microphones, people } = view.state
  const here = room.people.filter(({ personId }) => personId !== room.me.personId && people[personId]?.state === 'here')
  return (
    <section className="queue mics" aria-labelledby="microphones">
      <h2 id="microphones">{t('rooms:mics.title')}</h2>
      <button type="button" className="btn" aria-pressed={microphones.closed} onClick={() => link.send('room:microphones', { closed: !microphones.closed })}>
        {t(microphones.closed ? 'rooms:mics.openAll' : 'rooms:mics.closeAll')}
      </button>
      <p className="hint">{t(microphones.closed ? 'rooms:mics.closedWords' : 'rooms:mics.openWords')}</p>
      <ul>
        {here.map((person) => {
          const muted = isMuted(view.state, person.personId, leads(person))
          return (
            <li key={person.personId}>
              <span><b>{person.fullName}</b>{muted ? <small>{t('rooms:mics.isOff')}</small> : null}</span>
              <button type="button" className="btn bare" onClick={() => link.send('room:mute', { personId: person.personId, muted: !muted })}>
                {t(muted ? 'rooms:mics.free' : 'rooms:mics.off')}<span className="sr"> {person.fullName}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
