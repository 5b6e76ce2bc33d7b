import { useTranslation } from 'react-i18next'
import { itemOf } from '~/domain/rooms/room-state'
import { settledOf, type Settlement } from '~/domain/rooms/talk-state'
import { Chip } from '~/ui/chip'
import { AgendaList } from './agenda-list'
import { Help } from './help'
import { LeadSteps } from './lead-steps'
import { Microphones } from './microphones'
import type { Parts } from './parts'
import { Queue } from './queue'

/** Left: the consults in order, where the one looked at stands, its questions, and who asked to speak. Chair, deputy and scribe lead from here. */
export function Agenda({ room, link, view, look, reply }: Parts & { look: (item: string | null) => void; reply: unknown }) {
  const { t } = useTranslation()
  const { state } = view
  const { runs } = room.me
  const { item } = room
  const current = itemOf(state, item)
  return (
    <nav className="agenda" aria-label={t('rooms:agenda')}>
      {room.kind === 'conference' ? <AgendaList room={room} link={link} view={view} look={look} reply={reply} /> : null}
      <h2>{t('rooms:agenda')}</h2>
      <LeadSteps room={room} link={link} view={view} look={look} />
      <ol className="qs">
        {room.consult.questions.map(({ number, text }) => {
          const isNow = current.question === number
          return (
            <li key={number} aria-current={isNow ? 'step' : undefined}>
              <span className="n">{number}</span>
              <span>{text}</span>
              <QuestionState settled={settledOf(state, item, number)} current={isNow} />
              {runs && (state.stage ?? item) === item && !isNow ? (
                <button type="button" className="btn bare" onClick={() => link.send('room:move-to', { item, step: 'discussion', question: number })}>
                  {t('rooms:discuss')}<span className="sr"> {t('rooms:question', { number })}</span>
                </button>
              ) : null}
            </li>
          )
        })}
      </ol>
      {runs ? <Microphones room={room} link={link} view={view} /> : null}
      <Queue room={room} link={link} view={view} />
      <Help room={room} link={link} view={view} />
    </nav>
  )
}

function QuestionState({ settled, current }: { settled: Settlement | null; current: boolean }) {
  const { t } = useTranslation()
  if (settled) return <Chip tone={settled === 'concluded' ? 'done' : 'soon'} icon={settled === 'concluded' ? 'done' : 'pause'}>{t(settled === 'concluded' ? 'rooms:concluded' : 'rooms:leftOpen')}</Chip>
  return current ? <Chip tone="live" icon="live">{t('rooms:discussing')}</Chip> : <Chip icon="rest">{t('rooms:notYet')}</Chip>
}
