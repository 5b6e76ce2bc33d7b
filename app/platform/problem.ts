/**
 * Something the person can put right. `key` names a text (namespace:path), `field` the form field it belongs to,
 * `params` go into the text. Thrown by verbs, answered by submit() and answer().
 */
export class Problem extends Error {
  readonly key: string
  readonly field: string | undefined
  readonly params: Record<string, string | number>

  constructor(key: string, { field, params }: { field?: string; params?: Record<string, string | number> } = {}) {
    super(key)
    this.name = 'Problem'
    this.key = key
    this.field = field
    this.params = params ?? {}
  }
}

/** Several problems at once, e.g. all fields that are missing before a request can be sent. */
export class Problems extends Error {
  readonly list: Problem[]
  constructor(list: Problem[]) {
    super(list.map((problem) => problem.key).join(', '))
    this.name = 'Problems'
    this.list = list
  }
}

/** What is not there and what one may not see are the same answer. */
export const notFound = (): Response => new Response(null, { status: 404 })
