import { data, redirect } from '@remix-run/node'
import { z } from '~/platform/zod'
import { notFound, Problem, Problems } from '~/platform/problem'
import { complaintOf, complaintsOf, echo, fieldsOf, type Complaint, type Reply } from './form'

/** The least a verb's actor must be for submit() to carry a command and check the membership. */
interface Submitter { membershipId: string; commandId?: string }

interface Intent<A, R> { schema: z.ZodObject; run: (actor: A, form: FormData) => Promise<R>; next: (result: R, request: Request) => string }

/**
 * One intent of a form: its schema, its verb, and where to go afterwards (default: the same page, so that reload repeats nothing).
 * `given` adds what the URL says (the consult's id), which a form cannot override.
 */
export function verb<A extends Submitter, S extends z.ZodObject, R>(
  schema: S, act: (actor: A, input: z.output<S>) => Promise<R>, { given = {}, next }: { given?: Record<string, string>; next?: (result: R) => string } = {},
): Intent<A, R> {
  return {
    schema,
    run: async (actor, form) => act(actor, schema.parse({ ...fieldsOf(form, schema), ...given })),
    next: (result, request) => next?.(result) ?? samePage(request),
  }
}

function samePage(request: Request): string {
  const url = new URL(request.url)
  url.searchParams.delete('index')
  url.searchParams.delete('_routes')
  return url.pathname.replace(/\.data$/, '') + url.search
}

const refuse = (intent: string, form: FormData, problems: Complaint[]) => data<Reply>({ intent, problems, values: echo(form) }, { status: 422 })

/** The form's body; a body that cannot be read is the client's mistake, not ours. */
export async function bodyOf(request: Request): Promise<FormData> {
  try {
    return await request.formData()
  } catch {
    throw new Response(null, { status: 400 })
  }
}

/**
 * Carries out the intent a form names. Success redirects; what the person can put right comes back with status 422,
 * the problems by field and everything typed; a Response thrown by the verb passes.
 */
export async function submit<A extends Submitter>(request: Request, actor: A, intents: Record<string, Intent<A, any>>, body?: FormData) { // eslint-disable-line @typescript-eslint/no-explicit-any -- each intent has its own result
  const form = body ?? await bodyOf(request)
  const name = String(form.get('intent') ?? '')
  const intent = Object.hasOwn(intents, name) ? intents[name] : undefined
  if (!intent) throw notFound()
  const renderedFor = form.get('membershipId')
  if (typeof renderedFor === 'string' && renderedFor !== actor.membershipId) return refuse(name, form, [{ key: 'problems:otherMembership', params: {} }])
  const commandId = form.get('commandId')
  const acting = typeof commandId === 'string' && /^[\w-]{8,64}$/.test(commandId) ? { ...actor, commandId: `${name}:${commandId}` } : actor
  try {
    return redirect(intent.next(await intent.run(acting, form), request))
  } catch (error) {
    if (error instanceof z.ZodError) return refuse(name, form, complaintsOf(error))
    if (error instanceof Problem) return refuse(name, form, [complaintOf(error)])
    if (error instanceof Problems) return refuse(name, form, error.list.map(complaintOf))
    throw error
  }
}
