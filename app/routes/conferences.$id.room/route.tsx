import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireActor } from '~/domain/people/session.server'
import { closeConference } from '~/domain/rooms/close-conference.server'
import { endCall, endCallInput } from '~/domain/rooms/quick-call.server'
import { roomPage } from '~/domain/rooms/queries.server'
import { mayAsk, wayInNow } from '~/domain/rooms/way-in.server'
import * as schema from '~/domain/rooms/schema'
import { postponeItem as postponeItemInput } from '~/domain/schedule/agenda-schema'
import { postponeItem } from '~/domain/schedule/postpone-item.server'
import { idOf } from '~/platform/http/id-of'
import { submit, verb } from '~/platform/http/submit.server'
import { languageOf } from '~/platform/texts/language.server'
import { translate } from '~/platform/texts/translate.server'
import { pageTitle } from '~/ui/page-title'
import { RoomSprite } from '~/ui/room-sprite'
import wayInStyles from '~/ui/way-in/way-in.css?url'
import { wayInDeeds } from '../conferences.$id.wait/deeds.server'
import { Room } from './room'
import stylesheet from './room.css?url'
import talkStylesheet from './talk.css?url'

export const handle = { i18n: ['rooms', 'schedule', 'consults'] }
export const links = () => [stylesheet, talkStylesheet, wayInStyles].map((href) => ({ rel: 'stylesheet', href }))

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const conferenceId = idOf(params.id)
  const room = await roomPage(actor, conferenceId).catch(async (refusal: unknown) => {
    // A colleague's link: who works at a hospital that takes part may ask to be let in.
    if (refusal instanceof Response && await mayAsk(actor, conferenceId)) throw redirect(`/conferences/${conferenceId}/wait`)
    throw refusal
  })
  // Not open: the conference's own page says when it begins, or what came of it.
  if (!room) throw redirect(`/conferences/${conferenceId}`)
  const t = translate(await languageOf(request))
  return { ...room, wayIn: await wayInNow(actor, conferenceId), title: pageTitle(t, t('rooms:title', { code: room.items.map(({ consult }) => consult.code).join(', ') })) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const conferenceId = idOf(params.id)
  return submit(request, actor, {
    ...wayInDeeds(conferenceId),
    endCall: verb(endCallInput, endCall, { given: { conferenceId }, next: ({ consultId }) => `/consults/${consultId}` }),
    postpone: verb(postponeItemInput, postponeItem, { given: { conferenceId }, next: () => `/conferences/${conferenceId}/room` }),
    close: verb(schema.closeConference, closeConference, { given: { conferenceId }, next: () => `/conferences/${conferenceId}` }),
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

export default function RoomRoute() {
  const room = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return <><RoomSprite /><Room key={room.conferenceId} room={room} wayIn={room.wayIn} reply={reply} /></>
}
