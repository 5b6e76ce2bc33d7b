import { useTranslation } from 'react-i18next'
import type { WayInNow } from '~/domain/rooms/way-in.server'
import { Icon } from '~/ui/icon'
import { EntryRequests } from '~/ui/way-in/entry-requests'
import { MessageForm } from '~/ui/way-in/message-form'
import { OutsideLine } from '~/ui/way-in/outside-line'
import type { Parts } from './parts'
import { SiteRoster } from './site-roster'

interface WayInListProps extends Parts { wayIn: WayInNow; reply: unknown }

/** Above the room: the message of those who lead, another service for sound, and for those who may let them in who asks to come in. */
export function WayInList(props: WayInListProps) {
  const { t } = useTranslation()
  const { view, wayIn, reply } = props
  const { message, waiting, may, link, telephone, sites } = wayIn
  if (view.state.closedAt) return null
  return (
    <>
      {link || telephone ? <OutsideLine link={link} telephone={telephone} /> : null}
      {message || may.setMessage || sites.length > 0 ? (
        <div className="room-message">
          {message ? <p className="said" role="status"><Icon name="chat" /> <b>{t('rooms:wayIn.message')}:</b> {message}</p> : null}
          <span className="end">
            {may.setMessage ? <MessageForm message={message} reply={reply} /> : null}
            <SiteRoster {...props} />
          </span>
        </div>
      ) : null}
      <p className="sr" role="status">{waiting && waiting.length > 0 ? t('rooms:wayIn.waiting', { count: waiting.length }) : ''}</p>
      {waiting && waiting.length > 0 ? (
        <details className="asks">
          <summary><b>{t('rooms:wayIn.waiting', { count: waiting.length })}</b> <span className="btn">{t('rooms:wayIn.show')}</span></summary>
          <EntryRequests waiting={waiting} reply={reply} />
        </details>
      ) : null}
    </>
  )
}
