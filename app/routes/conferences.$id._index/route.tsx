import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireActor } from '~/domain/people/session.server'
import { conferencePage } from '~/domain/rooms/conference-page.server'
import { confirmMinutes } from '~/domain/rooms/confirm-minutes.server'
import { correctMinutes } from '~/domain/rooms/correct-minutes.server'
import * as minutes from '~/domain/rooms/minutes-schema'
import { nameHolder } from '~/domain/rooms/name-holder.server'
import { nameTreating } from '~/domain/rooms/name-treating.server'
import { printMinutes } from '~/domain/rooms/print-minutes.server'
import { wayInBeside } from '~/domain/rooms/way-in.server'
import { saveMinutes } from '~/domain/rooms/save-minutes.server'
import { agendaList } from '~/domain/schedule/agenda-list.server'
import { acceptInvitation, declineInvitation, proposeTime } from '~/domain/schedule/answer-invitation.server'
import { feedbackOf } from '~/domain/schedule/feedback-page.server'
import { invitationsOf } from '~/domain/schedule/invitations.server'
import { moveConference, refuseProposal, takeProposal } from '~/domain/schedule/move-conference.server'
import { openConference } from '~/domain/schedule/open-conference.server'
import { recordNotHeld } from '~/domain/schedule/record-not-held.server'
import { releaseMember } from '~/domain/schedule/release-member.server'
import * as schedule from '~/domain/schedule/schema'
import { idOf } from '~/platform/http/id-of'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { useRefresh } from '~/sockets/use-refresh'
import { Chip } from '~/ui/chip'
import { Icon } from '~/ui/icon'
import { pageTitle } from '~/ui/page-title'
import { FeedbackAsked } from '~/ui/schedule/feedback-asked'
import { Shell } from '~/ui/shell'
import wayInStyles from '~/ui/way-in/way-in.css?url'
import { wayInDeeds } from '../conferences.$id.wait/deeds.server'
import { AgendaList, ApprovalNote } from './agenda-list'
import { Answers } from './answers'
import { Deeds } from './deeds'
import { Invitation } from './invitation'
import { looks } from './looks'
import { bringScan, isUpload } from './bring-scan.server'
import { Minutes } from './minutes'
import { Agenda, Overview } from './overview'
import { WayIn } from './way-in'

export const handle = { i18n: ['schedule', 'rooms', 'consults', 'people'] }

export const links = () => [{ rel: 'stylesheet', href: wayInStyles }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const list = await agendaList(actor, idOf(params.id))
  // Of one that is being prepared there is only the page of those who prepare it.
  if (list.beingPrepared) throw redirect(`/conferences/${idOf(params.id)}/plan`)
  const page = await conferencePage(actor, idOf(params.id), new URL(request.url).searchParams.get('item'))
  // A call has no minutes: what came of it stands in the record, an alert's marks on its page.
  if (page.conference.kind !== 'conference') throw redirect(`/consults/${page.consult.id}${page.conference.kind === 'alert' ? '/alert' : ''}`)
  const t = translate(await languageOf(request))
  const codes = list.lines.filter(({ state }) => page.conference.state === 'notHeld' || state === 'waiting' || state === 'done').map(({ code }) => code).join(', ') || page.consult.code
  return { ...page, list, codes, wayIn: await wayInBeside(actor, page.conference.id), feedback: await feedbackOf(actor, page.conference.id), invitations: await invitationsOf(actor, page.conference.id), title: pageTitle(t, list.title || t('schedule:page.title', { code: codes })) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const given = { conferenceId: idOf(params.id) }
  if (isUpload(request)) return bringScan(request, actor, given)
  return submit(request, actor, {
    ...wayInDeeds(given.conferenceId),
    open: verb(schedule.openConference, openConference, { given, next: ({ conferenceId }) => `/conferences/${conferenceId}/room` }),
    accept: verb(schedule.acceptInvitation, acceptInvitation, { given }),
    decline: verb(schedule.declineInvitation, declineInvitation, { given }),
    propose: verb(schedule.proposeTime, proposeTime, { given }),
    move: verb(schedule.moveConference, moveConference, { given }),
    takeProposal: verb(schedule.answerProposal, takeProposal, { given }),
    refuseProposal: verb(schedule.answerProposal, refuseProposal, { given }),
    release: verb(schedule.releaseMember, releaseMember, { given }),
    notHeld: verb(schedule.recordNotHeld, recordNotHeld, { given }),
    save: verb(minutes.saveMinutes, saveMinutes, { given }),
    nameScribe: verb(minutes.nameHolder, nameHolder, { given: { ...given, role: 'scribe' } }),
    nameChair: verb(minutes.nameHolder, nameHolder, { given: { ...given, role: 'chair' } }),
    nameTreating: verb(minutes.nameTreating, nameTreating, { given }),
    correct: verb(minutes.correctMinutes, correctMinutes, { given }),
    print: verb(minutes.printMinutes, printMinutes, { given }),
    confirm: verb(minutes.confirmMinutes, confirmMinutes, { given }),
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

export default function Conference() {
  const { t } = useTranslation()
  const page = useLoaderData<typeof loader>()
  const [tone, icon] = looks[page.conference.state]
  const reply = useActionData<typeof action>()
  useRefresh([`conference:${page.conference.id}`])
  return (
    <Shell place="consults" look="record">
      <p className="crumb">
        <Link to="/consults" prefetch="none">{t('schedule:page.consults')}</Link><Icon name="go" small />
        <Link to={`/consults/${page.consult.id}`} prefetch="none">{page.consult.code}</Link>
      </p>
      <div className="title"><h1>{page.list.title || t('schedule:page.title', { code: page.codes })}</h1><Chip tone={page.list.ready ? 'done' : tone} icon={page.list.ready ? 'done' : icon} fill>{t(`schedule:state.${page.list.ready ? 'ready' : page.conference.state}`)}</Chip></div>
      <ApprovalNote list={page.list} />
      <Deeds page={page} reply={reply} />
      <Invitation page={page} invitations={page.invitations} reply={reply} />
      <WayIn page={page} wayIn={page.wayIn} reply={reply} />
      <div className="beside">
        <div className="asked-for"><Overview page={page} /><Answers invitations={page.invitations} reply={reply} />{page.feedback ? <FeedbackAsked view={page.feedback} /> : null}</div>
        <div className="written"><AgendaList list={page.list} conferenceId={page.conference.id} shownId={page.itemId} />{page.minutes ? <Minutes page={page} minutes={page.minutes} reply={reply} /> : <Agenda page={page} />}</div>
      </div>
    </Shell>
  )
}
