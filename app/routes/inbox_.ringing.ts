import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { acknowledgeNotice } from '~/domain/notifications/read-notices.server'
import { ringingFor } from '~/domain/notifications/ringing.server'
import * as schema from '~/domain/notifications/schema'
import { actorOf, requireActor } from '~/domain/people/session.server'
import { submit, verb } from '~/platform/http/submit.server'
import { notFound } from '~/platform/problem'
import { languageOf } from '~/platform/texts/language.server'

/** What an open page rings for. Asked by the page itself: does not keep a sign-in alive, and a stranger hears nothing. */
export async function loader({ request }: LoaderFunctionArgs) {
  const present = await actorOf(request.headers)
  if (!present) throw notFound()
  return Response.json(await ringingFor(present.actor, await languageOf(request)), { headers: { 'Cache-Control': 'no-store' } })
}

/** "Đã nhận" from the bar over a page: answered with what still rings, so that the page stays as it is. */
export async function action({ request }: ActionFunctionArgs) {
  return submit(request, await requireActor(request), { acknowledge: verb(schema.acknowledgeNotice, acknowledgeNotice, { next: () => '/inbox/ringing' }) })
}
