import { isRouteErrorResponse } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from './button'
import { useRootData } from './root-data'

type Kind = 'missing' | 'refused' | 'tooLarge' | 'unreadable' | 'failed'

const kinds: Record<number, Kind> = { 400: 'unreadable', 403: 'missing', 404: 'missing', 405: 'missing', 413: 'tooLarge' }

/** Which page an error gets. What one may not see looks like what is not there. */
export const kindOf = (error: unknown): Kind => (isRouteErrorResponse(error) ? (kinds[error.status] ?? 'failed') : 'failed')

/** A page that could not be shown: what happened and what to do, nothing of the machine. */
export function Failure({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const { viewer } = useRootData()
  const kind = kindOf(error)
  return (
    <>
      <h1>{t(`shell:${kind}.title`)}</h1>
      <p className="mt-2">{t(`shell:${kind}.text`)}</p>
      <p className="btns mt-6">
        {viewer ? <ButtonLink to="/today" reloadDocument>{t('shell:toToday')}</ButtonLink> : <ButtonLink to="/sign-in" reloadDocument>{t('shell:signIn')}</ButtonLink>}
      </p>
    </>
  )
}
