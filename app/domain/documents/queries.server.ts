import { db } from '~/platform/database/database.server'
import { readCheckCode } from './check-code'
import { paperContent } from './paper-content'

/** The papers of a consult, newest first. Unscoped: the caller has found the consult in its own scope. */
export function papersOf(consultId: string) {
  return db.paper.findMany({
    where: { consultId }, orderBy: [{ confirmedAt: 'desc' }, { id: 'desc' }],
    select: { id: true, kind: true, version: true, confirmedAt: true, supersededAt: true, checkCode: true },
  })
}

/**
 * What anyone holding a paper may know: kind, hospitals, when, which version, whether a newer one replaced it, and the
 * hash of its bytes (null until rendered). Nothing of the patient, the consult or the people. Null for an unknown code:
 * 80 random bits, so how long the index takes to find one tells nothing worth knowing.
 */
export async function paperByCode(typed: string) {
  const checkCode = readCheckCode(typed)
  const paper = checkCode && await db.paper.findUnique({
    where: { checkCode }, select: { kind: true, version: true, confirmedAt: true, supersededAt: true, sha256: true, checkCode: true, content: true },
  })
  if (!paper) return null
  const { content, ...shown } = paper
  const { requesting, supporting, demo } = paperContent.parse(content)
  return { ...shown, requesting: requesting.name, supporting: supporting.name, demo }
}
