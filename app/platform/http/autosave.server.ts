import { z } from '~/platform/zod'
import { notFound, Problem, Problems } from '~/platform/problem'
import { complaintOf, complaintsOf, fieldsOf, type Complaint } from './form'
import { bodyOf } from './submit.server'

interface Saver { membershipId: string; commandId?: string }
export interface Saved { version: number; savedAt: string }

const refuse = (problems: Complaint[]) => Response.json({ problems }, { status: 422, headers: { 'Cache-Control': 'no-store' } })

/**
 * The answer to a page that saves by itself: `{ version, savedAt }`, or `{ problems }` with status 422. For routes without a page,
 * since a page's script could not read a document. `given` is what the URL says.
 */
export async function autosave<A extends Saver, S extends z.ZodObject>(
  request: Request, actor: A, schema: S, act: (actor: A, input: z.output<S>) => Promise<Saved>, given: Record<string, string>,
): Promise<Response> {
  if (request.method !== 'POST') throw notFound()
  const form = await bodyOf(request)
  const renderedFor = form.get('membershipId')
  if (typeof renderedFor === 'string' && renderedFor !== actor.membershipId) return refuse([{ key: 'problems:otherMembership', params: {} }])
  const commandId = form.get('commandId')
  const acting = typeof commandId === 'string' && /^[\w-]{8,64}$/.test(commandId) ? { ...actor, commandId: `autosave:${commandId}` } : actor
  try {
    return Response.json(await act(acting, schema.parse({ ...fieldsOf(form, schema), ...given })), { headers: { 'Cache-Control': 'no-store' } })
  } catch (error) {
    if (error instanceof z.ZodError) return refuse(complaintsOf(error))
    if (error instanceof Problem) return refuse([complaintOf(error)])
    if (error instanceof Problems) return refuse(error.list.map(complaintOf))
    throw error
  }
}
