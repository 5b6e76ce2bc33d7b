import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/platform/dates'

/** What became of a mail, in words. */
export function MailState({ mail, sends }: { mail: { sentAt: string | null; failure: string | null }; sends: boolean }) {
  const { t } = useTranslation()
  if (mail.sentAt) return <>{t('notifications:admin.sent', { at: formatDateTime(mail.sentAt) })}</>
  if (mail.failure) return <>{t('notifications:admin.failed', { failure: mail.failure })}</>
  return <>{t(sends ? 'notifications:admin.waiting' : 'notifications:admin.keptOne')}</>
}
