import { notFound } from '~/platform/problem'
import { z } from '~/platform/zod'

/** An id as it stands in a URL; anything that cannot be one is a 404, before the database is asked. */
export function idOf(param: string | undefined): string {
  const { success, data } = z.uuid().safeParse(param)
  if (!success) throw notFound()
  return data
}
