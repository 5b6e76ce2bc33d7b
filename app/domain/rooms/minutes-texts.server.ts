import * as Y from 'yjs'
import type { Actor } from '~/domain/audit/actor'
import { nowIn } from '~/platform/clock.server'
import { db, type Tx } from '~/platform/database/database.server'
import type { AgendaState, ConferenceRole } from '~/platform/database/enums'
import { log } from '~/platform/log.server'
import { notFound, Problem } from '~/platform/problem'
import { enterRoom } from './enter-room.server'
import { withTexts } from './kept-texts.server'
import { asBytes, catchUp, holdTexts, newTexts, replaceBySnapshot, seedTexts, type TextsDoc } from './stored-texts.server'
import { takeUpdate } from './take-update'
import { mayWriteTexts } from './text-fields'
import type { SyncTexts, UpdateTexts } from './texts-schema'

/** After so many changes they are replaced by one snapshot. */
export const snapshotEvery = 200

interface Place { role: ConferenceRole; presents: boolean; state: AgendaState; closed: boolean }

export interface Synced {
  /** what the asking end does not have */
  diff: Uint8Array
  /** what this end has: the other one works out from it what is missing here */
  stateVector: Uint8Array
  seq: number
}

/** What of an item's texts this end does not have. For everybody in the room; also after it has closed, when nothing is begun any more. */
export async function syncTexts(actor: Actor, { conferenceId, itemId, stateVector }: SyncTexts): Promise<Synced> {
  const { open } = await enterRoom(actor, conferenceId)
  return withTexts(itemId, (known) => db.$transaction(async (tx) => {
    await holdTexts(tx, itemId)
    refuseGone(await placeOf(tx, actor, conferenceId, itemId))
    const texts = await current(tx, itemId, known, open)
    return { texts, result: { diff: diffOf(texts.doc, stateVector), stateVector: Y.encodeStateVector(texts.doc), seq: texts.seq } }
  }))
}

/**
 * Appends a change to an item's texts and answers after the commit. By those who run the conference and whoever presents the item, looked
 * up each time; while the room is open. Safe to repeat: the second time answers with the first one's seq, and what brings nothing new is not
 * written at all. `update` is what the others may be told: of one that is repeated what was taken the first time, whatever comes under its id now.
 */
export async function updateTexts(actor: Actor, { conferenceId, itemId, cmdId, update }: UpdateTexts): Promise<{ seq: number; update: Uint8Array }> {
  const { seq, due, taken } = await withTexts(itemId, (known) => db.$transaction(async (tx) => {
    await holdTexts(tx, itemId)
    const place = await placeOf(tx, actor, conferenceId, itemId)
    const before = await tx.minutesUpdate.findUnique({ where: { itemId_personId_cmdId: { itemId, personId: actor.personId, cmdId } }, select: { seq: true, bytes: true } })
    if (before) return { texts: known ?? await newTexts(tx, itemId), result: { seq: before.seq, due: false, taken: before.bytes } }
    refuse(place)
    const texts = await current(tx, itemId, known, true)
    texts.unsure = true
    if (takeUpdate(texts.doc, update, texts.fields)) {
      texts.seq += 1
      await tx.minutesUpdate.create({ data: { itemId, seq: texts.seq, cmdId, personId: actor.personId, at: await nowIn(tx), bytes: asBytes(update) } })
    }
    return { texts, result: { seq: texts.seq, due: texts.seq - texts.snapshotSeq >= snapshotEvery, taken: update } }
  }))
  // The change stands; the one after it tries again where this fails.
  if (due) await settleTexts(itemId).catch((err: unknown) => log.warn({ err, itemId }, 'texts could not be put together'))
  return { seq, update: taken }
}

/** Puts the changes of an item's texts together into one snapshot: after many of them, and when the last writer has left. */
export const settleTexts = (itemId: string): Promise<void> => withTexts(itemId, (known) => db.$transaction(async (tx) => {
  await holdTexts(tx, itemId)
  const texts = await current(tx, itemId, known, false)
  if (texts.seq > texts.snapshotSeq) {
    await replaceBySnapshot(tx, itemId, texts)
    texts.unsure = true
    texts.snapshotSeq = texts.seq
  }
  return { texts, result: undefined }
}))

/** Everything stored so far; the beginning is made where there is none and `begin` says so. */
async function current(tx: Tx, itemId: string, known: TextsDoc | null, begin: boolean): Promise<TextsDoc> {
  const texts = known ?? await newTexts(tx, itemId)
  await catchUp(tx, texts, itemId)
  if (texts.seq === 0 && begin) {
    await seedTexts(tx, itemId)
    texts.unsure = true
    await catchUp(tx, texts, itemId)
  }
  return texts
}

/** Who asks, where: a 404 for whoever is no member acting for that hospital, and for an item of another conference. */
async function placeOf(tx: Tx, { personId, hospitalId }: Actor, conferenceId: string, itemId: string): Promise<Place> {
  // Shared with other writers, but not with whoever closes the room: nothing is written between the closing's reading and its commit.
  const [place] = await tx.$queryRaw<Place[]>`
    select m."role", coalesce(a."presenterId" = m."personId", false) as "presents", a."state", r."closedAt" is not null as "closed"
    from "AgendaItem" a
    join "ConferenceMember" m on m."conferenceId" = a."conferenceId" and m."personId" = ${personId}::uuid and m."hospitalId" = ${hospitalId}::uuid
    join "Room" r on r."conferenceId" = a."conferenceId"
    where a."id" = ${itemId}::uuid and a."conferenceId" = ${conferenceId}::uuid
    for share of r`
  if (!place) throw notFound()
  return place
}

function refuse({ role, presents, state, closed }: Place): void {
  if (closed) throw new Problem('rooms:problem.closed')
  if (!mayWriteTexts(role, presents)) throw new Problem('rooms:problem.textsNotYours')
  refuseGone({ state })
}

/** A consult that was withdrawn from the conference is no longer this room's to read. */
function refuseGone({ state }: Pick<Place, 'state'>): void {
  if (state === 'moved' || state === 'dropped') throw new Problem('rooms:problem.itemGone')
}

function diffOf(doc: Y.Doc, stateVector: Uint8Array): Uint8Array {
  try {
    return Y.encodeStateAsUpdate(doc, stateVector.length > 0 ? stateVector : undefined)
  } catch {
    throw new Problem('rooms:problem.shape')
  }
}
