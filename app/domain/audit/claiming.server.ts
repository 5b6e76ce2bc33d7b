import { Problem } from '~/platform/problem'

const unique = '23505'
const exclusion = '23P01'

/** PostgreSQL's error code behind a Prisma error, wherever the adapter put it. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('code' in error && error.code === 'P2002') return unique
  const cause = 'cause' in error ? error.cause : undefined
  for (const place of [error, cause]) {
    if (typeof place !== 'object' || place === null) continue
    for (const name of ['originalCode', 'code'] as const) {
      const value: unknown = (place as Record<string, unknown>)[name]
      if (value === unique || value === exclusion) return value
    }
  }
  const meta = 'meta' in error ? JSON.stringify(error.meta) : ''
  return meta.includes(`"${exclusion}"`) ? exclusion : undefined
}

/** Lets the constraint decide: a unique or exclusion violation inside `change` becomes a Problem, on `field` if one of the form's is to blame. */
export async function claiming<T>(field: string | undefined, key: string, change: () => Promise<T>, params: Record<string, string | number> = {}): Promise<T> {
  try {
    return await change()
  } catch (error) {
    if (codeOf(error)) throw new Problem(key, field ? { field, params } : { params })
    throw error
  }
}
