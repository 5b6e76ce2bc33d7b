import { useTranslation } from 'react-i18next'
import type { SiteLine } from '~/domain/rooms/site-lines.server'
import { Button } from '~/ui/button'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { TimeText } from '~/ui/time-text'
import { replyOf } from './reply-of'

/** Everybody in front of a site's one device, with their times; whoever sits at the device writes them down. */
export function Roster({ site, reply }: { site: SiteLine; reply: unknown }) {
  const { t } = useTranslation()
  const mine = replyOf(reply, 'siteId', site.id)
  const ids = <input type="hidden" name="siteId" value={site.id} />
  return (
    <div className="roster">
      {site.attendees.length > 0 ? (
        <ul>
          {site.attendees.map(({ id, name, position, byCode, from, until }) => (
            <li key={id} className={until ? 'gone' : ''}>
              <p>
                <b>{name}</b>{position ? `, ${position}` : ''}{byCode ? <span className="meta"> {t('rooms:roster.byCode')}</span> : null}
                <span className="meta"> {t('rooms:roster.from')} <TimeText at={from} form="time" />{until ? <> {t('rooms:roster.until')} <TimeText at={until} form="time" /></> : null}</span>
              </p>
              {site.may.roster && !until ? (
                <Form intent="removeAttendee" reply={replyOf(reply, 'attendeeId', id)} preventScrollReset>
                  {ids}<input type="hidden" name="attendeeId" value={id} />
                  <Button aria-label={t('rooms:roster.removeOf', { name })}>{t('rooms:roster.remove')}</Button>
                </Form>
              ) : null}
            </li>
          ))}
        </ul>
      ) : <p className="meta">{t('rooms:roster.empty')}</p>}
      {site.may.roster ? (
        <div className="adding">
          <Form intent="addAttendee" reply={mine} preventScrollReset>
            {ids}
            <Field name="name" label={t('rooms:roster.name')} maxLength={120} autoComplete="off" />
            <Field name="position" label={t('rooms:roster.position')} maxLength={120} optional autoComplete="off" />
            <Button>{t('rooms:roster.add')}</Button>
          </Form>
          <Form intent="addByCode" reply={mine} preventScrollReset>
            {ids}
            <Field name="code" label={t('rooms:roster.code')} hint={t('rooms:roster.codeHint')} width="short" maxLength={12} autoComplete="off" autoCapitalize="characters" spellCheck={false} />
            <Button>{t('rooms:roster.addByCode')}</Button>
          </Form>
        </div>
      ) : null}
    </div>
  )
}
