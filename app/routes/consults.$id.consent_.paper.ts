import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { openCamera } from '~/domain/consults/camera-pass.server'
import { consentSheet, type CameraCode } from '~/domain/consults/consent-view.server'
import { requireActor } from '~/domain/people/session.server'
import type { Actor } from '~/domain/audit/actor'
import { env } from '~/platform/env.server'
import { idOf } from '~/platform/http/id-of'
import { Problem } from '~/platform/problem'

const headers = { 'Content-Type': 'application/pdf', 'Content-Disposition': 'inline; filename="phieu-dong-y.pdf"', 'Cache-Control': 'private, no-store' }
const pdf = async (actor: Actor, id: string, camera?: CameraCode) => new Response(new Uint8Array(await consentSheet(actor, id, camera)), { headers })

/** The sheet to sign, filled in from the draft or the request as it stands now. */
export async function loader({ request, params: { id = '' } }: LoaderFunctionArgs) {
  return pdf(await requireActor(request), id)
}

/** The same with a code that lets a phone photograph the signed sheet for a quarter of an hour, without signing in. */
export async function action({ request, params: { id = '' } }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  try {
    const { token, expiresAt } = await openCamera(actor, { consultId: idOf(id), kind: 'consent' })
    return await pdf(actor, id, { address: `${env().PUBLIC_URL}/camera/${token}`, until: expiresAt })
  } catch (error) {
    // No photograph may be added any more; the sheet can still be printed.
    if (error instanceof Problem) return pdf(actor, id)
    throw error
  }
}
