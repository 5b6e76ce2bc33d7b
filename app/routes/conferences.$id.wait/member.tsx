import { useTranslation } from 'react-i18next'
import type { MemberPage } from '~/domain/rooms/way-in.server'
import { durationWords, formatTime } from '~/platform/dates'
import { nameWithTitle } from '~/platform/names'
import { leadIn } from '~/sockets/kept-choices'
import { ButtonLink } from '~/ui/button'
import { Chip } from '~/ui/chip'
import { Note } from '~/ui/note'
import { Section } from '~/ui/section'
import { EntryRequests } from '~/ui/way-in/entry-requests'
import { MessageForm } from '~/ui/way-in/message-form'
import { OutsideLine } from '~/ui/way-in/outside-line'
import { SiteHead } from '~/ui/way-in/site-card'
import { useTimeLeft } from './use-time-left'

interface MemberProps { page: MemberPage; ready: boolean; here: readonly string[]; reply: unknown }

/** What somebody who was invited sees before the room opens. */
export function Member({ page, ready, here, reply }: MemberProps) {
  const { t } = useTranslation()
  const { conferenceId, state, message, waiting, sites, code, may, agenda, people } = page
  const left = useTimeLeft(page.startsAt, page.now)
  const own = agenda.filter(({ mine, done }) => mine && !done)
  const others = here.filter((id) => id !== page.me)
  const open = state === 'open'
  return (
    <>
      <div className="mt-4" role="status">
        <p className="time-left">{open ? t('rooms:wayIn.isOpen') : left > 0 ? t('rooms:wayIn.left', { duration: durationWords(left, t) }) : t('rooms:wayIn.begins')}</p>
        {ready && !open ? <p>{t('rooms:wayIn.readyOn')}</p> : null}
        {message ? <Note tone="wait" icon="chat" title={`${t('rooms:wayIn.message')}:`}>{message}</Note> : null}
      </div>
      <OutsideLine link={page.link} telephone={page.telephone} />
      <div className="btns mt-4" onClickCapture={() => { if (!page.link) leadIn(conferenceId) }}>
        {open ? <ButtonLink kind="go" to={`/conferences/${conferenceId}/room`}>{t('rooms:wayIn.enter')}</ButtonLink> : ready ? null : <ButtonLink kind="go" to="?in=1">{t('rooms:wayIn.ready')}</ButtonLink>}
      </div>
      <div className="btns mt-4">
        <ButtonLink to={`/conferences/${conferenceId}/check`} reloadDocument>{t('rooms:wayIn.check')}</ButtonLink>
        <ButtonLink to={`/conferences/${conferenceId}/sites`}>{t('rooms:wayIn.sitesGo')}</ButtonLink>
        {may.setMessage ? <MessageForm message={message} reply={reply} /> : null}
      </div>
      {waiting && waiting.length > 0 ? <Section title={t('rooms:wayIn.waiting', { count: waiting.length })}><EntryRequests waiting={waiting} reply={reply} /></Section> : null}
      <div className="wait-parts">
        <Section title={t('rooms:wayIn.agenda')}>
          {own.length > 0 ? <p><b>{t('rooms:wayIn.place', { places: own.map(({ place }) => place).join(', '), count: agenda.length })}</b></p> : null}
          {agenda.length === 0 ? <p className="meta">{t('rooms:wayIn.noAgenda')}</p> : (
            <ol className="wait-list">
              {agenda.map(({ id, place, minutes, done, expected, code: consult, mine }) => (
                <li key={id}>
                  <p>{consult ? t('rooms:wayIn.consult', { place, code: consult }) : t('rooms:wayIn.hidden', { place })} {mine ? <Chip tone="live" icon="live">{t('rooms:wayIn.mine')}</Chip> : null}</p>
                  <p className="meta">{done ? t('rooms:wayIn.done') : t('rooms:wayIn.expected', { at: formatTime(expected), minutes })}</p>
                </li>
              ))}
            </ol>
          )}
        </Section>
        <Section title={t('rooms:wayIn.people')} note={others.length > 0 ? t('rooms:wayIn.hereCount', { count: others.length + (here.includes(page.me) ? 1 : 0) }) : t('rooms:wayIn.nobody')}>
          <ul className="wait-list">
            {people.map((person) => (
              <li key={person.personId}>
                <p><b>{nameWithTitle(person)}</b> {here.includes(person.personId) ? <Chip tone="done" icon="done">{t('rooms:wayIn.here')}</Chip> : null}</p>
                <p className="meta">{t(`schedule:role.${person.role}`)}, {person.hospital}</p>
              </li>
            ))}
          </ul>
        </Section>
        {sites.length > 0 ? <Section title={t('rooms:wayIn.sites')}><ul className="wait-list">{sites.map((site) => <li key={site.id}><SiteHead site={site} /></li>)}</ul></Section> : null}
        {code ? <Section title={t('rooms:wayIn.code')}><p className="own-code">{code}</p><p className="meta">{t('rooms:wayIn.codeWords')}</p></Section> : null}
      </div>
    </>
  )
}
