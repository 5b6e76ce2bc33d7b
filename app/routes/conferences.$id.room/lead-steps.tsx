import { useTranslation } from 'react-i18next'
import { itemOf, steps } from '~/domain/rooms/room-state'
import { Chip } from '~/ui/chip'
import type { Parts } from './parts'

const led = steps.filter((step) => step !== 'waiting' && step !== 'done' && step !== 'moved')

/** Where the consult stands. Chair, deputy and scribe lead it through its steps and questions; once it is done the next one is suggested. */
export function LeadSteps({ room, link, view, look }: Parts & { look: (item: string | null) => void }) {
  const { t } = useTranslation()
  const { state } = view
  const { item } = room
  const { step, question } = itemOf(state, item)
  const onStage = state.stage === item
  if (!room.me.runs) return <p className="step"><Chip tone={onStage ? 'live' : 'rest'} icon={onStage ? 'live' : 'rest'}>{t(`rooms:step.${step}`)}</Chip></p>
  const questions = room.consult.questions
  const place = questions.findIndex(({ number }) => number === question)
  const lead = (to: { number: number } | undefined) => to && link.send('room:move-to', { item, step: 'discussion', question: to.number })
  const waiting = room.items.filter(({ id }) => ['waiting'].includes(itemOf(state, id).step))
  const next = state.stage === null ? waiting[0] : undefined
  return (
    <div className="lead-steps">
      {onStage ? (
        <>
          <label className="step">
            <span className="hint">{t('rooms:step.label')}</span>
            <select className="in" value={step} onChange={(event) => {
              const to = led.find((name) => name === event.currentTarget.value)
              if (to) link.send('room:move-to', { item, step: to })
            }}>
              {led.map((name) => <option key={name} value={name}>{t(`rooms:step.${name}`)}</option>)}
            </select>
          </label>
          <p className="btns">
            <button type="button" className="btn" disabled={place <= 0} onClick={() => lead(questions[place - 1])}>{t('rooms:lead.before')}</button>
            <button type="button" className="btn" disabled={place >= questions.length - 1} onClick={() => lead(questions[place + 1])}>{t('rooms:lead.next')}</button>
            <button type="button" className="btn go" onClick={() => link.send('room:move-to', { item, step: 'done' })}>{t('rooms:lead.done')}</button>
          </p>
        </>
      ) : null}
      {next ? (
        <p className="btns">
          <button type="button" className="btn go" onClick={() => {
            link.send('room:move-to', { item: next.id, step: 'presenting' })
            look(null)
          }}>{t('rooms:lead.nextCase', { code: next.consult.code })}</button>
        </p>
      ) : null}
    </div>
  )
}
