import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { calendarFrom, mayCalendar, removeCalendarDay, setCalendarDay } from '~/domain/catalogue/calendar-days.server'
import { changeConfirming } from '~/domain/hospitals/confirming-order.server'
import { mayHospital } from '~/domain/hospitals/policy'
import * as forms from '~/domain/hospitals/settings-form'
import { allSettingsOf, changeSetting } from '~/domain/hospitals/settings.server'
import { addSite, closeSite } from '~/domain/hospitals/sites.server'
import { requireActor } from '~/domain/people/session.server'
import * as availability from '~/domain/schedule/availability-schema'
import { sitesPage } from '~/domain/schedule/own-hours.server'
import { endBlock, enterSiteBlock } from '~/domain/schedule/time-blocks.server'
import { todayInVietnam } from '~/platform/dates'
import { flash } from '~/platform/http/flash.server'
import { submit, verb } from '~/platform/http/submit.server'
import { notFound } from '~/platform/problem'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'
import { CalendarDays } from './settings/calendar-days'
import { ClocksForm } from './settings/clocks-form'
import { ConfirmingForm } from './settings/confirming-form'
import { ConferencesForm } from './settings/conferences-form'
import { OwnForms } from './settings/own-forms'
import { Sites } from './settings/sites'

export const handle = { i18n: ['settings', 'consults', 'schedule'] }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const [decides, keeps] = [mayHospital.decide(actor), mayCalendar.keep(actor)]
  if (!decides && !keeps) throw notFound()
  const { hospitalId } = actor
  const decided = decides ? await allSettingsOf([hospitalId]) : null
  const own = decided && {
    officeHours: decided(hospitalId, 'officeHours'), approvalLevels: decided(hospitalId, 'approvalLevels'), clocks: decided(hospitalId, 'clocks'), followUpDays: decided(hospitalId, 'followUpDays'),
    confirming: decided(hospitalId, 'minutes').confirming, conferences: decided(hospitalId, 'conferences'), sites: await sitesPage(actor),
  }
  const t = translate(await languageOf(request))
  const today = todayInVietnam(new Date())
  return { own, keeps, days: await calendarFrom(today), today, title: pageTitle(t, t('settings:title')) }
}

const dayMinutes = 24 * 60
type Acting = Awaited<ReturnType<typeof requireActor>>

const changeClocks = (actor: Acting, typed: forms.ClocksForm) => changeSetting(actor, {
  key: 'clocks', value: {
    redAlert: { reach: typed.redAlertReach, answer: typed.redAlertAnswer }, emergency: { reach: typed.emergencyReach, answer: typed.emergencyAnswer }, sameDay: { reach: typed.sameDayReach, answer: typed.sameDayAnswer },
    routine: { reach: typed.routineReach * dayMinutes, answer: typed.routineAnswer * dayMinutes },
  },
})

const changeConferences = (actor: Acting, { hours, regularFrom, regularUntil, buffer, notice, approval }: forms.ConferencesForm) =>
  changeSetting(actor, { key: 'conferences', value: { hours, regular: { from: regularFrom, until: regularUntil }, buffer, notice, approval: approval === 'yes' } })

export async function action({ request }: ActionFunctionArgs) {
  const reply = await submit(request, await requireActor(request), {
    officeHours: verb(forms.officeHoursForm, (actor: Acting, value) => changeSetting(actor, { key: 'officeHours', value })),
    clocks: verb(forms.clocksForm, changeClocks),
    approval: verb(forms.approvalForm, (actor: Acting, { levels }) => changeSetting(actor, { key: 'approvalLevels', value: levels })),
    followUp: verb(forms.followUpForm, (actor: Acting, { days }) => changeSetting(actor, { key: 'followUpDays', value: days })),
    conferences: verb(forms.conferencesForm, changeConferences),
    confirming: verb(forms.confirmingForm, changeConfirming),
    addSite: verb(forms.addSite, addSite), closeSite: verb(forms.closeSite, closeSite),
    siteBlock: verb(availability.enterSiteBlock, enterSiteBlock), end: verb(availability.endBlock, endBlock),
    calendar: verb(forms.calendarForm, setCalendarDay),
    removeDay: verb(forms.calendarRemoval, removeCalendarDay),
  })
  if (reply instanceof Response) reply.headers.append('Set-Cookie', await flash('shell:saved'))
  return reply
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** How one's own hospital works: office hours, clocks, what is approved first, follow-up, conferences and their sites; and the calendar all share. */
export default function Settings() {
  const { t } = useTranslation()
  const { own, keeps, days } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Shell>
      <h1>{t('settings:title')}</h1>
      <p>{t('settings:lead')}</p>
      {own ? <><OwnForms own={own} reply={reply} /><ClocksForm clocks={own.clocks} reply={reply} /><ConferencesForm conferences={own.conferences} reply={reply} /><ConfirmingForm order={own.confirming} reply={reply} /><Sites sites={own.sites} reply={reply} /></> : null}
      <CalendarDays days={days} keeps={keeps} reply={reply} />
    </Shell>
  )
}
