import * as Y from 'yjs'
import { Problem } from '~/platform/problem'
import { largestTexts, largestUpdate, longestText, strayCharacters } from './text-fields'

/**
 * Takes a change from outside into a document and says whether it brought anything. What does not decode, leaves a gap, touches anything but
 * the plain texts that are known, or makes one of them too long is a Problem; the document is spoilt then and must be thrown away.
 */
export function takeUpdate(doc: Y.Doc, update: Uint8Array, fields: readonly string[]): boolean {
  if (update.length > largestUpdate) throw new Problem('rooms:problem.textsTooMuch')
  let brought = false
  const note = () => { brought = true }
  doc.on('update', note)
  try {
    Y.applyUpdate(doc, update)
  } catch {
    throw new Problem('rooms:problem.shape')
  } finally {
    doc.off('update', note)
  }
  refuseWrong(doc, fields)
  return brought
}

function refuseWrong(doc: Y.Doc, fields: readonly string[]): void {
  // It builds on something that never came here.
  if (doc.store.pendingStructs || doc.store.pendingDs) throw new Problem('rooms:problem.textsGap')
  if ([...doc.share.keys()].some((name) => !fields.includes(name)) || doc.subdocs.size > 0) throw new Problem('rooms:problem.shape')
  let bytes = 0
  for (const name of doc.share.keys()) {
    const text = doc.getText(name)
    if (!isPlain(text)) throw new Problem('rooms:problem.shape')
    if (text.length > longestText) throw new Problem('rooms:problem.textTooLong', { params: { most: longestText } })
    bytes += Buffer.byteLength(text.toString())
  }
  if (bytes > largestTexts) throw new Problem('rooms:problem.textsTooBig')
}

interface Piece { insert?: unknown; attributes?: unknown }

function isPlain(text: Y.Text): boolean {
  if (Object.keys(text.getAttributes()).length > 0) return false
  const pieces = text.toDelta() as Piece[]
  return pieces.every(({ insert, attributes }) => typeof insert === 'string' && attributes === undefined && !strayCharacters.test(insert))
}

/** The texts of a document by field; those that were never written are not among them. */
export const textsIn = (doc: Y.Doc): Record<string, string> => Object.fromEntries([...doc.share.keys()].map((name) => [name, doc.getText(name).toString()]))
