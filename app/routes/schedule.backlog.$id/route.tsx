import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { addConsult } from '~/domain/schedule/add-consult.server'
import * as agenda from '~/domain/schedule/agenda-schema'
import { fillPage } from '~/domain/schedule/backlog-page.server'
import { orderAgenda } from '~/domain/schedule/change-agenda.server'
import { fillAgenda, type Filled } from '~/domain/schedule/fill-agenda.server'
import { postponeItem } from '~/domain/schedule/postpone-item.server'
import { publishConference } from '~/domain/schedule/publish-conference.server'
import * as schema from '~/domain/schedule/series-schema'
import { formatDateTime } from '~/platform/dates'
import { flash } from '~/platform/http/flash.server'
import { idOf } from '~/platform/http/id-of'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Button, ButtonLink } from '~/ui/button'
import { Form } from '~/ui/form'
import { Icon } from '~/ui/icon'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { WaitingLine } from '~/ui/schedule/waiting-line'
import { Section } from '~/ui/section'
import { Shell } from '~/ui/shell'
import { AgendaLines } from './agenda-lines'

export const handle = { i18n: ['schedule', 'consults'] }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const page = await fillPage(await requireActor(request), idOf(params.id))
  const t = translate(await languageOf(request))
  return { ...page, title: pageTitle(t, t('schedule:backlog.fillTitle', { time: formatDateTime(page.conference.startsAt) })) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const given = { conferenceId: idOf(params.id) }
  let filled: Filled | undefined
  const reply = await submit(request, actor, {
    fill: verb(schema.fillAgenda, async (acting: typeof actor, input) => (filled = await fillAgenda(acting, input)), { given }),
    add: verb(agenda.addConsult, addConsult, { given }),
    order: verb(agenda.orderAgenda, orderAgenda, { given }),
    remove: verb(agenda.postponeItem, postponeItem, { given }),
    publish: verb(agenda.publishConference, publishConference, { given, next: ({ conferenceId }) => `/conferences/${conferenceId}/plan` }),
  })
  if (filled && reply instanceof Response) reply.headers.append('Set-Cookie', await flash(filled.left.length > 0 ? 'schedule:backlog.filledLeft' : 'schedule:backlog.filled', { taken: filled.taken, codes: filled.left.join(', ') }))
  return reply
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** A draft beside the backlog: the next ones come in by one press, single ones by theirs, up to its minutes; then it is published. */
export default function Fill() {
  const { t } = useTranslation()
  const page = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const { conference, entries, agenda: lines, used, all, now, most } = page
  const isDraft = conference.state === 'draft'
  const mayAdd = (isDraft || conference.state === 'planned') && lines.length < most
  useRefresh([`conference:${conference.id}`])
  return (
    <Shell place="schedule" look="record">
      <p className="crumb"><Link to="/schedule/backlog" prefetch="none">{t('schedule:backlog.title')}</Link><Icon name="go" small /></p>
      <div className="title"><h1>{t('schedule:backlog.fillTitle', { time: formatDateTime(conference.startsAt) })}</h1></div>
      {conference.title ? <p className="meta">{conference.title}</p> : null}
      {isDraft ? null : <Note icon="done" title={t(`schedule:state.${conference.state}`)}><ButtonLink to={`/conferences/${conference.id}/plan`} kind="bare">{t('schedule:series.openPage')}</ButtonLink></Note>}
      <div className="beside">
        <div className="written">
          <Section title={t('schedule:backlog.agenda')} note={t('schedule:backlog.used', { used, all })}>
            {lines.length === 0 ? <p className="hint">{t('schedule:backlog.noAgenda')}</p> : <AgendaLines page={page} reply={reply} />}
            <div className="btns mt-4">
              {isDraft && entries.length > 0 ? <Form intent="fill" reply={reply} preventScrollReset><Button kind={lines.length === 0 ? 'go' : 'plain'}>{t('schedule:backlog.fill')}</Button></Form> : null}
              {isDraft && lines.length > 0 ? <Form intent="publish" reply={reply}><Button kind="go">{t('schedule:backlog.publish')}</Button></Form> : null}
              <ButtonLink to={`/conferences/${conference.id}/plan`}>{t('schedule:backlog.changePlan')}</ButtonLink>
            </div>
            {isDraft && lines.length > 0 ? <p className="hint">{t('schedule:backlog.publishHint')}</p> : null}
          </Section>
        </div>
        <div className="asked-for">
          <Section title={t('schedule:backlog.title')} note={t('schedule:backlog.count', { count: entries.length })}>
            {entries.length === 0 ? <p className="hint">{t('schedule:backlog.none')}</p> : null}
            <ul className="blocks">
              {entries.map((entry) => (
                <li key={entry.id}>
                  <WaitingLine entry={entry} now={now} />
                  {mayAdd ? (
                    <Form intent="add" reply={reply} preventScrollReset>
                      <input type="hidden" name="consultId" value={entry.consultId} />
                      <input type="hidden" name="minutes" value={entry.minutes} />
                      <Button aria-label={t('schedule:backlog.addOf', { code: entry.code })}>{t('schedule:backlog.add')}</Button>
                    </Form>
                  ) : null}
                </li>
              ))}
            </ul>
          </Section>
        </div>
      </div>
    </Shell>
  )
}
