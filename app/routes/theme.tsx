import { redirect, type ActionFunctionArgs } from '@remix-run/node'
import { backTo, isTheme, themeCookie } from '~/platform/http/preferences.server'
import { bodyOf } from '~/platform/http/submit.server'

export const loader = () => redirect('/')

/** Changes the background of this browser. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await bodyOf(request)
  const wanted = form.get('theme')
  return backTo(form, await themeCookie.serialize(isTheme(wanted) ? wanted : 'system'))
}
