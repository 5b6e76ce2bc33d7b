import { notFound } from '~/platform/problem'

/** What one may not do looks like what is not there. */
export function allow(ok: boolean): asserts ok {
  if (!ok) throw notFound()
}
