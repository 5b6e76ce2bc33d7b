import type { ActionFunctionArgs } from '@remix-run/node'
import { saveDraft } from '~/domain/consults/save-draft.server'
import * as draft from '~/domain/consults/draft'
import { requireActor } from '~/domain/people/session.server'
import { autosave } from '~/platform/http/autosave.server'
import { notFound } from '~/platform/problem'

export const loader = () => {
  throw notFound()
}

/** Where the open page of a draft saves by itself. */
export async function action({ request, params: { id = '' } }: ActionFunctionArgs) {
  return autosave(request, await requireActor(request), draft.saveDraft, saveDraft, { consultId: id })
}
