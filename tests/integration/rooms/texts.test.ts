import { beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Actor } from '~/domain/audit/actor'
import { closeConference } from '~/domain/rooms/close-conference.server'
import { settleTexts, snapshotEvery, syncTexts, updateTexts } from '~/domain/rooms/minutes-texts.server'
import { readTexts } from '~/domain/rooms/stored-texts.server'
import { longestText } from '~/domain/rooms/text-fields'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { anOpenConference } from './a-conference'
import { settle } from './settle'

let world: Awaited<ReturnType<typeof anOpenConference>>
let itemId: string
beforeEach(async () => {
  world = await anOpenConference()
  itemId = (await db.agendaItem.findFirstOrThrow({ where: { conferenceId: world.conferenceId } })).id
})

const place = () => ({ conferenceId: world.conferenceId, itemId })
const rows = () => db.minutesUpdate.findMany({ where: { itemId }, orderBy: { seq: 'asc' } })

/** A page of somebody: what it types is a change to be sent. */
async function aPage(actor: Actor) {
  const doc = new Y.Doc()
  const hear = async () => {
    const { diff } = await syncTexts(actor, { ...place(), stateVector: Y.encodeStateVector(doc) })
    Y.applyUpdate(doc, diff)
  }
  await hear()
  const change = (edit: (doc: Y.Doc) => void) => {
    const before = Y.encodeStateVector(doc)
    doc.transact(() => edit(doc))
    return Y.encodeStateAsUpdate(doc, before)
  }
  const send = (update: Uint8Array, cmdId = newId()) => updateTexts(actor, { ...place(), cmdId, update })
  return {
    doc, hear, change, send, text: (field: string) => doc.getText(field).toString(),
    type: (field: string, words: string, at = 0) => send(change(() => doc.getText(field).insert(at, words))),
  }
}

