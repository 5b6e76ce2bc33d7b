import { redirect, type ActionFunctionArgs } from '@remix-run/node'
import { endSignIn } from '~/domain/people/end-sign-in.server'
import { cookieFor } from '~/domain/people/lucia.server'
import { actorOf } from '~/domain/people/session.server'

/** A link here would let any page sign somebody out; it only leads back. */
export const loader = () => redirect('/')

export async function action({ request }: ActionFunctionArgs) {
  const present = await actorOf(request.headers)
  // Ended twice, in two tabs, is ended.
  if (present) await endSignIn(present.actor, { handle: present.tokenHash }).catch((answer: unknown) => { if (!(answer instanceof Response)) throw answer })
  return redirect('/sign-in?left=1', { headers: { 'Set-Cookie': cookieFor(null) } })
}
