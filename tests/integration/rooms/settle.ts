import * as Y from 'yjs'
import type { Actor } from '~/domain/audit/actor'
import { currentState } from '~/domain/rooms/live-rooms.server'
import { syncTexts, updateTexts } from '~/domain/rooms/minutes-texts.server'
import { setField } from '~/domain/rooms/talk-commands.server'
import { fieldVersion } from '~/domain/rooms/talk-state'
import { newId } from '~/platform/id'

interface In { conferenceId: string; itemId: string }

/** Writes into one of the free texts of an item's minutes, as a page does. */
export async function writeText(actor: Actor, { conferenceId, itemId }: In, field: string, words: string): Promise<void> {
  const doc = new Y.Doc()
  const { diff } = await syncTexts(actor, { conferenceId, itemId, stateVector: new Uint8Array() })
  Y.applyUpdate(doc, diff)
  const before = Y.encodeStateVector(doc)
  const text = doc.getText(field)
  doc.transact(() => {
    text.delete(0, text.length)
    text.insert(0, words)
  })
  await updateTexts(actor, { conferenceId, itemId, cmdId: newId(), update: Y.encodeStateAsUpdate(doc, before) })
}

/** Sets a typed field of the minutes on whatever version it has. */
export async function setTyped(actor: Actor, { conferenceId, itemId: item }: In, name: string, value: Parameters<typeof setField>[1]['value']): Promise<void> {
  await setField(actor, { conferenceId, cmdId: newId(), item, name, value, baseVersion: fieldVersion(await currentState(conferenceId), item, name) })
}

/** Concludes a question, or says why it is left open. */
export async function settle(actor: Actor, world: In, number: number, words: string, settled: 'concluded' | 'leftOpen' = 'concluded'): Promise<void> {
  await writeText(actor, world, `conclusion:${number}`, words)
  await setTyped(actor, world, `settled:${number}`, settled)
}
