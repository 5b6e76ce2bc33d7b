import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { nameWithTitle } from '~/platform/names'
import { Icon } from './icon'
import type { Viewer } from './root-data'

/** Those who decide how a hospital works, or keep the calendar. */
const decides = ['coordinator', 'head', 'administrator'] as const

/** Who one is, the account, the way out. A plain form: signing out leaves nothing of the page behind. */
export function PersonMenu({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation()
  return (
    <details className="menu">
      <summary className="me" aria-label={[t('shell:person', { name: nameWithTitle(viewer) }), viewer.position].filter(Boolean).join(', ')}>
        <span>{nameWithTitle(viewer)}<small>{viewer.position}</small></span>
        <Icon name="down" small />
      </summary>
      <div className="sheet">
        <p>{nameWithTitle(viewer)}<br />{viewer.hospitalShort}{viewer.departmentName ? `, ${viewer.departmentName}` : ''}</p>
        <Link to="/account" prefetch="none">{t('shell:places.account')}</Link>
        {decides.some((role) => viewer.roles.includes(role)) ? <Link to="/settings" prefetch="none">{t('shell:places.settings')}</Link> : null}
        {viewer.mayReadMail ? <Link to="/admin/mail" prefetch="none">{t('shell:places.mail')}</Link> : null}
        <form method="post" action="/sign-out"><button>{t('shell:signOut')}</button></form>
      </div>
    </details>
  )
}
