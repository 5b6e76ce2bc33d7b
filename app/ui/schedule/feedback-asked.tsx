import { useTranslation } from 'react-i18next'
import { fewest } from '~/domain/schedule/feedback'
import type { FeedbackView } from '~/domain/schedule/feedback-page.server'
import { ButtonLink } from '~/ui/button'
import { FeedbackResults } from './feedback-results'
import { Section } from '~/ui/section'

/** On the conference's page: the way to the form, and for those who run it what came of it. */
export function FeedbackAsked({ view }: { view: FeedbackView }) {
  const { t } = useTranslation()
  const { conferenceId, give, read, own, results, answered, asked } = view
  return (
    <Section title={t('schedule:feedback.title')} {...(read ? { note: t('schedule:feedback.answered', { answered, asked }) } : {})} id="feedback">
      {read ? results ? <FeedbackResults results={results} /> : <p className="hint">{t('schedule:feedback.tooFew', { answered, fewest })}</p> : null}
      <div className="btns mt-2"><ButtonLink to={`/conferences/${conferenceId}/feedback`}>{t(give ? (own ? 'schedule:feedback.linkAgain' : 'schedule:feedback.link') : 'schedule:feedback.see')}</ButtonLink></div>
    </Section>
  )
}
