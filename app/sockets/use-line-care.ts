import { useMemo, useSyncExternalStore } from 'react'
import type { LineCare as Care, LineCareView } from './line-care'

export type LineCare = LineCareView & Pick<Care, 'retry'>

/** What a call's line carries, how everybody's is, and who speaks. */
export function useLineCare(care: Care): LineCare {
  const view = useSyncExternalStore(care.subscribe, care.view, care.view)
  return useMemo(() => ({ ...view, retry: care.retry }), [view, care])
}
