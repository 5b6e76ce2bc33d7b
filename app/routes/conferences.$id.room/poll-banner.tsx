import { useTranslation } from 'react-i18next'
import { itemOf } from '~/domain/rooms/room-state'
import { Icon } from '~/ui/icon'
import { OpinionForm } from './opinion-form'
import { gives, nameOf, personOf, type Parts } from './parts'

/** While the chair asks for opinions: the question and one's answer, at once, wherever one is looking. */
export function PollBanner(parts: Parts) {
  const { t } = useTranslation()
  const { room, view } = parts
  const me = personOf(room, room.me.personId)
  if (!me || !gives(me)) return null
  return room.items.flatMap(({ id, consult }) => {
    const current = itemOf(view.state, id)
    return consult.questions.flatMap(({ number, text }) => {
      const poll = current.polls[number]
      const mine = current.opinions[number]?.[me.personId]
      // Whoever asks has the question before them already; an answer since then is one.
      if (!poll?.open || poll.by === me.personId || (mine && mine.at >= poll.at)) return []
      return [(
        <section className="join poll" key={`${id} ${number}`} aria-label={t('rooms:poll.title', { name: nameOf(room, poll.by) })}>
          <p role="status"><Icon name="hand" /> <b>{t('rooms:poll.title', { name: nameOf(room, poll.by) })}</b> {consult.code}, {t('rooms:question', { number })}: {text}</p>
          <OpinionForm {...parts} number={number} item={id} />
        </section>
      )]
    })
  })
}
