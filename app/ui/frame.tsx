import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon'
import { Preferences } from './preferences'
import { useRootData } from './root-data'
import { Toast } from './toast'

export type Look = 'today' | 'record' | 'composer'

/** What every page stands in, also a stranger's: the mark, `bar` beside it, the page, language and theme. `look` names the page's own styles. */
export function Frame({ look, bar, children }: { look?: Look | undefined; bar?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation()
  const { demo } = useRootData()
  return (
    <div className={look}>
      <a className="skip" href="#main">{t('shell:skip')}</a>
      <header className="top">
        <Link className="brand" to="/" prefetch="none"><Icon name="mark" />{t('shell:brand')}</Link>
        {bar}
      </header>
      <main className="page" id="main" tabIndex={-1}>{children}</main>
      <Toast />
      <footer className="foot">
        {demo ? <span>{t('shell:demo')}</span> : null}
        <Preferences />
      </footer>
    </div>
  )
}
