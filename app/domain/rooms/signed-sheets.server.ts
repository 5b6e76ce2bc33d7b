import { recordAccess } from '~/domain/audit/access.server'
import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { mayConsult } from '~/domain/consults/policy'
import { scopeOf } from '~/domain/consults/queries.server'
import { db } from '~/platform/database/database.server'
import { notFound } from '~/platform/problem'

type SheetKind = 'printed' | 'scan'

/** The sheet that was printed for signing, or its signed scan: for whoever may see the papers of the consult. Opening it leaves an access row. */
export async function signedSheet(actor: Actor, { conferenceId, minutesId, kind }: { conferenceId: string; minutesId: string; kind: SheetKind }) {
  const minutes = await db.minutes.findFirst({ where: { id: minutesId, conferenceId }, select: { consultId: true, version: true, printedSha256: true, scanSha256: true } })
  if (!minutes) throw notFound()
  const scope = await scopeOf(actor, minutes.consultId)
  allow(mayConsult.identify(actor, scope))
  const sha256 = kind === 'scan' ? minutes.scanSha256 : minutes.printedSha256
  if (!sha256) throw notFound()
  await recordAccess(actor, { subject: 'consult', subjectId: minutes.consultId, part: 'paper', basis: scope.rights.kinds.join(',') })
  const scan = kind === 'scan' ? await db.storedFile.findUnique({ where: { sha256 }, select: { mediaType: true } }) : null
  const mediaType = scan?.mediaType ?? 'application/pdf'
  return { sha256, mediaType, name: `${kind === 'scan' ? 'bien-ban-da-ky' : 'bien-ban-de-ky'}-v${minutes.version}.${mediaType === 'application/pdf' ? 'pdf' : mediaType === 'image/png' ? 'png' : 'jpg'}` }
}
