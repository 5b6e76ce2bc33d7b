import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { addConsult } from '~/domain/schedule/add-consult.server'
import * as agenda from '~/domain/schedule/agenda-schema'
import { describeConference, orderAgenda } from '~/domain/schedule/change-agenda.server'
import { moveConference } from '~/domain/schedule/move-conference.server'
import { planPage } from '~/domain/schedule/plan-page.server'
import { dropItem, postponeItem } from '~/domain/schedule/postpone-item.server'
import { publishConference } from '~/domain/schedule/publish-conference.server'
import { recordNotHeld } from '~/domain/schedule/record-not-held.server'
import { releaseMember } from '~/domain/schedule/release-member.server'
import * as schedule from '~/domain/schedule/schema'
import { setMember } from '~/domain/schedule/set-member.server'
import { idOf } from '~/platform/http/id-of'
import { bodyOf, submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Chip } from '~/ui/chip'
import { Icon } from '~/ui/icon'
import { pageTitle } from '~/ui/page-title'
import { Shell } from '~/ui/shell'
import { looks } from '../conferences.$id._index/looks'
import { Agenda } from './agenda'
import { inWantedOrder } from './order.server'
import { Particulars } from './particulars'
import { People } from './people'
import { Standing } from './standing'

export const handle = { i18n: ['schedule', 'consults'] }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const page = await planPage(actor, idOf(params.id))
  const t = translate(await languageOf(request))
  return { ...page, heading: pageTitle(t, t('schedule:plan.title')) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const given = { conferenceId: idOf(params.id) }
  return submit(request, actor, {
    publish: verb(agenda.publishConference, publishConference, { given }),
    order: verb(agenda.orderAgenda, orderAgenda, { given }),
    add: verb(agenda.addConsult, addConsult, { given }),
    postpone: verb(agenda.postponeItem, postponeItem, { given }),
    drop: verb(agenda.dropItem, dropItem, { given }),
    setMember: verb(agenda.setMember, setMember, { given }),
    release: verb(schedule.releaseMember, releaseMember, { given }),
    describe: verb(agenda.describeConference, describeConference, { given }),
    move: verb(schedule.moveConference, moveConference, { given }),
    callOff: verb(schedule.recordNotHeld, recordNotHeld, { given, next: () => '/schedule' }),
  }, inWantedOrder(await bodyOf(request)))
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.heading }]

/** Where whoever arranged a conference prepares and changes it. */
export default function Plan() {
  const { t } = useTranslation()
  const page = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const { id, state, title } = page.conference
  const [tone, icon] = looks[state]
  useRefresh([`conference:${id}`])
  return (
    <Shell place="schedule" look="record">
      <p className="crumb">
        <Link to="/schedule" prefetch="none">{t('schedule:calendar.title')}</Link><Icon name="go" small />
        {page.may.page ? <Link to={`/conferences/${id}`} prefetch="none">{t('schedule:plan.page')}</Link> : null}
      </p>
      <div className="title"><h1>{title || t('schedule:plan.title')}</h1><Chip tone={tone} icon={icon} fill>{t(`schedule:state.${state}`)}</Chip></div>
      <Standing page={page} reply={reply} />
      <div className="beside">
        <div className="asked-for"><Particulars page={page} reply={reply} /></div>
        <div className="written"><Agenda page={page} reply={reply} /><People page={page} reply={reply} /></div>
      </div>
    </Shell>
  )
}
