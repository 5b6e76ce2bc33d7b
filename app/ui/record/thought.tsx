import { useTranslation } from 'react-i18next'
import { formatNear } from '~/platform/dates'
import { Chip } from '~/ui/chip'
import { Disposed } from './disposed'
import { Signed } from './signed'
import type { RecordView } from './view.server'

/** One specialist's opinion on one question, with the hospital it was given for. */
export function Thought({ thought: { by, at, text, answered, disposition, together }, now }: { thought: RecordView['questions'][number]['thoughts'][number]; now: string }) {
  const { t } = useTranslation()
  return (
    <div className="op">
      {answered ? null : <Chip tone="rest" icon="diff">{t('record:questions.unanswered')}</Chip>}
      <Disposed disposition={disposition} />
      <p className="told">{text}</p>
      <p className="who"><b><Signed by={by} /></b> {formatNear(at, now)}{together ? `, ${t('answer:togetherShort')}` : ''}</p>
    </div>
  )
}
