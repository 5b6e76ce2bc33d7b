import { useTranslation } from 'react-i18next'
import type { MinutesView } from '~/domain/rooms/minutes-view.server'
import { FieldError } from '~/ui/field-frame'
import { useField } from '~/ui/form-context'

type Conclusions = MinutesView['conclusions']
const levels = ['agreed', 'mostly', 'divided'] as const
const spare = 2

/** The words of each question's conclusion, or why it was left open, in the order of the questions. */
export function ConclusionTexts({ conclusions }: { conclusions: Conclusions }) {
  const { t } = useTranslation()
  const { id, complaint, chosen } = useField('conclusions')
  return (
    <>
      <FieldError id={id} complaint={complaint} />
      {conclusions.map(({ number, text, concluded }, index) => (
        <div className="field" key={number}>
          <label htmlFor={index === 0 ? id : `${id}-${number}`}>{t(concluded ? 'schedule:minutes.conclusionOf' : 'schedule:minutes.leftOpenOf', { number })}</label>
          <textarea className="in" id={index === 0 ? id : `${id}-${number}`} name="conclusions" rows={3} maxLength={20_000} defaultValue={chosen?.[index] ?? text} />
        </div>
      ))}
    </>
  )
}

/** How far those present agreed, per question; nobody has to say it. */
export function Agreements({ conclusions }: { conclusions: Conclusions }) {
  const { t } = useTranslation()
  const { id, chosen } = useField('agreements')
  return conclusions.map(({ number, agreement }, index) => (
    <div className="field" key={number}>
      <label htmlFor={`${id}-${number}`}>{t('schedule:minutes.agreementOf', { number })}</label>
      <select className="in" id={`${id}-${number}`} name="agreements" defaultValue={chosen?.[index] ?? agreement ?? ''}>
        <option value="">{t('schedule:minutes.agreement.unsaid')}</option>
        {levels.map((level) => <option key={level} value={level}>{t(`schedule:minutes.agreement.${level}`)}</option>)}
      </select>
    </div>
  ))
}

interface StepsProps { steps: MinutesView['nextSteps']; people: { value: string; label: string }[] }

/** What is to be done until a day and by whom; saving gives new empty rows. */
export function NextSteps({ steps, people }: StepsProps) {
  const { t } = useTranslation()
  const texts = useField('stepTexts')
  const days = useField('stepDays')
  const who = useField('stepPeople')
  const count = Math.max(steps.length + spare, texts.chosen?.length ?? 0)
  return (
    <fieldset className="next-steps">
      <legend>{t('schedule:minutes.nextSteps')}</legend>
      <p className="hint">{t('schedule:minutes.nextStepsHint')}</p>
      <FieldError id={texts.id} complaint={texts.complaint} />
      <FieldError id={days.id} complaint={days.complaint} />
      {Array.from({ length: count }, (_row, index) => {
        const step = steps[index]
        const name = (part: string) => t(`schedule:minutes.step.${part}`, { place: index + 1 })
        return (
          <div className="step-row" key={index}>
            <input type="hidden" name="stepIds" value={step?.id ?? ''} />
            <input className="in" name="stepTexts" id={index === 0 ? texts.id : undefined} aria-label={name('text')} placeholder={t('schedule:minutes.step.placeholder')} maxLength={1_000} defaultValue={texts.chosen?.[index] ?? step?.text ?? ''} autoComplete="off" />
            <input className="in" type="date" name="stepDays" id={index === 0 ? days.id : undefined} aria-label={name('day')} defaultValue={days.chosen?.[index] ?? step?.dueOn ?? ''} />
            <select className="in" name="stepPeople" aria-label={name('who')} defaultValue={who.chosen?.[index] ?? step?.personId ?? ''}>
              <option value="">{t('schedule:minutes.step.nobody')}</option>
              {people.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
            </select>
          </div>
        )
      })}
    </fieldset>
  )
}
