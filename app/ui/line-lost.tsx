import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lineBack, lineLost, told, tryAgain } from '~/domain/people/hold-fetch'
import { Button } from './button'
import { Icon } from './icon'

/** Says that what was asked for did not reach the server and goes out by itself; the page stays as it is meanwhile. */
export function LineLost() {
  const { t } = useTranslation()
  const [lost, setLost] = useState(false)
  useEffect(() => {
    const show = () => setLost(true)
    const hide = () => setLost(false)
    if (told.has(lineLost)) show()
    window.addEventListener(lineLost, show)
    window.addEventListener(lineBack, hide)
    return () => {
      window.removeEventListener(lineLost, show)
      window.removeEventListener(lineBack, hide)
    }
  }, [])
  return (
    <div className="toast-place" role="alert">
      {lost ? <div className="toast"><Icon name="late" /><span><b>{t('shell:lineLost.title')}</b> {t('shell:lineLost.text')}</span><Button type="button" onClick={tryAgain}>{t('shell:lineLost.again')}</Button></div> : null}
    </div>
  )
}
