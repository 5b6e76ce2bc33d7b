import { db } from '~/platform/database/database.server'
import { storeFile } from '~/platform/files/store.server'
import { turns } from '~/platform/turns'
import { notFound } from '~/platform/problem'
import { paperContent } from './paper-content'
import { printPaper } from './print-paper.server'

interface Bytes { sha256: string; size: number }

// One at a time, so that many who ask for the same paper have it laid out once.
const inTurn = turns(1)

/**
 * The bytes of a paper, rendered at the first call and from then on always the same. Two at once: the first to write its
 * hash wins and the other one's bytes are served to nobody. Throws a 404 for an unknown id.
 */
export async function renderPaper(paperId: string): Promise<Bytes> {
  return (await rendered(paperId)) ?? inTurn(async () => (await rendered(paperId)) ?? render(paperId))
}

async function rendered(id: string): Promise<Bytes | null> {
  const paper = await db.paper.findUnique({ where: { id }, select: { sha256: true, size: true } })
  if (!paper) throw notFound()
  return paper.sha256 === null || paper.size === null ? null : { sha256: paper.sha256, size: paper.size }
}

async function render(id: string): Promise<Bytes> {
  const { content, checkCode } = await db.paper.findUniqueOrThrow({ where: { id }, select: { content: true, checkCode: true } })
  const bytes = await printPaper(paperContent.parse(content), checkCode)
  const made = { sha256: await storeFile(bytes), size: bytes.byteLength }
  const { count } = await db.paper.updateMany({ where: { id, sha256: null }, data: made })
  if (count === 1) return made
  const winner = await rendered(id)
  if (!winner) throw new Error('a paper lost its hash')
  return winner
}

/**
 * A paper's bytes for a download; the caller has checked who may read this consult. Null when the consult has no such
 * paper. Renders it when the job has not come round to it yet.
 */
export async function paperFile(paperId: string, consultId: string): Promise<(Bytes & { fileName: string }) | null> {
  const paper = await db.paper.findFirst({ where: { id: paperId, consultId }, select: { kind: true, version: true, content: true } })
  if (!paper) return null
  const made = await renderPaper(paperId)
  return { ...made, fileName: `${names[paper.kind]}-${paperContent.parse(paper.content).consultCode}-v${paper.version}.pdf` }
}

const names = { opinion: 'phieu-y-kien', minutes: 'trich-bien-ban', fullMinutes: 'bien-ban' } as const
