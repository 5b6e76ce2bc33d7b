import { createCookie } from '@remix-run/node'
import { z } from '~/platform/zod'

export interface Flash { key: string; params: Record<string, string | number> }

const cookie = createCookie('flash', { path: '/', sameSite: 'lax', httpOnly: true, maxAge: 60 })
const shape = z.object({ key: z.string().max(80).regex(/^[a-z]+:[\w.]+$/), params: z.record(z.string().max(40), z.union([z.string().max(200), z.number()])) })

/** A `Set-Cookie` value: the next page says this once. It stays in the browser, so it never names a patient. */
export const flash = (key: string, params: Flash['params'] = {}): Promise<string> => cookie.serialize({ key, params })

/** What the last action wanted said, and the header that makes it be said only once. */
export async function takeFlash(request: Request): Promise<{ flash: Flash | null; setCookie: string | null }> {
  const header = request.headers.get('Cookie')
  if (!header?.includes('flash=')) return { flash: null, setCookie: null }
  const found = shape.safeParse(await cookie.parse(header))
  return { flash: found.success ? found.data : null, setCookie: await cookie.serialize('', { maxAge: 0 }) }
}
