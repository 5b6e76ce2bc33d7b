import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { enterShift } from '~/domain/duty/change-roster.server'
import { mayDuty } from '~/domain/duty/policy'
import { dutyNow, openSwaps, rosterChoices, rosterWeek } from '~/domain/duty/roster.server'
import { endBusy, sayBusy } from '~/domain/duty/say-busy.server'
import * as schema from '~/domain/duty/schema'
import { agreeSwap, refuseSwap, takeBackSwap } from '~/domain/duty/swap-shift.server'
import { dayAfter } from '~/domain/duty/times'
import { requireActor } from '~/domain/people/session.server'
import { formatDay } from '~/platform/dates'
import type { Reply } from '~/platform/http/form'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { ButtonLink } from '~/ui/button'
import { BusyForm } from '~/ui/duty/busy-form'
import { OnDutyList } from '~/ui/duty/on-duty-list'
import { Empty } from '~/ui/empty'
import { Note } from '~/ui/note'
import { pageTitle } from '~/ui/page-title'
import { Section } from '~/ui/section'
import { Shell } from '~/ui/shell'
import { NewShift } from './new-shift'
import { Swaps } from './swaps'
import { Week } from './week'

export const handle = { i18n: ['duty'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const t = translate(await languageOf(request))
  const week = await rosterWeek(actor, new URL(request.url).searchParams.get('week'))
  return { title: pageTitle(t, t('duty:title')), week, duty: await dutyNow(actor), swaps: await openSwaps(actor), choices: mayDuty.enter(actor) ? await rosterChoices(actor) : null, mayHandOver: mayDuty.handOver(actor), hospitalId: actor.hospitalId }
}

export async function action({ request }: ActionFunctionArgs) {
  const next = () => (new URL(request.url).searchParams.get('back') === 'today' ? '/today' : '/duty')
  return submit(request, await requireActor(request), {
    enter: verb(schema.enterShift, enterShift), sayBusy: verb(schema.sayBusy, sayBusy, { next }), endBusy: verb(schema.endBusy, endBusy, { next }),
    agreeSwap: verb(schema.agreeSwap, agreeSwap, { next }), refuseSwap: verb(schema.refuseSwap, refuseSwap, { next }), takeBackSwap: verb(schema.takeBackSwap, takeBackSwap, { next }),
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** Who is on duty now, and the week's rosters with their gaps. */
export default function Duty() {
  const { t } = useTranslation()
  const { week, duty, swaps, choices, mayHandOver, hospitalId } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  useRefresh([`hospital:${hospitalId}`])
  const { now, today, monday, days, lines } = week
  const gaps = lines.reduce((sum, line) => sum + line.gaps.length, 0)
  const refused = (reply as Reply | undefined)?.intent === 'enter'
  return (
    <Shell place="duty">
      <div className="duty-head">
        <h1>{t('duty:title')}</h1>
        {mayHandOver ? <ButtonLink to="/duty/handover">{t('duty:handover.title')}</ButtonLink> : null}
        <ButtonLink to="/account/hours">{t('duty:ownHours')}</ButtonLink>
        {choices ? <ButtonLink to="/duty/import">{t('duty:import.title')}</ButtonLink> : null}
      </div>
      {gaps > 0 ? <Note tone="late" title={t('duty:gaps', { count: gaps })}>{t('duty:gapsWhy')}</Note> : null}
      <div className="duty-now">
        <Section title={t('duty:now')}>
          {duty && duty.groups.length > 0 ? <OnDutyList groups={duty.groups} now={now} /> : <Empty title={t('duty:nobodyNow')}><p>{t('duty:nobodyNowWhy')}</p></Empty>}
        </Section>
        {duty && (duty.ownUntil || duty.busyUntil) ? <Section title={t('duty:you')}><BusyForm now={now} busyUntil={duty.busyUntil} reply={reply} /></Section> : null}
      </div>
      <Swaps swaps={swaps} reply={reply} />
      <Section title={t('duty:weekOf', { from: formatDay(monday), until: formatDay(days[6] ?? monday) })} className="duty-weeks" note={
        <nav aria-label={t('duty:weeks')}>
          <Link to={`/duty?week=${dayAfter(monday, -7)}`} prefetch="none">{t('duty:before')}</Link> <Link to="/duty" prefetch="none">{t('duty:thisWeek')}</Link> <Link to={`/duty?week=${dayAfter(monday, 7)}`} prefetch="none">{t('duty:after')}</Link>
        </nav>
      }>
        {lines.length === 0 ? <Empty title={t('duty:none')}><p>{t(choices ? 'duty:noneEnter' : 'duty:noneAsk')}</p></Empty> : <Week lines={lines} days={days} today={today} />}
      </Section>
      {choices ? <NewShift choices={choices} today={today > monday ? today : monday} reply={reply} open={refused || lines.length === 0} /> : null}
    </Shell>
  )
}
