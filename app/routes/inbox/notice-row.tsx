import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoticeLine } from '~/domain/notifications/queries.server'
import { sayNotice } from '~/domain/notifications/wording'
import { formatDateTime } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Chip } from '~/ui/chip'
import { useRootData } from '~/ui/root-data'
import { Row } from '~/ui/row'
import { TimeText } from '~/ui/time-text'

/** One notice: what happened, to which consult. Opening it is a form, since it marks the notice as read. */
export function NoticeRow({ notice }: { notice: NoticeLine }) {
  const { t } = useTranslation()
  const { title, code, level } = sayNotice(t, notice.kind, notice.params)
  const action = notice.urgent && (notice.rings || !notice.read)
  return (
    <Row margin={<TimeText at={notice.at} />} {...(action && { tone: 'soon' as const })}>
      <p>{notice.read ? title : <b>{title}</b>}</p>
      <p className="meta">{code}, {level}{action ? <> <Chip tone="soon" icon="soon">{t('notifications:urgent')}</Chip></> : null}</p>
      {notice.acknowledgedAt ? <p className="meta">{t('notifications:takenAt', { at: formatDateTime(notice.acknowledgedAt) })}</p> : null}
      {notice.rings ? <NoticeForm id={notice.id} intent="acknowledge"><Button kind="go" icon="bell" aria-label={`${t('notifications:taken')}: ${title}, ${code}`}>{t('notifications:taken')}</Button></NoticeForm> : null}
      {notice.elsewhere ? <p className="meta">{t('notifications:elsewhere', { hospital: notice.elsewhere })}</p> : <NoticeForm id={notice.id} intent="open"><Button kind="bare" className="-ml-2" aria-label={t('notifications:open', { title: `${title}, ${code}` })}>{t('notifications:openShort')}</Button></NoticeForm>}
    </Row>
  )
}

/** A plain form, so that it works without JavaScript and a room opens as a document of its own: camera and microphone are allowed per document. */
function NoticeForm({ id, intent, children }: { id: string; intent: 'open' | 'acknowledge'; children: ReactNode }) {
  const { viewer } = useRootData()
  return (
    <form method="post" action="/inbox">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="noticeId" value={id} />
      {viewer ? <input type="hidden" name="membershipId" value={viewer.membershipId} /> : null}
      {children}
    </form>
  )
}
