import { useTranslation } from 'react-i18next'
import { itemOf, steps } from '~/domain/rooms/room-state'
import { Chip } from '~/ui/chip'
import { TimeText } from '~/ui/time-text'
import { Microphones } from './microphones'
import { nameOf, type Parts } from './parts'

const led = steps.filter((step) => step !== 'done' && step !== 'moved')

/** Left: where the conference stands, its questions, and who asked to speak. Chair and scribe lead from here. */
export function Agenda({ room, link, view }: Parts) {
  const { t } = useTranslation()
  const { state } = view
  const { runs } = room.me
  const { item } = room
  const current = itemOf(state, item)
  return (
    <nav className="agenda" aria-label={t('rooms:agenda')}>
      <h2>{t('rooms:agenda')}</h2>
      {runs ? (
        <label className="step">
          <span className="hint">{t('rooms:step.label')}</span>
          <select className="in" value={current.step} onChange={(event) => {
            const step = led.find((name) => name === event.currentTarget.value)
            if (step) link.send('room:move-to', { item, step })
          }}>
            {led.map((step) => <option key={step} value={step}>{t(`rooms:step.${step}`)}</option>)}
          </select>
        </label>
      ) : <p className="step"><Chip tone="live" icon="live">{t(`rooms:step.${current.step}`)}</Chip></p>}
      <ol className="qs">
        {room.consult.questions.map(({ number, text }) => {
          const isNow = current.question === number
          return (
            <li key={number} aria-current={isNow ? 'step' : undefined}>
              <span className="n">{number}</span>
              <span>{text}</span>
              <QuestionState conclusion={current.conclusions[number]} current={isNow} />
              {runs && !isNow ? (
                <button type="button" className="btn bare" onClick={() => link.send('room:move-to', { item, step: 'discussion', question: number })}>
                  {t('rooms:discuss')}<span className="sr"> {t('rooms:question', { number })}</span>
                </button>
              ) : null}
            </li>
          )
        })}
      </ol>
      {runs ? <Microphones room={room} link={link} view={view} /> : null}
      <section className="queue">
        <h2>{t('rooms:hands.title', { count: state.hands.length })}</h2>
        <ol>
          {state.hands.map(({ personId, at }, place) => (
            <li key={personId}>
              <span className="n">{place + 1}</span><b>{nameOf(room, personId)}</b><TimeText at={at} form="time" />
              {runs ? <button type="button" className="btn bare" onClick={() => link.send('room:lower-hand', { personId })}>{t('rooms:hands.lower')}</button> : null}
            </li>
          ))}
        </ol>
      </section>
    </nav>
  )
}

function QuestionState({ conclusion, current }: { conclusion: { concluded: boolean } | undefined; current: boolean }) {
  const { t } = useTranslation()
  if (conclusion) return <Chip tone={conclusion.concluded ? 'done' : 'soon'} icon={conclusion.concluded ? 'done' : 'pause'}>{t(conclusion.concluded ? 'rooms:concluded' : 'rooms:leftOpen')}</Chip>
  return current ? <Chip tone="live" icon="live">{t('rooms:discussing')}</Chip> : <Chip icon="rest">{t('rooms:notYet')}</Chip>
}
