import { beforeAll, describe, expect, test } from 'vitest'
import { keepFile } from '~/domain/documents/accept-picture.server'
import type { Actor } from '~/domain/audit/actor'
import { recallFile } from '~/domain/consults/recall-file.server'
import { append } from '~/domain/rooms/append.server'
import { marksMost } from '~/domain/rooms/limits'
import { currentState, entriesAfter, forget } from '~/domain/rooms/live-rooms.server'
import { moveTo } from '~/domain/rooms/room-commands.server'
import { mark, present, show, unmark } from '~/domain/rooms/stage-commands.server'
import * as shape from '~/domain/rooms/stage-schema'
import { marksOf } from '~/domain/rooms/stage-state'
import { wholeView } from '~/domain/rooms/stage-view'
import { db } from '~/platform/database/database.server'
import { storeFile } from '~/platform/files/store.server'
import { newId } from '~/platform/id'
import { aPdf } from '../../support/documents/a-pdf'
import { anOpenConference } from './a-conference'

type World = Awaited<ReturnType<typeof anOpenConference>>
let world: World
let fileId: string

/** A PDF that was sent with the request. */
async function aFile({ consultId, doctor }: Pick<World, 'consultId' | 'doctor'>, changes: { requestVersion?: number | null } = {}): Promise<string> {
  const bytes = aPdf({ pages: 2, content: `% ${newId()}` })
  const sha256 = await storeFile(bytes)
  await db.$transaction((tx) => keepFile(tx, { sha256, mediaType: 'application/pdf', size: bytes.length, width: null, height: null, thumbnail: null, name: 'a.pdf' }))
  const id = newId()
  await db.consultFile.create({ data: { id, consultId, sha256, mediaType: 'application/pdf', size: bytes.length, name: 'a.pdf', personId: doctor.personId, at: new Date(), requestVersion: 1, ...changes } })
  return id
}

beforeAll(async () => {
  world = await anOpenConference()
  fileId = await aFile(world)
})
const to = <T extends object>(more: T) => ({ conferenceId: world.conferenceId, cmdId: newId(), item: world.itemId, fileId, ...more })
const anArrow = (changes: Partial<shape.Mark> = {}): shape.Mark => ({ ...to({ page: 2 }), id: newId(), shape: 'arrow', points: [[0.2, 0.2], [0.5, 0.5]], text: '', ...changes })
const board = async () => (await currentState(world.conferenceId)).board
const presenting = (actor: Actor, personId: string | null) => present(actor, { conferenceId: world.conferenceId, cmdId: newId(), personId })
const leafing = (actor: Actor, changes: object = {}) => show(actor, { ...to({ page: 2, view: { ...wholeView, w: 0.25, h: 0.5 } }), ...changes })

