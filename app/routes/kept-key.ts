import type { ActionFunctionArgs } from '@remix-run/node'
import { keptKeys } from '~/domain/people/kept-key.server'
import { requireActor } from '~/domain/people/session.server'
import { bodyOf } from '~/platform/http/submit.server'
import { notFound } from '~/platform/problem'

export const loader = () => {
  throw notFound()
}

/** The keys under which this person's browser keeps what could not be saved; for the pages' scripts, never kept by a cache. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const commands = (await bodyOf(request)).getAll('command').filter((id): id is string => typeof id === 'string' && /^[\w:-]{8,120}$/.test(id)).slice(0, 20)
  return Response.json(await keptKeys(actor, commands), { headers: { 'Cache-Control': 'no-store' } })
}
