import type { RecordEvent, Tx } from '~/domain/audit/transact.server'
import { newId } from '~/platform/id'
import { newCheckCode } from './check-code'
import { confirmedAt, paperContent, type PaperContent } from './paper-content'

/**
 * A step: freezes what a paper prints and gives it a check code; older papers of the same consult, round and kind are superseded
 * from that moment. The bytes are rendered later, once, from this content. Throws a ZodError where content is not whole.
 */
export async function issuePaper(
  tx: Tx, record: RecordEvent, { consultId, sourceId, content: given }: { consultId: string; sourceId: string; content: PaperContent },
): Promise<{ id: string; checkCode: string }> {
  const content = paperContent.parse(given)
  const at = confirmedAt(content)
  if (!at) throw new Error('A paper is issued when it is confirmed')
  const { kind, version } = content
  const { round = 1 } = await tx.consult.findUnique({ where: { id: consultId }, select: { round: true } }) ?? {}
  await tx.paper.updateMany({ where: { consultId, kind, round, supersededAt: null }, data: { supersededAt: at } })
  const paper = await tx.paper.create({
    data: { id: newId(), kind, consultId, round, sourceId, version, content, checkCode: newCheckCode(), confirmedAt: at }, select: { id: true, checkCode: true },
  })
  record({ name: 'paper.issued', subject: 'paper', subjectId: paper.id, facts: { kind, version, consultId }, audience: [`consult:${consultId}`] })
  return paper
}