describe('marks', () => {
  test('are drawn and moved by their author, taken away by them or by who runs the conference', async () => {
    const one = anArrow()
    await mark(world.doctor, one)
    await mark(world.doctor, { ...one, cmdId: newId(), points: [[0.1, 0.1], [0.4, 0.4]] })
    expect(marksOf(await board(), fileId, 2)).toMatchObject([{ id: one.id, personId: world.doctor.personId, points: [[0.1, 0.1], [0.4, 0.4]] }])
    await expect(mark(world.specialist, { ...one, cmdId: newId() })).rejects.toThrow('rooms:problem.markOfOther')
    await expect(unmark(world.specialist, to({ id: one.id }))).rejects.toThrow('rooms:problem.notAllowed')
    await expect(unmark(world.specialist, to({}))).rejects.toThrow('rooms:problem.notAllowed')
    await unmark(world.chair, to({ id: one.id }))
    expect(marksOf(await board(), fileId)).toEqual([])
  })

  test('a repeated command is carried out once', async () => {
    const one = anArrow()
    const [first, second] = await Promise.all([mark(world.doctor, one), mark(world.doctor, one)])
    expect(first.seq).toBe(second.seq)
    await unmark(world.doctor, to({ id: one.id }))
  })

  test('only files of the consult on stage, sent and not taken back; a stranger learns nothing', async () => {
    const other = await anOpenConference()
    await expect(mark(world.doctor, anArrow({ fileId: await aFile(other) }))).rejects.toThrow('rooms:problem.file')
    await expect(mark(world.doctor, anArrow({ item: other.itemId }))).rejects.toThrow('rooms:problem.notOnAgenda')
    await expect(mark(world.doctor, anArrow({ fileId: await aFile(world, { requestVersion: null }) }))).rejects.toThrow('rooms:problem.file')
    await expect(mark(world.stranger, anArrow())).rejects.toMatchObject({ status: 404 })
    const recalled = await aFile(world)
    await mark(world.doctor, anArrow({ fileId: recalled }))
    await recallFile(world.doctor, { consultId: world.consultId, which: recalled, reason: 'Nhầm người bệnh' })
    await expect(mark(world.doctor, anArrow({ fileId: recalled }))).rejects.toThrow('rooms:problem.file')
    // What stands on it can still be taken away.
    await unmark(world.chair, { ...to({}), fileId: recalled })
  })

  test('an observer who does not see the file draws nothing on it', async () => {
    await db.conferenceMember.updateMany({ where: { conferenceId: world.conferenceId, personId: world.specialist.personId }, data: { role: 'observer' } })
    await db.consultAccess.updateMany({ where: { consultId: world.consultId, personId: world.specialist.personId }, data: { kind: 'observer', deidentified: true } })
    await expect(mark(world.specialist, anArrow())).rejects.toThrow('rooms:problem.file')
    await expect(presenting(world.specialist, world.specialist.personId)).rejects.toThrow('rooms:problem.notAllowed')
    await expect(presenting(world.chair, world.specialist.personId)).rejects.toThrow('rooms:problem.presenterWho')
  })

  test('a file holds so many', async () => {
    const full = await aFile(world)
    await Promise.all(Array.from({ length: marksMost }, () => append(world.conferenceId, { cmdId: newId(), personId: world.doctor.personId, kind: 'mark', body: { ...anArrow({ fileId: full }) } })))
    await expect(mark(world.doctor, anArrow({ fileId: full }))).rejects.toThrow('rooms:problem.marksFull')
    await unmark(world.chair, { ...to({}), fileId: full })
    await mark(world.doctor, anArrow({ fileId: full }))
  })

  test('what is no mark is not taken', () => {
    for (const wrong of [anArrow({ points: [[0.1, 0.1]] }), anArrow({ shape: 'text', points: [[0.1, 0.1]], text: '  ' }), anArrow({ text: 'a'.repeat(201) }), anArrow({ points: [[0.1, 0.1], [0.2, 1.2]] }), anArrow({ page: 0 })]) expect(shape.mark.safeParse(wrong).success).toBe(false)
  })
})

describe('who presents', () => {
  test('of two who take the free stage one has it; it is handed back, given and taken over by who runs the conference', async () => {
    const both = await Promise.allSettled([presenting(world.doctor, world.doctor.personId), presenting(world.scribe, world.scribe.personId)])
    expect(both.some(({ status }) => status === 'fulfilled')).toBe(true)
    await presenting(world.chair, world.doctor.personId)
    expect((await board()).presenterId).toBe(world.doctor.personId)
    await presenting(world.doctor, null)
    expect((await board()).presenterId).toBeNull()
    await presenting(world.chair, world.chair.personId)
    await expect(presenting(world.doctor, world.doctor.personId)).rejects.toThrow('rooms:problem.presenterTaken')
    await expect(presenting(world.doctor, null)).rejects.toThrow('rooms:problem.notAllowed')
    await expect(presenting(world.chair, world.stranger.personId)).rejects.toThrow('rooms:problem.presenterWho')
    await expect(presenting(world.stranger, world.stranger.personId)).rejects.toMatchObject({ status: 404 })
  })

  test('only the presenter shows, and whoever comes later finds it', async () => {
    await presenting(world.chair, world.doctor.personId)
    await expect(leafing(world.chair)).rejects.toThrow('rooms:problem.notPresenter')
    await leafing(world.doctor)
    forget(world.conferenceId)
    expect((await board()).shown).toMatchObject({ fileId, page: 2, personId: world.doctor.personId, view: { w: 0.25, h: 0.5 } })
    expect((await entriesAfter(db, world.conferenceId, 0)).at(-1)).toMatchObject({ kind: 'show' })
    await expect(leafing(world.doctor, { fileId: newId() })).rejects.toThrow('rooms:problem.file')
  })

  test('when the consult leaves the stage, so does its presenter', async () => {
    const step = (name: 'presenting' | 'done') => moveTo(world.chair, { conferenceId: world.conferenceId, cmdId: newId(), item: world.itemId, step: name })
    await step('presenting')
    await presenting(world.chair, world.doctor.personId)
    await step('done')
    expect((await board()).presenterId).toBeNull()
  })
})
