import type { LoaderFunctionArgs } from '@remix-run/node'
import { supplementsSince } from '~/domain/consults/request-read.server'
import { requireActor } from '~/domain/people/session.server'

/** For an open page on which somebody writes: which supplements came after `?since=`, without fetching the page again. */
export async function loader({ request, params: { id = '' } }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const since = Number(new URL(request.url).searchParams.get('since'))
  return Response.json({ supplements: await supplementsSince(actor, id, Number.isInteger(since) ? since : 0) }, { headers: { 'Cache-Control': 'no-store' } })
}
