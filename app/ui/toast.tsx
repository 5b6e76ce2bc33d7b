import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button'
import { Icon } from './icon'
import { useRootData, type RootData } from './root-data'

/** Long enough to be read; without JavaScript it stays until the next page. */
const readingTime = 10_000

/** What was said last stays for its time, also when the page refreshes itself meanwhile. */
function useFading(flash: RootData['flash']) {
  const [said, say] = useState(flash)
  const [gone, leave] = useState<RootData['flash']>(null)
  if (flash && flash !== said) say(flash)
  useEffect(() => {
    if (!said) return
    const timer = setTimeout(() => leave(said), readingTime)
    return () => clearTimeout(timer)
  }, [said])
  return { shown: said !== gone ? said : null, dismiss: () => leave(said) }
}

/** Says what was just done, once. */
export function Toast() {
  const { t } = useTranslation()
  const { flash } = useRootData()
  const { shown, dismiss } = useFading(flash)
  return (
    <div className="toast-place" role="status">
      {shown ? (
        <div className="toast">
          <Icon name="done" />
          <span>{shown.words}</span>
          <Button type="button" onClick={dismiss}>{t('shell:close')}</Button>
        </div>
      ) : null}
    </div>
  )
}
