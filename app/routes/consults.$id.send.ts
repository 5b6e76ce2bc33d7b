import type { ActionFunctionArgs } from '@remix-run/node'
import { requireActor } from '~/domain/people/session.server'
import { notFound } from '~/platform/problem'
import { compose } from './consults.$id.compose/compose.server'

export const loader = () => {
  throw notFound()
}

/**
 * Where the open page sends the request: by a script that can keep the page when the line is dead. Answers `{ to }`, the page to
 * go on to, or the form's reply with status 422.
 */
export async function action({ request, params: { id = '' } }: ActionFunctionArgs) {
  const answer = await compose(request, await requireActor(request), id)
  if ('data' in answer) return Response.json(answer.data, { status: 422, headers: { 'Cache-Control': 'no-store' } })
  const headers = new Headers({ 'Cache-Control': 'no-store' })
  for (const cookie of answer.headers.getSetCookie()) headers.append('Set-Cookie', cookie)
  return Response.json({ to: answer.headers.get('Location') }, { headers })
}
