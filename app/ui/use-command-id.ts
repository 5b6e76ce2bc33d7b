import { useId, useState } from 'react'
import { useRootData } from './root-data'

interface Sending { state: 'idle' | 'submitting' | 'loading'; formData?: FormData | undefined }

/**
 * The id of the command a form carries: the same while it is tried again (double click, lost line, problems put right),
 * a new one once it has been carried out. Comes from the server's seed, so it also works before JavaScript.
 */
export function useCommandId(sending: Sending, failed: boolean): string {
  const { seed } = useRootData()
  const own = useId().replace(/\W/g, '')
  const [{ first, round, sent }, change] = useState({ first: `${seed}-${own}`, round: 0, sent: false })
  const current = round === 0 ? first : `${first}-${round}`
  const travelling = sending.formData?.get('commandId') === current
  if (travelling && !sent) change({ first, round, sent: true })
  if (sent && !travelling && sending.state === 'idle') change({ first, round: failed ? round : round + 1, sent: false })
  return current
}
