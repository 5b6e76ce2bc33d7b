import { useTranslation } from 'react-i18next'
import { itemOf, type ItemState, type Step } from '~/domain/rooms/room-state'
import type { RoomItem } from '~/domain/rooms/queries.server'
import { Chip, type Tone } from '~/ui/chip'
import { HospitalBadge } from '~/ui/hospital-badge'
import type { IconName } from '~/ui/icon'
import { nameOf, type Parts } from './parts'
import { Postpone } from './postpone'
import { useClock } from './use-clock'

const looks: Record<Step, [Tone, IconName]> = {
  waiting: ['rest', 'rest'], presenting: ['live', 'live'], questions: ['live', 'live'], discussion: ['live', 'live'], conclusion: ['live', 'live'], done: ['done', 'done'], moved: ['soon', 'pause'],
}

/** All consults of the conference in their order. Whoever runs it brings one on stage; the others follow, or look at another one. */
export function AgendaList({ room, link, view, look, reply }: Parts & { look: (item: string | null) => void; reply: unknown }) {
  const { t } = useTranslation()
  const { state } = view
  const now = useClock(link, room.now)
  // The last one cannot go: then the whole conference is called off.
  const movable = room.me.runs && !state.closedAt && room.items.filter(({ id }) => itemOf(state, id).step !== 'moved').length > 1
  return (
    <ol className="cases" aria-label={t('rooms:cases.title')}>
      {room.items.map((item, place) => {
        const current = itemOf(state, item.id)
        const [tone, icon] = looks[current.step]
        const hospital = room.hospitals.find(({ id }) => id === item.requestingId)
        const onStage = state.stage === item.id
        return (
          <li key={item.id} className={onStage ? 'on' : undefined} aria-current={onStage ? 'true' : undefined}>
            <p className="name">
              <span className="n">{place + 1}</span><b>{item.consult.code}</b>
              {hospital ? <HospitalBadge code={hospital.code} senior={hospital.senior} /> : null}
            </p>
            <p className="meta">{hospital?.name}{item.presenterId ? <>. {t('rooms:cases.presents', { name: nameOf(room, item.presenterId) })}</> : null}</p>
            <p className="chips">
              <Chip tone={tone} icon={icon}>{t(`rooms:step.${current.step}`)}</Chip>
              {item.identified ? null : <Chip tone="wait" icon="lock">{t('rooms:deidentified')}</Chip>}
              <Time item={item} state={current} now={now} />
            </p>
            <div className="btns">
              {room.me.runs && !onStage ? (
                <button type="button" className="btn bare" onClick={() => {
                  link.send('room:move-to', { item: item.id, step: 'presenting' })
                  look(null)
                }}>{t(current.step === 'done' ? 'rooms:cases.again' : 'rooms:cases.bring')}<span className="sr"> {item.consult.code}</span></button>
              ) : null}
              {room.item === item.id ? <span className="hint">{t('rooms:cases.looking')}</span> : (
                <button type="button" className="btn bare" onClick={() => look(onStage ? null : item.id)}>{t('rooms:cases.look')}<span className="sr"> {item.consult.code}</span></button>
              )}
              {movable && current.step !== 'done' && current.step !== 'moved' ? <Postpone room={room} item={item} reply={reply} /> : null}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

/** Of its minutes, what is left; counted only while it is on stage. */
function Time({ item: { minutes }, state: { stays, step }, now }: { item: RoomItem; state: ItemState; now: number }) {
  const { t } = useTranslation()
  const used = stays.reduce((sum, { from, until }) => sum + Math.max(0, (until ? Date.parse(until) : now) - Date.parse(from)), 0)
  const left = Math.ceil(minutes - used / 60_000)
  if (used === 0) return <span className="meta">{t('rooms:cases.minutes', { count: minutes })}</span>
  if (step === 'done' || step === 'moved') return <span className="meta">{t('rooms:cases.took', { count: Math.max(1, Math.round(used / 60_000)) })}</span>
  return <span className={left < 0 ? 'meta late' : 'meta'}>{left < 0 ? t('rooms:cases.over', { count: -left }) : t('rooms:cases.left', { count: left })}</span>
}
