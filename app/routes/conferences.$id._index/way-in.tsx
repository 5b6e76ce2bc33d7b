import { useTranslation } from 'react-i18next'
import type { ConferencePage } from '~/domain/rooms/conference-page.server'
import type { WayInNow } from '~/domain/rooms/way-in.server'
import { ButtonLink } from '~/ui/button'
import { Note } from '~/ui/note'
import { Section } from '~/ui/section'
import { EntryRequests } from '~/ui/way-in/entry-requests'
import { MessageForm } from '~/ui/way-in/message-form'
import { OutsideLine } from '~/ui/way-in/outside-line'
import { SiteHead } from '~/ui/way-in/site-card'

/** The way in: who asks to come in, the message for those who wait, one's own code, and the sites. */
export function WayIn({ page: { conference, myRole }, wayIn, reply }: { page: ConferencePage; wayIn: WayInNow; reply: unknown }) {
  const { t } = useTranslation()
  const { message, waiting, sites, code, may, link, telephone } = wayIn
  const ahead = conference.state === 'planned' || conference.state === 'open'
  return (
    <>
      {waiting && waiting.length > 0 ? <Section title={t('rooms:wayIn.waiting', { count: waiting.length })}><EntryRequests waiting={waiting} reply={reply} /></Section> : null}
      {ahead ? (
        <>
          <OutsideLine link={link} telephone={telephone} />
          {message ? <Note tone="wait" icon="chat" title={`${t('rooms:wayIn.message')}:`}>{message}</Note> : null}
          <div className="btns mt-4">
            {myRole && conference.state === 'planned' ? <ButtonLink to={`/conferences/${conference.id}/wait`}>{t('rooms:wayIn.waitGo')}</ButtonLink> : null}
            {may.setMessage ? <MessageForm message={message} reply={reply} /> : null}
          </div>
          {code ? <p>{t('rooms:wayIn.code')}: <b className="own-code">{code}</b></p> : null}
        </>
      ) : null}
      {sites.length > 0 ? (
        <Section title={t('rooms:wayIn.sites')} note={<a href={`/conferences/${conference.id}/sites`}>{t('rooms:wayIn.sitesGo')}</a>}>
          <ul className="site-list">{sites.map((site) => <li key={site.id}><SiteHead site={site} /></li>)}</ul>
        </Section>
      ) : null}
    </>
  )
}
