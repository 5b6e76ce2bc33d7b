import type { Actor } from '~/domain/audit/actor'
import { acceptPicture } from '~/domain/documents/accept-picture.server'
import * as schema from '~/domain/rooms/minutes-schema'
import { mayBringScan, takeSigned } from '~/domain/rooms/take-signed.server'
import { submit, verb } from '~/platform/http/submit.server'
import { readUpload } from '~/platform/http/upload.server'
import { Problem, Problems } from '~/platform/problem'

export const isUpload = (request: Request): boolean => request.headers.get('content-type')?.startsWith('multipart/form-data') ?? false

/** The scan of the signed sheet, with who signed when: a form with a file. Nobody else's file is read to its end. */
export async function bringScan(request: Request, actor: Actor, given: { conferenceId: string }) {
  await mayBringScan(actor, given.conferenceId)
  const { form, files: [scan, ...more], problems } = await readUpload(request, acceptPicture)
  return submit(request, actor, {
    signed: verb(schema.takeSigned, async (acting: Actor, input) => {
      if (problems.length > 0) throw new Problems(problems.map(({ problem }) => problem))
      if (!scan || more.length > 0) throw new Problem('schedule:problem.scanMissing', { field: 'files' })
      return takeSigned(acting, { ...input, scan })
    }, { given }),
  }, form)
}
