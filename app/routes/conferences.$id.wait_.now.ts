import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireActor } from '~/domain/people/session.server'
import { roomPeople, wayInNow } from '~/domain/rooms/way-in.server'
import { idOf } from '~/platform/http/id-of'

/** For the live room, which is not loaded again: who may be seen in it and who asks to come in, as of now. Nothing where one may not be there any more. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const conferenceId = idOf(params.id)
  try {
    const actor = await requireActor(request)
    const [wayIn, people] = await Promise.all([wayInNow(actor, conferenceId), roomPeople(actor, conferenceId)])
    return { wayIn, ...people }
  } catch (refusal) {
    if (refusal instanceof Response) return null
    throw refusal
  }
}
