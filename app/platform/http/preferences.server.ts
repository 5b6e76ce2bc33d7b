import { createCookie, redirect } from '@remix-run/node'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value)

export const themeCookie = createCookie('theme', { path: '/', sameSite: 'lax', httpOnly: true, maxAge: 365 * 24 * 60 * 60 })

/** The background the reader chose; 'system' follows the device. */
export async function themeOf(request: Request): Promise<Theme> {
  const found: unknown = await themeCookie.parse(request.headers.get('Cookie'))
  return isTheme(found) ? found : 'system'
}

/** Back to the page a preference was changed on; only a path of this site. */
export function backTo(form: FormData, setCookie: string): Response {
  const wanted = form.get('returnTo')
  const path = typeof wanted === 'string' && /^\/(?![/\\])[^\\\s]*$/.test(wanted) ? wanted : '/'
  return redirect(path, { headers: { 'Set-Cookie': setCookie } })
}
