import type { ActionFunctionArgs } from '@remix-run/node'
import { saveReply } from '~/domain/consults/save-opinion.server'
import * as schema from '~/domain/consults/schema'
import { requireActor } from '~/domain/people/session.server'
import { autosave } from '~/platform/http/autosave.server'
import { uuid } from '~/platform/http/form'
import { notFound } from '~/platform/problem'

export const loader = () => {
  throw notFound()
}

/** Where the short answer on a phone saves by itself. */
export async function action({ request, params: { id = '' } }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  if (!uuid.safeParse(id).success) throw notFound()
  return autosave(request, actor, schema.saveReply, saveReply, { consultId: id })
}
