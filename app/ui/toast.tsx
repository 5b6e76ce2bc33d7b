import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button'
import { Icon } from './icon'
import { useRootData, type RootData } from './root-data'

/** Long enough to be read; without JavaScript it stays until the next page. */
const readingTime = 10_000

function useFading(flash: RootData['flash']) {
  const [gone, leave] = useState<RootData['flash']>(null)
  useEffect(() => {
    if (!flash) return
    const timer = setTimeout(() => leave(flash), readingTime)
    return () => clearTimeout(timer)
  }, [flash])
  return { shown: flash !== gone, dismiss: () => leave(flash) }
}

/** Says what was just done, once. */
export function Toast() {
  const { t } = useTranslation()
  const { flash } = useRootData()
  const { shown, dismiss } = useFading(flash)
  return (
    <div className="toast-place" role="status">
      {flash && shown ? (
        <div className="toast">
          <Icon name="done" />
          <span>{t(flash.key, flash.params)}</span>
          <Button type="button" onClick={dismiss}>{t('shell:close')}</Button>
        </div>
      ) : null}
    </div>
  )
}
