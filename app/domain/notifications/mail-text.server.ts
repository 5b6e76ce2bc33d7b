import { formatDateTime } from '~/platform/dates'
import { env } from '~/platform/env.server'
import { translate } from '~/platform/texts/translate.server'
import type { NoticeParams } from './notice-params'
import { sayNotice } from './wording'

/** The mail of a notice, in Vietnamese: code, level and where to look. What concerns the patient stays behind the sign-in. */
export function mailText({ name, kind, params, at, href }: { name: string; kind: string; params: NoticeParams; at: Date; href: string }): { subject: string; body: string } {
  const t = translate('vi')
  const said = sayNotice(t, kind, params)
  return {
    subject: t('notifications:mail.subject', { ...said }),
    body: t('notifications:mail.body', { ...said, name, at: formatDateTime(at), link: new URL(href, env().PUBLIC_URL).href }),
  }
}
