import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import * as schema from '~/domain/schedule/agenda-schema'
import { approvalPage } from '~/domain/schedule/approval-page.server'
import { approveConference, refuseConference } from '~/domain/schedule/approve-conference.server'
import { formatTime, longDate } from '~/platform/dates'
import { idOf } from '~/platform/http/id-of'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { Facts } from '~/ui/facts'
import { Form } from '~/ui/form'
import { Icon } from '~/ui/icon'
import { LevelMark } from '~/ui/level-mark'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Section } from '~/ui/section'
import { Shell } from '~/ui/shell'
import { TextArea } from '~/ui/text-area'
import { asked } from '../conferences.$id._index/asked'

export const handle = { i18n: ['schedule', 'consults'] }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const page = await approvalPage(await requireActor(request), idOf(params.id))
  const t = translate(await languageOf(request))
  return { ...page, heading: pageTitle(t, t('schedule:approval.title')) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const given = { conferenceId: idOf(params.id) }
  return submit(request, actor, { approve: verb(schema.approveConference, approveConference, { given }), refuse: verb(schema.refuseConference, refuseConference, { given }) })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.heading }]

/** A head reads when, who and which codes, and decides; patients are not shown here. */
export default function Approval() {
  const { t } = useTranslation()
  const page = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  useRefresh([`conference:${page.id}`])
  const { approval, note, decidedBy, afterwards } = page
  return (
    <Shell place="schedule" look="record">
      <p className="crumb"><Link to="/schedule" prefetch="none">{t('schedule:calendar.title')}</Link><Icon name="go" small /></p>
      <h1 className="mt-1 mb-4">{page.title || t('schedule:approval.title')}</h1>
      {approval === 'awaiting'
        ? <Note tone="soon" title={t(afterwards ? 'schedule:approval.afterwards' : 'schedule:approval.awaits')}>{t(page.may.approve ? 'schedule:approval.words' : 'schedule:approval.ownWords')}</Note>
        : <Note tone={approval === 'approved' ? 'done' : 'rest'} title={t(`schedule:approval.${approval}`, { name: decidedBy })}>{note}</Note>}
      {page.may.approve ? (
        <div className="btns mt-4">
          <Form intent="approve" reply={reply}><Button kind="go" icon="done">{t('schedule:approval.approve')}</Button></Form>
          <Dialog title={t('schedule:approval.refuseTitle')} trigger={t('schedule:approval.refuse')} kind="stop" open={asked(reply, 'refuse')}>
            <Form intent="refuse" reply={reply}>
              <p>{t(afterwards ? 'schedule:approval.refuseAfterWords' : 'schedule:approval.refuseWords')}</p>
              <TextArea name="reason" label={t('schedule:page.reason')} maxLength={1000} />
              <div className="btns"><Button kind="stop">{t('schedule:approval.refuse')}</Button></div>
            </Form>
          </Dialog>
        </div>
      ) : null}
      <Section title={t('schedule:page.overview')}>
        <Facts items={[
          { term: t('schedule:page.day'), detail: <span className="inline-block first-letter:uppercase">{longDate(page.startsAt, t)}</span> },
          { term: t('schedule:page.time'), detail: `${formatTime(page.startsAt)}–${formatTime(page.endsAt)}` },
          { term: t('schedule:approval.hospitals'), detail: page.hospitals.join(', ') },
          { term: t('schedule:approval.arrangedBy'), detail: page.arrangedBy },
        ]} />
      </Section>
      <Section title={t('schedule:agenda.title')}>
        <ol className="agenda-list">{page.agenda.map(({ id, code, level, minutes }) => <li key={id}><b>{code}</b> {level ? <LevelMark level={level} /> : null} <span className="meta">{t('schedule:agenda.minutesCount', { count: minutes })}</span></li>)}</ol>
      </Section>
      <Section title={t('schedule:page.people')}>
        <ul className="answers">{page.people.map(({ personId, name, role, hospital }) => <li key={personId}><p><b>{name}</b> <span className="meta">{t(`schedule:role.${role}`)}, {hospital}</span></p></li>)}</ul>
      </Section>
    </Shell>
  )
}
