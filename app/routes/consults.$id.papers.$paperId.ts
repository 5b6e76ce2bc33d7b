import type { LoaderFunctionArgs } from '@remix-run/node'
import { recordAccess } from '~/domain/audit/access.server'
import { allow } from '~/domain/audit/allow'
import { mayConsult } from '~/domain/consults/policy'
import { scopeOf } from '~/domain/consults/queries.server'
import { paperFile } from '~/domain/documents/render-paper.server'
import { fileResponse } from '~/domain/documents/serve-file.server'
import { requireActor } from '~/domain/people/session.server'
import { uuid } from '~/platform/http/form'
import { notFound } from '~/platform/problem'

/** A printed paper of the consult, for whoever may see the patient's identity. */
export async function loader({ request, params: { id = '', paperId = '' } }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const scope = await scopeOf(actor, id)
  allow(mayConsult.identify(actor, scope))
  const paper = uuid.safeParse(paperId).success ? await paperFile(paperId, id) : null
  if (!paper) throw notFound()
  await recordAccess(actor, { subject: 'consult', subjectId: id, part: 'paper', basis: scope.rights.kinds.join(',') })
  return fileResponse({ sha256: paper.sha256, mediaType: 'application/pdf', name: paper.fileName, inline: true })
}