describe('what is written together', () => {
  test('the request’s words are the beginning, once, however many open them at the same time', async () => {
    const pages = await Promise.all([world.chair, world.scribe, world.doctor, world.specialist].map(aPage))
    expect(pages.map(({ text }) => text('summary'))).toEqual(Array(4).fill('Đau đầu tăng dần sau ngã.'))
    expect(await rows()).toMatchObject([{ seq: 1, cmdId: 'seed', personId: world.doctor.personId }])
  })

  test('two who write the same text at once have both texts, and so has the minutes', async () => {
    const [chair, scribe] = [await aPage(world.chair), await aPage(world.scribe)]
    await Promise.all([chair.type('overall', 'Chủ tọa: mổ trong ngày. '), scribe.type('overall', 'Thư ký: theo dõi. '), scribe.type('conclusion:2', 'Chuyển viện')])
    await Promise.all([chair.hear(), scribe.hear()])
    expect(chair.text('overall')).toBe(scribe.text('overall'))
    expect(await readTexts(db, itemId)).toEqual({
      summary: 'Đau đầu tăng dần sau ngã.', diagnosis: '', overall: chair.text('overall').trim(), plan: '', 'conclusion:1': '', 'conclusion:2': 'Chuyển viện',
    })
    expect(['Chủ tọa: mổ trong ngày.', 'Thư ký: theo dõi.'].every((words) => chair.text('overall').includes(words))).toBe(true)
    expect((await rows()).map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  })

  test('texts that nobody ever opened are what they would have begun with', async () => {
    expect(await readTexts(db, itemId)).toMatchObject({ summary: 'Đau đầu tăng dần sau ngã.', plan: '' })
    expect(await rows()).toEqual([])
  })

  test('a change that is told again stands once: in one process, and after the one that took it has died', async () => {
    const page = await aPage(world.scribe)
    const update = page.change((doc) => doc.getText('plan').insert(0, 'Khoan sọ'))
    const cmdId = newId()
    const both = await Promise.all([page.send(update, cmdId), page.send(update, cmdId)])
    forgetAll()
    expect([...both, await page.send(update, cmdId)]).toMatchObject(Array(3).fill({ seq: 2 }))
    // Under another id it brings nothing new.
    expect(await page.send(update)).toMatchObject({ seq: 2 })
    // What comes under a known id is not looked at again, so the others are told what was taken then.
    const forged = page.change((doc) => doc.getText('plan').insert(0, 'Không mổ. '))
    expect([...(await page.send(forged, cmdId)).update]).toEqual([...update])
    expect(await rows()).toHaveLength(2)
    expect((await readTexts(db, itemId)).plan).toBe('Khoan sọ')
  })

  test('what another process has written is there before one’s own change, snapshot or not', async () => {
    const page = await aPage(world.scribe)
    const other = new Y.Doc()
    other.getText('plan').insert(0, 'từ máy chủ khác. ')
    await db.minutesUpdate.create({ data: { itemId, seq: 2, cmdId: newId(), personId: world.chair.personId, at: new Date(), bytes: new Uint8Array(Y.encodeStateAsUpdate(other)) } })
    expect(await page.type('overall', 'một')).toMatchObject({ seq: 3 })
    other.getText('plan').insert(0, 'và lần nữa ')
    const all = new Y.Doc()
    for (const { bytes } of await rows()) Y.applyUpdate(all, bytes)
    Y.applyUpdate(all, Y.encodeStateAsUpdate(other))
    await db.$transaction([db.minutesUpdate.deleteMany({ where: { itemId } }), db.minutesSnapshot.create({ data: { itemId, seq: 9, bytes: new Uint8Array(Y.encodeStateAsUpdate(all)), at: new Date() } })])
    expect(await page.type('overall', 'hai ')).toMatchObject({ seq: 10 })
    expect(await readTexts(db, itemId)).toMatchObject({ plan: 'và lần nữa từ máy chủ khác.', overall: 'hai một' })
  })

  test(`after ${snapshotEvery} changes one snapshot stands in their place`, async () => {
    const page = await aPage(world.scribe)
    const words = Array.from({ length: snapshotEvery + 5 }, (_, index) => `${index} `)
    const sent: Uint8Array[] = []
    for (const word of words) sent.push(page.change((doc) => doc.getText('plan').insert(doc.getText('plan').length, word)))
    const [first = new Uint8Array(), ...rest] = sent
    const cmdId = newId()
    await page.send(first, cmdId)
    for (const update of rest) await page.send(update)
    expect((await db.minutesSnapshot.findUniqueOrThrow({ where: { itemId } })).seq).toBe(snapshotEvery)
    expect((await rows()).map(({ seq }) => seq)).toEqual(Array.from({ length: 6 }, (_, index) => snapshotEvery + 1 + index))
    forgetAll()
    // Its row is gone; told again it changes nothing.
    await page.send(first, cmdId)
    expect((await readTexts(db, itemId)).plan).toBe(words.join('').trim())
    await settleTexts(itemId)
    expect(await rows()).toEqual([])
    expect((await readTexts(db, itemId)).plan).toBe(words.join('').trim())
  })
})

describe('who writes', () => {
  test('those who run the conference and whoever presents; a specialist reads', async () => {
    for (const actor of [world.chair, world.scribe, world.doctor]) await (await aPage(actor)).type('plan', 'x')
    const page = await aPage(world.specialist)
    expect(page.text('plan')).toBe('xxx')
    await expect(page.type('plan', 'y')).rejects.toThrow('rooms:problem.textsNotYours')
    await db.agendaItem.update({ where: { id: itemId }, data: { presenterId: world.specialist.personId } })
    await expect((await aPage(world.doctor)).type('plan', 'y')).rejects.toThrow('rooms:problem.textsNotYours')
    expect((await readTexts(db, itemId)).plan).toBe('xxx')
  })

  test('a stranger, a removed member, one who acts for another hospital, and another conference’s item: not there', async () => {
    const page = await aPage(world.scribe)
    const update = page.change((doc) => doc.getText('plan').insert(0, 'x'))
    const attempt = (actor: Actor, where = place()) => updateTexts(actor, { ...where, cmdId: newId(), update })
    const stateVector = new Uint8Array()
    const other = await anOpenConference()
    const otherItem = await db.agendaItem.findFirstOrThrow({ where: { conferenceId: other.conferenceId } })
    await expect(attempt(world.stranger)).rejects.toMatchObject({ status: 404 })
    await expect(syncTexts(world.stranger, { ...place(), stateVector })).rejects.toMatchObject({ status: 404 })
    await expect(attempt({ ...world.scribe, hospitalId: world.requestingId })).rejects.toMatchObject({ status: 404 })
    await expect(attempt(world.scribe, { ...place(), itemId: otherItem.id })).rejects.toMatchObject({ status: 404 })
    await expect(syncTexts(world.scribe, { ...place(), itemId: otherItem.id, stateVector })).rejects.toMatchObject({ status: 404 })
    await db.conferenceMember.delete({ where: { conferenceId_personId: { conferenceId: world.conferenceId, personId: world.scribe.personId } } })
    await expect(attempt(world.scribe)).rejects.toMatchObject({ status: 404 })
    await db.agendaItem.update({ where: { id: itemId }, data: { state: 'moved' } })
    await expect(attempt(world.chair)).rejects.toThrow('rooms:problem.itemGone')
    await expect(syncTexts(world.chair, { ...place(), stateVector })).rejects.toThrow('rooms:problem.itemGone')
    expect(await rows()).toHaveLength(1)
  })

  test('nothing is written after the conference has closed, and what was answered before is in the minutes’ reading', async () => {
    const page = await aPage(world.scribe)
    for (const number of [1, 2]) await settle(world.chair, { conferenceId: world.conferenceId, itemId }, number, 'Kết luận')
    const cmdId = newId()
    const first = page.change((doc) => doc.getText('plan').insert(0, '0'))
    await page.send(first, cmdId)
    const updates = Array.from({ length: 30 }, (_, index) => page.change((doc) => doc.getText('plan').insert(doc.getText('plan').length, ` ${index + 1}`)))
    const writing = updates.map((update) => page.send(update).then(() => true, () => false))
    await writing[2]
    await closeConference(world.chair, { conferenceId: world.conferenceId })
    const stored = (await readTexts(db, itemId)).plan
    const kept = (await Promise.all(writing)).filter(Boolean).length
    expect(stored).toBe(Array.from({ length: kept + 1 }, (_, index) => index).join(' '))
    await expect(page.type('plan', 'sau')).rejects.toThrow('rooms:problem.closed')
    // The answer to what stood before may be asked for again.
    expect(await page.send(first, cmdId)).toMatchObject({ seq: 4 })
    await page.hear()
    expect((await readTexts(db, itemId)).plan).toBe(stored)
  })
})

describe('what is no change of these texts', () => {
  const bad: [string, string, (doc: Y.Doc) => void][] = [
    ['a field that there is not', 'shape', (doc) => doc.getText('conclusion:3').insert(0, 'x')],
    ['something other than a text', 'shape', (doc) => doc.getMap('plan').set('a', 'b')],
    ['a list', 'shape', (doc) => doc.getArray('list').push([1])],
    ['formatting', 'shape', (doc) => doc.getText('plan').insert(0, 'x', { bold: true })],
    ['a picture in the text', 'shape', (doc) => doc.getText('plan').insertEmbed(0, { image: 'x' })],
    ['another type in the text', 'shape', (doc) => doc.getText('plan').insertEmbed(0, new Y.Map())],
    ['a character no keyboard makes', 'shape', (doc) => doc.getText('plan').insert(0, 'a\u0000b')],
    ['a text that is too long', 'textTooLong', (doc) => doc.getText('plan').insert(0, 'x'.repeat(longestText + 1))],
    ['a change that is too large', 'textsTooMuch', (doc) => doc.getText('plan').insert(0, 'ệ'.repeat(longestText))],
  ]
  test.each(bad)('%s is refused, and nothing of it stays', async (_name, problem, edit) => {
    const page = await aPage(world.scribe)
    await page.type('overall', 'đã có')
    const wrong = new Y.Doc()
    edit(wrong)
    await expect(page.send(Y.encodeStateAsUpdate(wrong))).rejects.toThrow(`rooms:problem.${problem}`)
    await page.type('overall', 'vẫn ghi, ')
    await page.hear()
    expect((await readTexts(db, itemId))).toMatchObject({ overall: 'vẫn ghi, đã có', plan: '' })
    expect([...page.doc.share.keys()].sort()).toEqual(['overall', 'summary'])
    expect(await rows()).toHaveLength(3)
  })

  test('bytes that do not decode, half a change, and one that lacks what came before', async () => {
    const page = await aPage(world.scribe)
    await page.type('plan', 'có')
    const whole = page.change((doc) => doc.getText('plan').insert(0, 'trước '))
    const after = page.change((doc) => doc.getText('plan').insert(0, 'sau '))
    await expect(page.send(whole.slice(0, -3))).rejects.toThrow('rooms:problem')
    await expect(page.send(after)).rejects.toThrow('rooms:problem.textsGap')
    for (let length = 0; length < 60; length++) {
      const noise = Uint8Array.from({ length }, (_, index) => (index * 89 + length * 31) % 256)
      await page.send(noise).catch((problem: Error) => expect(problem.message).toMatch(/^rooms:problem/))
    }
    await page.send(Y.mergeUpdates([whole, after]))
    expect((await readTexts(db, itemId)).plan).toBe('sau trước có')
    await expect(syncTexts(world.scribe, { ...place(), stateVector: Uint8Array.from([255, 255, 255]) })).rejects.toThrow('rooms:problem.shape')
  })
})

/** As a new process finds it. */
const forgetAll = (): void => (globalThis as typeof globalThis & { chiEmTexts?: Map<string, unknown> }).chiEmTexts?.clear()
