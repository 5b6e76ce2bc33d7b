import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireActor } from '~/domain/people/session.server'
import { conferenceFile } from '~/domain/schedule/conference-file.server'
import { idOf } from '~/platform/http/id-of'

/** One conference as a file for one's own calendar. */
export async function loader({ request, params: { id } }: LoaderFunctionArgs) {
  const { name, body } = await conferenceFile(await requireActor(request), idOf(id))
  return new Response(body, { headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}"`, 'Cache-Control': 'private, no-store' } })
}
