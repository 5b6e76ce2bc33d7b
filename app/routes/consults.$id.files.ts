import { redirect, type ActionFunctionArgs } from '@remix-run/node'
import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { addFiles } from '~/domain/consults/consult-files.server'
import { mayConsult } from '~/domain/consults/policy'
import { scopeOf, type DraftFile } from '~/domain/consults/queries.server'
import { acceptPicture, type AcceptedFile } from '~/domain/documents/accept-picture.server'
import { requireActor } from '~/domain/people/session.server'
import { pageOf } from '~/domain/people/visit'
import { flash } from '~/platform/http/flash.server'
import { complaintOf } from '~/platform/http/form'
import { readUpload } from '~/platform/http/upload.server'
import { notFound, Problem } from '~/platform/problem'

export const loader = () => {
  throw notFound()
}

const commandOf = (form: FormData, actor: Actor): Actor => {
  const commandId = form.get('commandId')
  return typeof commandId === 'string' && /^[\w-]{8,64}$/.test(commandId) ? { ...actor, commandId: `addFiles:${commandId}` } : actor
}

const withIds = (files: AcceptedFile[], ids: string[]): DraftFile[] =>
  files.flatMap(({ name, mediaType, size, thumbnail }, index) => (ids[index] ? [{ id: ids[index], name, mediaType, size, hasThumbnail: thumbnail !== null }] : []))

/**
 * Takes files for a draft or a supplement. A page's script asks for JSON and gets `{ files, problems }`; a form without
 * JavaScript goes back to its page.
 */
export async function action({ request, params: { id = '' } }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  allow(mayConsult.addFile(actor, await scopeOf(actor, id)))
  const { form, files, problems: refused } = await readUpload(request, acceptPicture)
  const problems = refused.map(({ problem }) => complaintOf(problem))
  let added: DraftFile[] = []
  try {
    const renderedFor = form.get('membershipId')
    if (typeof renderedFor === 'string' && renderedFor !== actor.membershipId) throw new Problem('problems:otherMembership')
    if (files.length > 0) added = withIds(files, (await addFiles(commandOf(form, actor), { consultId: id, files })).fileIds)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    problems.push(complaintOf(error))
  }
  if (request.headers.get('accept')?.includes('application/json')) return Response.json({ files: added, problems }, { status: problems.length > 0 ? 422 : 200, headers: { 'Cache-Control': 'no-store' } })
  const headers = new Headers()
  if (problems.length > 0) headers.append('Set-Cookie', await flash('consults:flash.filesRefused', { count: problems.length }))
  return redirect(pageOf(request), { headers })
}
