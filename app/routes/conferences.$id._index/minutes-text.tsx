import { useTranslation } from 'react-i18next'
import type { MinutesView } from '~/domain/rooms/minutes-view.server'
import { icd10Line } from '~/domain/rooms/icd10'
import { formatDay } from '~/platform/dates'
import { nameWithTitle } from '~/platform/names'

/** The minutes to read: as they are confirmed, or as they stand beside one's own unsaved text. `questions` shows the conclusions too. */
export function MinutesText({ minutes, questions = false }: { minutes: MinutesView; questions?: boolean }) {
  const { t } = useTranslation()
  const none = t('schedule:minutes.none')
  return (
    <>
      {(['summary', 'diagnosis'] as const).map((field) => <Part key={field} title={t(`schedule:minutes.${field}`)}>{minutes[field] || none}</Part>)}
      {questions ? minutes.conclusions.map(({ number, text }) => <Part key={number} title={t('schedule:minutes.conclusionOf', { number })}>{text || none}</Part>) : null}
      <Part title={t('schedule:minutes.overall')}>{minutes.overall || none}</Part>
      <Part title={t('schedule:minutes.icd10')}>{minutes.icd10.map(icd10Line).join('\n') || none}</Part>
      <Part title={t('schedule:minutes.change')}>{minutes.change ? t(`schedule:minutes.changes.${minutes.change}`) : none}</Part>
      <Part title={t('schedule:minutes.treatmentPlan')}>{minutes.treatmentPlan || none}</Part>
      <Part title={t('schedule:minutes.nextSteps')}>
        {minutes.nextSteps.map(({ text, dueOn, personId }) => {
          const person = personId ? minutes.people[personId] : undefined
          return `${formatDay(dueOn)}: ${text}${person ? ` (${nameWithTitle(person)})` : ''}`
        }).join('\n') || none}
      </Part>
    </>
  )
}

const Part = ({ title, children }: { title: string; children: string }) => <div className="mt-3"><h3>{title}</h3><p className="whitespace-pre-wrap">{children}</p></div>
