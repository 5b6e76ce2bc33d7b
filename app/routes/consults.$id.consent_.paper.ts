import type { LoaderFunctionArgs } from '@remix-run/node'
import { consentSheet } from '~/domain/consults/consent-view.server'
import { requireActor } from '~/domain/people/session.server'

const headers = { 'Content-Type': 'application/pdf', 'Content-Disposition': 'inline; filename="phieu-dong-y.pdf"', 'Cache-Control': 'private, no-store' }

/** The sheet to sign, filled in from the draft or the request as it stands now. */
export async function loader({ request, params: { id = '' } }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return new Response(new Uint8Array(await consentSheet(actor, id)), { headers })
}
