import { useTranslation } from 'react-i18next'
import { TimeText } from '~/ui/time-text'
import { nameOf, type Parts } from './parts'

/** Who speaks and who asked to, in order, with the consult it was about. Whoever runs the conference asks them to speak and puts them in order. */
export function Queue({ room, link, view }: Parts) {
  const { t } = useTranslation()
  const { hands, floor, stage } = view.state
  const { runs } = room.me
  const codeOf = (item: string | null) => (item && item !== stage ? room.items.find(({ id }) => id === item)?.consult.code : undefined)
  return (
    <section className="queue" aria-label={t('rooms:hands.title', { count: hands.length })}>
      <h2>{t('rooms:hands.title', { count: hands.length })}</h2>
      {floor ? (
        <p className="floor">
          <span>{t('rooms:floor.now')} <b>{nameOf(room, floor.personId)}</b></span>
          {runs ? <button type="button" className="btn bare" onClick={() => link.send('room:floor', { personId: null })}>{t('rooms:hands.lower')}</button> : null}
        </p>
      ) : null}
      <ol>
        {hands.map(({ personId, at, item }, place) => {
          const before = hands[place - 1]
          const name = nameOf(room, personId)
          return (
            <li key={personId}>
              <span className="n">{place + 1}</span><span><b>{name}</b>{codeOf(item) ? <small>{codeOf(item)}</small> : null}</span><TimeText at={at} form="time" />
              {runs ? (
                <p className="btns">
                  <button type="button" className="btn bare" onClick={() => link.send('room:floor', { personId })}>{t('rooms:floor.give')}<span className="sr"> {name}</span></button>
                  {before ? <button type="button" className="btn bare" onClick={() => link.send('room:order-hand', { personId, before: before.personId })}>{t('rooms:hands.first')}<span className="sr"> {name}</span></button> : null}
                  <button type="button" className="btn bare" onClick={() => link.send('room:lower-hand', { personId })}>{t('rooms:hands.drop')}<span className="sr"> {name}</span></button>
                </p>
              ) : null}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
