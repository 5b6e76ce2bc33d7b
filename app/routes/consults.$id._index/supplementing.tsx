import { useTranslation } from 'react-i18next'
import type { RecordView } from '~/ui/record/view.server'
import { SupplementBox } from './supplement-box'

interface Props { view: RecordView; reply: unknown; typed: boolean }

const refused = (reply: unknown): boolean => typeof reply === 'object' && reply !== null && 'problems' in reply && 'intent' in reply && reply.intent === 'supplement'

/**
 * Adding to the request: open when the other side has asked for it, folded when it is only possible. One element in one place, so that
 * a text begun in one state is not lost when the consult moves to the other.
 */
export function Supplementing({ view, reply, typed }: Props) {
  const { t } = useTranslation()
  const offered = view.may.supplement
  if (!offered && !typed) return null
  const asked = view.state === 'awaitingSupplement' || view.needed !== null
  return (
    <details className={asked ? 'supplementing todo now' : 'supplementing'} open={asked || typed || refused(reply)}>
      <summary><h2>{t(asked ? 'record:box.supplement.title' : 'record:box.supplement.always')}</h2></summary>
      {offered ? null : <p className="hint">{t('record:kept')}</p>}
      <SupplementBox view={view} reply={reply} />
    </details>
  )
}
