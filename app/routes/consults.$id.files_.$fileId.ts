import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { recordAccess } from '~/domain/audit/access.server'
import { removeFile } from '~/domain/consults/consult-files.server'
import { fileOf, scopeOf } from '~/domain/consults/queries.server'
import * as schema from '~/domain/consults/schema'
import { fileResponse } from '~/domain/documents/serve-file.server'
import { requireActor } from '~/domain/people/session.server'
import { pageOf } from '~/domain/people/visit'
import { bodyOf, submit, verb } from '~/platform/http/submit.server'
import { notFound } from '~/platform/problem'

/** A file under its consult's policy; `?size=thumbnail` gives the small picture of it. Opening one in full leaves a row. */
export async function loader({ request, params: { id = '', fileId = '' } }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const file = await fileOf(actor, id, fileId)
  if (new URL(request.url).searchParams.get('size') === 'thumbnail') {
    if (!file.thumbnail) throw notFound()
    return fileResponse({ sha256: file.thumbnail, mediaType: 'image/jpeg', name: file.name })
  }
  const scope = await scopeOf(actor, id)
  if (scope.state !== 'draft') await recordAccess(actor, { subject: 'consult', subjectId: id, part: 'file', basis: scope.rights.kinds.join(',') })
  return fileResponse(file)
}

/** Takes away a file that was not sent yet. A page's script gets `{ removed }`, a form goes back to its page. */
export async function action({ request, params: { id = '', fileId = '' } }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const form = await bodyOf(request)
  form.set('intent', 'removeFile')
  const answer = await submit(request, actor, { removeFile: verb(schema.removeFile, removeFile, { given: { consultId: id, fileId }, next: () => pageOf(request) }) }, form)
  if (!request.headers.get('accept')?.includes('application/json')) return answer
  return 'data' in answer ? Response.json(answer.data, { status: 422 }) : Response.json({ removed: fileId })
}
