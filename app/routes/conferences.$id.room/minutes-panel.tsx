import { useTranslation } from 'react-i18next'
import { itemOf } from '~/domain/rooms/room-state'
import { settledOf, settlements } from '~/domain/rooms/talk-state'
import { conclusionField } from '~/domain/rooms/text-fields'
import { useMinutesTexts } from '~/sockets/use-minutes-texts'
import { Chip } from '~/ui/chip'
import { DiagnosisFields } from './diagnosis-fields'
import { NextStepsField } from './next-steps-field'
import { Opinions } from './opinions'
import { nameOf, type Parts } from './parts'
import { SharedText } from './shared-text'
import { TypedChoice } from './typed-choice'
import { useWriting } from './use-writing'

/** Right: the minutes of the consult one looks at, written by several at once and read by everybody as they grow; each question with its conclusion and who thinks what. */
export function MinutesPanel(parts: Parts) {
  const { t } = useTranslation()
  const { room, view, link } = parts
  const { item } = room
  const writing = useWriting(link, view, room)
  const live = useMinutesTexts(link, item)
  const current = itemOf(view.state, item)
  const presents = room.items.find(({ id }) => id === item)?.presenterId === room.me.personId
  const shared = { live, writes: room.me.runs || presents, nameOf: (personId: string) => nameOf(room, personId) }
  return (
    <section className="mins" tabIndex={0} aria-label={t('rooms:minutes.title')}>
      <header><h2>{t('rooms:minutes.title')}</h2><span className="meta">{t('rooms:minutes.live')}</span></header>
      {room.consult.questions.map(({ number, text }) => {
        const settled = settledOf(view.state, item, number)
        return (
          <article key={`${item} ${number}`} className={current.question === number ? 'mq now' : 'mq'} aria-labelledby={`question-${number}`}>
            <h3 className="h" id={`question-${number}`}>{number}. {text}</h3>
            <SharedText {...shared} field={conclusionField(number)} label={`${t(settled === 'leftOpen' ? 'rooms:noConclusion' : 'rooms:conclusion')}, ${t('rooms:question', { number })}`} rows={3} />
            {room.me.runs
              ? <TypedChoice {...parts} name={`settled:${number}`} label={t('rooms:kind.label', { number })} options={settlements.map((value) => ({ value, label: t(`rooms:kind.${value}`) }))} writing={writing} />
              : <p>{settled ? <Chip tone={settled === 'concluded' ? 'done' : 'soon'} icon={settled === 'concluded' ? 'done' : 'pause'}>{t(settled === 'concluded' ? 'rooms:concluded' : 'rooms:leftOpen')}</Chip> : <Chip icon="rest">{t('rooms:notYet')}</Chip>}</p>}
            <Opinions {...parts} number={number} writing={writing} />
          </article>
        )
      })}
      <article className="mq whole" aria-label={t('rooms:minutes.whole')}>
        <SharedText {...shared} field="overall" label={t('schedule:minutes.overall')} rows={3} />
        <SharedText {...shared} field="plan" label={t('schedule:minutes.treatmentPlan')} rows={4} />
        <SharedText {...shared} field="summary" label={t('schedule:minutes.summary')} rows={6} />
        <SharedText {...shared} field="diagnosis" label={t('schedule:minutes.diagnosis')} rows={2} />
        <DiagnosisFields {...parts} writing={writing} />
        <NextStepsField {...parts} />
      </article>
    </section>
  )
}
