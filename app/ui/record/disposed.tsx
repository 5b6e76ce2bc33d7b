import { useTranslation } from 'react-i18next'
import { Chip } from '~/ui/chip'

/** Keep or transfer, where an answer began with that. */
export function Disposed({ disposition }: { disposition: 'keep' | 'transferNow' | 'needMore' | null }) {
  const { t } = useTranslation()
  if (!disposition) return null
  return <p className="tally"><Chip tone={disposition === 'transferNow' ? 'late' : 'done'} icon={disposition === 'transferNow' ? 'late' : 'done'}>{t(`answer:disposition.${disposition}`)}</Chip></p>
}
