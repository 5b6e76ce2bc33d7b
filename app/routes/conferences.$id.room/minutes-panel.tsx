import { useTranslation } from 'react-i18next'
import { itemOf } from '~/domain/rooms/room-state'
import { Chip } from '~/ui/chip'
import { ConclusionEditor } from './conclusion-editor'
import { Opinions } from './opinions'
import type { Parts } from './parts'
import { useWriting } from './use-writing'

/** Right: one block for each question, its conclusion as scribe or chair write it; everybody sees it at once. */
export function MinutesPanel(parts: Parts) {
  const { t } = useTranslation()
  const { room, view, link } = parts
  const writing = useWriting(link, view, room)
  const current = itemOf(view.state, room.item)
  return (
    <section className="mins" tabIndex={0} aria-label={t('rooms:minutes.title')}>
      <header><h2>{t('rooms:minutes.title')}</h2><span className="meta">{t('rooms:minutes.live')}</span></header>
      {room.consult.questions.map(({ number, text }) => {
        const conclusion = current.conclusions[number]
        return (
          <article key={`${room.item} ${number}`} className={current.question === number ? 'mq now' : 'mq'} aria-labelledby={`question-${number}`}>
            <h3 className="h" id={`question-${number}`}>{number}. {text}</h3>
            {room.me.runs
              ? <ConclusionEditor {...parts} number={number} />
              : conclusion
                ? <><p className="lab">{t(conclusion.concluded ? 'rooms:conclusion' : 'rooms:noConclusion')}</p><p className="live">{conclusion.text}</p></>
                : <Chip icon="rest">{t('rooms:notYet')}</Chip>}
            {writing[`conclusion:${number}`] ? <p className="hint" aria-live="polite">{t('rooms:minutes.writing', { name: writing[`conclusion:${number}`] })}</p> : null}
            <Opinions {...parts} number={number} writing={writing} />
          </article>
        )
      })}
    </section>
  )
}
