import { useTranslation } from 'react-i18next'
import type { consentLine } from '~/domain/consults/consent-view.server'
import { ButtonLink } from '~/ui/button'

/** Whether the patient has agreed, and the way to the sheet; only for the hospital whose patient it is. */
export function ConsentLine({ id, line }: { id: string; line: Awaited<ReturnType<typeof consentLine>> }) {
  const { t } = useTranslation()
  if (!line?.standing) return null
  return (
    <section className={line.owed ? 'todo' : undefined}>
      <h2>{t('consent:title')}</h2>
      <p>{t(`consent:record.${line.standing}`)}</p>
      <ButtonLink kind={line.owed ? 'go' : 'plain'} to={`/consults/${id}/consent`}>{t(line.owed ? 'consent:record.collect' : 'consent:record.open')}</ButtonLink>
    </section>
  )
}
