import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import type { Actor } from '~/domain/audit/actor'
import { abandonUpload, announceFiles, announceUploads } from '~/domain/consults/announce-uploads.server'
import { addFiles } from '~/domain/consults/consult-files.server'
import { fileList } from '~/domain/consults/file-list.server'
import { mayConsult } from '~/domain/consults/policy'
import { scopeOf } from '~/domain/consults/queries.server'
import { allow } from '~/domain/audit/allow'
import { acceptPicture } from '~/domain/documents/accept-picture.server'
import { requireActor } from '~/domain/people/session.server'
import { pageOf } from '~/domain/people/visit'
import { flash } from '~/platform/http/flash.server'
import { complaintOf } from '~/platform/http/form'
import { idOf } from '~/platform/http/id-of'
import { answerJson, bodyAsJson } from '~/platform/http/json.server'
import { readUpload } from '~/platform/http/upload.server'
import { notFound, Problem } from '~/platform/problem'
import { z } from '~/platform/zod'

/** For a page's script: files, studies and what is on its way. Nobody reads it as a page. */
export async function loader({ request, params: { id = '' } }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const list = await fileList(actor, idOf(id))
  if (!request.headers.get('accept')?.includes('application/json')) throw notFound()
  return Response.json(list, { headers: { 'Cache-Control': 'no-store' } })
}

const commandOf = (form: FormData, actor: Actor): Actor => {
  const commandId = form.get('commandId')
  return typeof commandId === 'string' && /^[\w-]{8,64}$/.test(commandId) ? { ...actor, commandId: `addFiles:${commandId}` } : actor
}

const abandonment = z.object({ abandon: z.uuid() })

/**
 * Takes files for a draft or a supplement. A page's script announces them in JSON and sends them to /uploads, where they resume; a
 * form without JavaScript brings small ones with it and goes back to its page.
 */
export async function action({ request, params: { id = '' } }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const scope = await scopeOf(actor, id)
  allow(mayConsult.addFile(actor, scope) || mayConsult.collectConsent(actor, scope))
  if (request.headers.get('content-type')?.startsWith('application/json')) {
    return answerJson(async () => {
      const body = await bodyAsJson(request)
      const given = abandonment.safeParse(body)
      return given.success ? abandonUpload(actor, { consultId: id, uploadId: given.data.abandon }) : announceFiles(actor, { consultId: id, ...announceUploads.parse(body) })
    })
  }
  const { form, files, problems: refused } = await readUpload(request, acceptPicture)
  const problems = refused.map(({ problem }) => complaintOf(problem))
  try {
    const renderedFor = form.get('membershipId')
    if (typeof renderedFor === 'string' && renderedFor !== actor.membershipId) throw new Problem('problems:otherMembership')
    if (files.length > 0) await addFiles(commandOf(form, actor), { consultId: id, files })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    problems.push(complaintOf(error))
  }
  const headers = new Headers()
  if (problems.length > 0) headers.append('Set-Cookie', await flash('consults:flash.filesRefused', { count: problems.length }))
  return redirect(pageOf(request), { headers })
}
