import { useTranslation } from 'react-i18next'
import { itemOf } from '~/domain/rooms/room-state'
import { agreements, countOpinions, suggestAgreement } from '~/domain/rooms/talk-state'
import { Chip } from '~/ui/chip'
import { OpinionForm } from './opinion-form'
import { gives, nameOf, personOf, type Parts } from './parts'
import { TypedChoice } from './typed-choice'

/** What was said to a question, by name; who differs stands out. Whoever runs the conference asks all for an opinion, and says how far they agree. */
export function Opinions({ writing, number, ...parts }: Parts & { number: number; writing: Record<string, string> }) {
  const { t } = useTranslation()
  const { room, link, view } = parts
  const { item } = room
  const current = itemOf(view.state, item)
  const counted = countOpinions(current, number).filter(({ people }) => people.length > 0)
  const suggested = suggestAgreement(current, number)
  const open = current.polls[number]?.open ?? false
  const me = personOf(room, room.me.personId)
  return (
    <section className="opinions" aria-label={t('rooms:opinion.title', { number })}>
      {counted.length > 0 ? <p className="lab">{t('rooms:opinion.heading')} {counted.map(({ stance, people }) => `${t(`rooms:stance.${stance}`)}: ${people.length}`).join(', ')}</p> : null}
      <ul>
        {counted.map(({ stance, people }) => people.map(({ personId, opinion }) => (
          <li key={personId} className={stance === 'differs' ? 'differs' : undefined}>
            <b>{nameOf(room, personId)}</b> <Chip tone={stance === 'differs' ? 'late' : stance === 'agrees' ? 'done' : 'rest'} icon={stance === 'differs' ? 'no' : stance === 'agrees' ? 'done' : 'rest'}>{t(`rooms:stance.${stance}`)}</Chip>
            {opinion.text ? <span className="live"> {opinion.text}</span> : null}
            {opinion.by === personId ? null : <small> {t('rooms:opinion.by', { name: nameOf(room, opinion.by) })}</small>}
          </li>
        )))}
      </ul>
      {me && gives(me) ? <details><summary>{t('rooms:opinion.open')}</summary><OpinionForm key={`${item} ${number}`} {...parts} number={number} item={item} /></details> : null}
      {room.me.runs ? (
        <>
          <button type="button" className="btn" aria-pressed={open} onClick={() => link.send('room:poll', { item, number, open: !open })}>{t(open ? 'rooms:poll.end' : 'rooms:poll.ask')}<span className="sr"> {t('rooms:question', { number })}</span></button>
          <TypedChoice {...parts} name={`agreement:${number}`} label={t('rooms:agreement.label')} options={agreements.map((value) => ({ value, label: t(`rooms:agreement.${value}`) }))}
            writing={writing} hint={suggested ? t('rooms:agreement.suggested', { level: t(`rooms:agreement.${suggested}`) }) : undefined} />
        </>
      ) : null}
    </section>
  )
}
