import * as Y from 'yjs'
import { nowIn } from '~/platform/clock.server'
import type { Tx } from '~/platform/database/database.server'
import { asTyped, fieldsFor } from './text-fields'
import { textsIn } from './take-update'

/** What a process knows of an item's texts. */
export interface TextsDoc {
  doc: Y.Doc
  seq: number
  /** every text that there may be */
  fields: string[]
  snapshotSeq: number
  /** holds something of which the commit is not known yet */
  unsure: boolean
}

type Reader = Pick<Tx, 'minutesUpdate' | 'minutesSnapshot' | 'agendaItem' | 'consult'>
const seedClient = 1

/** Everybody who reads or writes an item's texts does so one after the other, in every process; until the transaction's end. */
export const holdTexts = (tx: Tx, itemId: string): Promise<unknown> => tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`texts of ${itemId}`}, 0))`

/** An empty hold on the item's texts; with its questions, which are fixed while the conference is on. */
export async function newTexts(tx: Reader, itemId: string): Promise<TextsDoc> {
  const { consultId } = await tx.agendaItem.findUniqueOrThrow({ where: { id: itemId }, select: { consultId: true } })
  const { questions } = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: { questions: { select: { number: true } } } })
  return { doc: new Y.Doc(), seq: 0, fields: fieldsFor(questions.map(({ number }) => number)), snapshotSeq: 0, unsure: false }
}

/**
 * Takes in what was stored beyond what is known here. The changes are read before the snapshot: one that a snapshot has replaced
 * meanwhile is then found in that. Nothing stored leaves the seq at 0.
 */
export async function catchUp(tx: Reader, texts: TextsDoc, itemId: string): Promise<void> {
  const tail = await tx.minutesUpdate.findMany({ where: { itemId, seq: { gt: texts.seq } }, orderBy: { seq: 'asc' }, select: { seq: true, bytes: true } })
  const snapshot = await tx.minutesSnapshot.findFirst({ where: { itemId, seq: { gt: texts.seq } }, select: { seq: true, bytes: true } })
  const updates = [...(snapshot ? [snapshot] : []), ...tail]
  if (updates.length === 0) return
  texts.doc.transact(() => updates.forEach(({ bytes }) => Y.applyUpdate(texts.doc, bytes)))
  texts.seq = Math.max(...updates.map(({ seq }) => seq))
  if (snapshot) texts.snapshotSeq = snapshot.seq
}

interface Seed { bytes: Uint8Array<ArrayBuffer>; texts: Record<string, string>; personId: string }

/** What the requesting side had written already: the beginning of the summary. The diagnosis is part of the patient's identity, which not everybody in the room may read; it comes in when the room has closed. The same bytes whoever makes them. */
async function seedOf(tx: Reader, itemId: string): Promise<Seed> {
  const { consultId } = await tx.agendaItem.findUniqueOrThrow({ where: { id: itemId }, select: { consultId: true } })
  const { situation, treatingDoctorId } = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: { situation: true, treatingDoctorId: true } })
  const texts = { summary: asTyped(situation ?? '') }
  const doc = new Y.Doc()
  doc.clientID = seedClient
  for (const [field, words] of Object.entries(texts)) doc.getText(field).insert(0, words)
  return { bytes: asBytes(Y.encodeStateAsUpdate(doc)), texts, personId: treatingDoctorId }
}

/** The first change of an item's texts, in the name of the doctor whose words they are. Made twice at once it still stands once. */
export async function seedTexts(tx: Tx, itemId: string): Promise<void> {
  const { bytes, personId } = await seedOf(tx, itemId)
  await tx.minutesUpdate.createMany({ data: [{ itemId, seq: 1, cmdId: 'seed', personId, at: await nowIn(tx), bytes }], skipDuplicates: true })
}

/** The texts as one, in the place of the changes before them. */
export async function replaceBySnapshot(tx: Tx, itemId: string, { doc, seq }: TextsDoc): Promise<void> {
  const row = { seq, bytes: asBytes(Y.encodeStateAsUpdate(doc)), at: await nowIn(tx) }
  await tx.minutesSnapshot.upsert({ where: { itemId }, create: { itemId, ...row }, update: row })
  await tx.minutesUpdate.deleteMany({ where: { itemId, seq: { lte: seq } } })
}

/**
 * The texts of an item by field, trimmed, for its minutes; every known field is there. Called when the room's row is closed in the same
 * transaction, nothing can be written afterwards. Where nobody ever opened them they are what they would have begun with.
 */
export async function readTexts(tx: Reader, itemId: string): Promise<Record<string, string>> {
  const texts = await newTexts(tx, itemId)
  await catchUp(tx, texts, itemId)
  const written = texts.seq > 0 ? textsIn(texts.doc) : (await seedOf(tx, itemId)).texts
  // Half of a character that two people cut at once is a mark of damage to the database's readers, and no text.
  return Object.fromEntries(texts.fields.map((field) => [field, (written[field] ?? '').replaceAll('\ufffd', '').normalize('NFC').trim()]))
}

/** Bytes as the database takes them. */
export const asBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)
