import { redirect, type ActionFunctionArgs } from '@remix-run/node'
import { backTo } from '~/platform/http/preferences.server'
import { bodyOf } from '~/platform/http/submit.server'
import { languageCookie } from '~/platform/texts/language.server'
import { fallbackLanguage, isLanguage } from '~/platform/texts/languages'

export const loader = () => redirect('/')

/** Changes the language of this browser; needs no sign-in, since the sign-in page has it too. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await bodyOf(request)
  const wanted = form.get('language')
  return backTo(form, await languageCookie.serialize(isLanguage(wanted) ? wanted : fallbackLanguage))
}
