import type { ActionFunctionArgs } from '@remix-run/node'
import { makeCameraCode } from '~/domain/consults/camera-code.server'
import { closeCamera } from '~/domain/consults/camera-pass.server'
import { photoKinds } from '~/domain/consults/uploads'
import { requireActor } from '~/domain/people/session.server'
import { idOf } from '~/platform/http/id-of'
import { answerJson, bodyAsJson } from '~/platform/http/json.server'
import { notFound } from '~/platform/problem'
import { z } from '~/platform/zod'

export const loader = () => {
  throw notFound()
}

const asked = z.union([z.object({ close: z.uuid() }), z.object({ kind: z.enum(photoKinds) })])

/** For a page's script: a code for a phone, or its end. */
export async function action({ request, params: { id } }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const consultId = idOf(id)
  const { success, data } = asked.safeParse(await bodyAsJson(request).catch(() => null))
  if (!success) throw notFound()
  return answerJson<unknown>(() => ('close' in data ? closeCamera(actor, { consultId, passId: data.close }) : makeCameraCode(actor, { consultId, kind: data.kind })))
}
