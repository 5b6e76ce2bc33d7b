import { useTranslation } from 'react-i18next'
import type { WayInNow } from '~/domain/rooms/way-in.server'
import { Dialog } from '~/ui/dialog'
import { Form } from '~/ui/form'
import { Button } from '~/ui/button'
import { Roster } from '~/ui/way-in/roster'
import { SiteHead } from '~/ui/way-in/site-card'
import { failed } from '~/ui/way-in/reply-of'
import type { Parts } from './parts'

/** The conference's sites and who sits in front of each device; whoever sits at one keeps its list from here. */
export function SiteRoster({ view, wayIn: { sites, code }, reply }: Parts & { wayIn: WayInNow; reply: unknown }) {
  const { t } = useTranslation()
  if (sites.length === 0 || view.state.closedAt) return null
  const own = sites.find(({ may }) => may.roster)
  const count = (own ? [own] : sites).reduce((sum, { attendees }) => sum + attendees.filter(({ until }) => until === null).length, 0)
  return (
    <Dialog title={t('rooms:roster.title')} trigger={t('rooms:roster.open', { count })} open={failed(reply, 'addAttendee', 'addByCode', 'removeAttendee', 'takeDevice')}>
      {code ? <p>{t('rooms:wayIn.code')}: <b className="own-code">{code}</b></p> : null}
      <ul className="site-list">
        {sites.map((site) => (
          <li key={site.id}>
            <SiteHead site={site} />
            {site.may.take ? <Form intent="takeDevice" reply={reply} preventScrollReset><input type="hidden" name="siteId" value={site.id} /><div className="btns"><Button aria-label={t('rooms:sites.takeOf', { name: site.name })}>{t('rooms:sites.take')}</Button></div></Form> : null}
            <Roster site={site} reply={reply} />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
