import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileResponse } from '~/domain/documents/serve-file.server'
import { requireActor } from '~/domain/people/session.server'
import { signedSheet } from '~/domain/rooms/signed-sheets.server'
import { idOf } from '~/platform/http/id-of'

/** The sheet that was printed for signing by hand, or its scan. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const kind = new URL(request.url).searchParams.get('kind') === 'scan' ? 'scan' : 'printed'
  const sheet = await signedSheet(actor, { conferenceId: idOf(params.id), minutesId: idOf(params.minutesId), kind })
  // Our own sheet shows in the page as our papers do; what somebody brought may hold anything.
  return fileResponse(kind === 'printed' ? { ...sheet, inline: true } : sheet, request)
}
