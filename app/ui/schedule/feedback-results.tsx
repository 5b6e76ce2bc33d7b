import { useTranslation } from 'react-i18next'
import type { AxisResult } from '~/domain/schedule/feedback'
import { Facts } from '~/ui/facts'

/** Means and how many answered, axis by axis. */
export function FeedbackResults({ results }: { results: readonly AxisResult[] }) {
  const { t, i18n } = useTranslation()
  const number = new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return (
    <Facts items={results.map(({ axis, mean, count, spread }) => ({
      term: t(`schedule:feedback.axis.${axis}`),
      detail: mean === null ? '–' : <><b>{t('schedule:feedback.outOf', { mean: number.format(mean) })}</b> <span className="meta">{t('schedule:feedback.by', { count, spread: spread.map((given, index) => `${index + 1}: ${given}`).join('; ') })}</span></>,
    }))} />
  )
}
