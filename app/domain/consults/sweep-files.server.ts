import { sweepPages } from '~/domain/documents/kept-pages.server'
import { db } from '~/platform/database/database.server'
import { dropFile, oldFilesOn, shelves } from '~/platform/files/store.server'

const day = 24 * 60 * 60_000
/** Pictures of pages can be drawn again. */
const pagesFor = 7 * day

/**
 * Job: bytes that no consult's file, no paper and no minutes name any more, or that no transaction ever named, go after a day: pictures of
 * discarded drafts are patient data too. One shelf at a time, by the minute, so that each comes round every few hours.
 */
export async function sweepFiles(shelf = Math.floor(Date.now() / 60_000) % shelves, olderThanMs = day): Promise<number> {
  const swept = await sweepStored(shelf, olderThanMs)
  await sweepPages(shelf, pagesFor)
  return swept
}

async function sweepStored(shelf: number, olderThanMs: number): Promise<number> {
  const old = await oldFilesOn(shelf, olderThanMs)
  if (old.length === 0) return 0
  const [files, papers, signed] = await Promise.all([
    db.consultFile.findMany({ where: { OR: [{ sha256: { in: old } }, { thumbnail: { in: old } }] }, select: { sha256: true, thumbnail: true } }),
    db.paper.findMany({ where: { sha256: { in: old } }, select: { sha256: true } }),
    db.minutes.findMany({ where: { OR: [{ printedSha256: { in: old } }, { scanSha256: { in: old } }] }, select: { printedSha256: true, scanSha256: true } }),
  ])
  const named = new Set([...files.flatMap(({ sha256, thumbnail }) => [sha256, thumbnail]), ...papers.map(({ sha256 }) => sha256), ...signed.flatMap(({ printedSha256, scanSha256 }) => [printedSha256, scanSha256])])
  const nameless = old.filter((sha256) => !named.has(sha256))
  await db.storedFile.deleteMany({ where: { sha256: { in: nameless } } })
  for (const sha256 of nameless) await dropFile(sha256)
  return nameless.length
}
