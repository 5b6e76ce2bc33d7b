import { Problem } from '~/platform/problem'
import { acceptPicture, type AcceptedFile } from './accept-picture.server'
import { kindOf } from './content-kind'

/** A photograph from a phone: pictures only, whatever else the consult takes. */
export function acceptPhoto(bytes: Uint8Array, name: string): Promise<AcceptedFile> {
  const kind = kindOf(bytes)
  if (bytes.byteLength > 0 && kind !== 'jpeg' && kind !== 'png') throw new Problem('camera:problem.notPicture', { params: { name: name.slice(0, 120) } })
  return acceptPicture(bytes, name)
}
