import type { ActionFunctionArgs } from '@remix-run/node'
import { subscribePush } from '~/domain/notifications/choose-reach.server'
import * as schema from '~/domain/notifications/schema'
import { requireActor } from '~/domain/people/session.server'
import { submit, verb } from '~/platform/http/submit.server'
import { notFound } from '~/platform/problem'

export const loader = () => {
  throw notFound()
}

/** A browser, or its service worker by itself, hands over the subscription by which it may be woken. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const userAgent = request.headers.get('user-agent') ?? ''
  return submit(request, actor, { subscribe: verb(schema.subscribePush, (acting: typeof actor, input) => subscribePush(acting, input, userAgent), { next: () => '/account/reach' }) })
}
