import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import type { Actor } from '~/domain/audit/actor'
import { recordAccess } from '~/domain/audit/access.server'
import { removeFile } from '~/domain/consults/consult-files.server'
import { fileOf, scopeOf } from '~/domain/consults/queries.server'
import * as schema from '~/domain/consults/schema'
import { drawDicom } from '~/domain/documents/draw-dicom.server'
import { countPages, drawPage, shrinkPicture, type PagePicture } from '~/domain/documents/draw-page.server'
import { isPageSize } from '~/domain/documents/page-sizes'
import { fileResponse } from '~/domain/documents/serve-file.server'
import { requireActor } from '~/domain/people/session.server'
import { pageOf } from '~/domain/people/visit'
import { bodyOf, submit, verb } from '~/platform/http/submit.server'
import { notFound } from '~/platform/problem'

const pictureSide = 1600
const pdf = 'application/pdf'

/** Opening a file in any size leaves a row with its consult, and one with the file itself: were it the wrong one, they are told. */
async function opened(actor: Actor, consultId: string, fileId: string): Promise<void> {
  const scope = await scopeOf(actor, consultId)
  if (scope.state === 'draft') return
  const basis = scope.rights.kinds.join(',')
  await recordAccess(actor, { subject: 'consult', subjectId: consultId, part: 'file', basis })
  await recordAccess(actor, { subject: 'file', subjectId: fileId, part: 'file', basis })
}

const jpegOf = (jpeg: Uint8Array): Response =>
  new Response(new Uint8Array(jpeg), { headers: { 'Content-Type': 'image/jpeg', 'Content-Length': String(jpeg.length), 'Cache-Control': 'private, no-store', 'Content-Security-Policy': "default-src 'none'; sandbox" } })

/** What cannot be drawn is said by its name, so that the page finds the words. */
const pictureResponse = (made: PagePicture): Response => ('jpeg' in made ? jpegOf(made.jpeg) : Response.json(made, { status: 422, headers: { 'Cache-Control': 'private, no-store' } }))

/**
 * A file under its consult's policy; `?size=thumbnail` gives the small picture of it, `?size=picture` a simple one of a DICOM instance
 * (`&frame=0`), `?size=stage` (or `small`, `large`) one for the room, of a PDF its `&page=1`; `?size=pages` says how many of those there are.
 */
export async function loader({ request, params: { id = '', fileId = '' } }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const file = await fileOf(actor, id, fileId)
  const asked = new URL(request.url).searchParams
  await opened(actor, id, file.id)
  const size = asked.get('size')
  if (size === 'pages' && file.mediaType === pdf) return Response.json(await countPages(file.sha256), { headers: { 'Cache-Control': 'private, no-store' } })
  if (isPageSize(size) && file.mediaType === pdf) {
    const page = Number.parseInt(asked.get('page') ?? '1', 10)
    if (!(page >= 1 && page <= 100_000)) throw notFound()
    return pictureResponse(await drawPage(file.sha256, { page, size }))
  }
  if (isPageSize(size) && size !== 'thumbnail' && file.mediaType.startsWith('image/')) return pictureResponse(await shrinkPicture(file.sha256, size))
  if (size === 'thumbnail') {
    if (!file.thumbnail) throw notFound()
    return fileResponse({ sha256: file.thumbnail, mediaType: 'image/jpeg', name: file.name })
  }
  if (size === 'picture' && file.mediaType === 'application/dicom') {
    const picture = await drawDicom(file.sha256, { side: pictureSide, frame: Number.parseInt(asked.get('frame') ?? '0', 10) || 0 })
    if (!picture) throw notFound()
    return jpegOf(picture.jpeg)
  }
  return fileResponse(file, request)
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
