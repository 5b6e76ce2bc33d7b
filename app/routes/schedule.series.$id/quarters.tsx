import { useTranslation } from 'react-i18next'
import { fewest } from '~/domain/schedule/feedback'
import type { QuarterResult } from '~/domain/schedule/feedback-page.server'
import { FeedbackResults } from '~/ui/schedule/feedback-results'
import { Section } from '~/ui/section'

/** What those who sat in it said, quarter by quarter. */
export function Quarters({ quarters }: { quarters: readonly QuarterResult[] }) {
  const { t } = useTranslation()
  return (
    <Section title={t('schedule:series.feedback')}>
      {quarters.length === 0 ? <p className="hint">{t('schedule:series.noFeedback')}</p> : null}
      {quarters.map(({ quarter, conferences, answers, results }) => {
        const [year = '', number = ''] = quarter.split('-')
        return (
          <Section key={quarter} level={3} title={t('schedule:series.quarter', { quarter: number, year })} note={t('schedule:series.quarterCount', { conferences, answers })}>
            {results ? <FeedbackResults results={results} /> : <p className="hint">{t('schedule:series.tooFew', { fewest })}</p>}
          </Section>
        )
      })}
    </Section>
  )
}
