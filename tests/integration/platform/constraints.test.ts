import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { db, type Prisma } from '~/platform/database/database.server'

const at = new Date('2026-11-04T01:00:00Z')
const later = new Date('2026-11-04T02:00:00Z')

async function aConsult() {
  const id = randomUUID()
  return db.consult.create({ data: { id, state: 'draft', requestingId: randomUUID(), treatingDoctorId: randomUUID(), createdAt: at, updatedAt: at } })
}

async function aConference() {
  return db.conference.create({
    data: { id: randomUUID(), state: 'planned', startsAt: at, endsAt: later, createdById: randomUUID(), createdAt: at },
  })
}

const anEvent = () => ({ id: randomUUID(), at, name: 'consult.sent', subject: 'consult', subjectId: randomUUID(), fields: [], audience: [] })

test('nobody is booked twice at overlapping times, and a released booking does not count', async () => {
  const { id: conferenceId } = await aConference()
  const personId = randomUUID()
  const booking = (startsAt: Date, endsAt: Date) => db.booking.create({ data: { id: randomUUID(), conferenceId, personId, startsAt, endsAt } })
  const first = await booking(at, later)
  await expect(booking(new Date(+at + 60_000), new Date(+later + 60_000))).rejects.toThrow()
  await booking(later, new Date(+later + 60_000))
  await db.booking.update({ where: { id: first.id }, data: { releasedAt: at } })
  await booking(at, later)
})

test('a request leaves only whole, and without an agreement only as an emergency with a reason', async () => {
  const { id } = await aConsult()
  const whole = { state: 'sent', code: `HC-${id}`, supportingId: randomUUID(), specialtyCode: 'CDHA', level: 'routine', sentAt: at, situation: 'x' } as const
  const send = (change: Prisma.ConsultUpdateInput) => db.consult.update({ where: { id }, data: { ...whole, ...change } })
  await expect(send({ code: null, agreementId: randomUUID() })).rejects.toThrow()
  await expect(send({})).rejects.toThrow()
  await expect(send({ level: 'emergency', overrideReason: '' })).rejects.toThrow()
  await send({ level: 'emergency', overrideReason: 'Người bệnh nguy kịch' })
})

test('an event changes only by being delivered and is never deleted', async () => {
  const { id } = await db.event.create({ data: anEvent() })
  await db.event.update({ where: { id }, data: { deliveredAt: later, attempts: 1, tryAgainAt: later } })
  await expect(db.event.update({ where: { id }, data: { name: 'consult.closed' } })).rejects.toThrow()
  await expect(db.event.delete({ where: { id } })).rejects.toThrow()
})

test('a confirmed opinion may be acknowledged and nothing else', async () => {
  const { id: consultId } = await aConsult()
  const opinion = await db.opinion.create({
    data: { id: randomUUID(), consultId, specialistId: randomUUID(), version: 1, requestVersion: 1, createdAt: at, answers: { create: { number: 1, text: 'a', answered: true } } },
  })
  const where = { id: opinion.id }
  await db.opinion.update({ where, data: { general: 'while a draft', confirmedAt: at } })
  await db.opinion.update({ where, data: { acknowledgedAt: later, acknowledgedById: randomUUID() } })
  await expect(db.opinion.update({ where, data: { general: 'afterwards' } })).rejects.toThrow()
  await expect(db.opinionAnswer.updateMany({ data: { text: 'afterwards' } })).rejects.toThrow()
  await expect(db.opinion.delete({ where })).rejects.toThrow()
})

test.each(['Access', 'RoomEntry', 'RequestVersion', 'ConsultStep', 'Decision'])('%s is append-only', async (table) => {
  const found = await db.$queryRaw<unknown[]>`SELECT 1 FROM pg_trigger WHERE tgrelid = to_regclass(quote_ident(${table})) AND tgname = 'append_only'`
  expect(found).toHaveLength(1)
})

test('a room entry cannot be written over or taken away', async () => {
  const key = { conferenceId: randomUUID(), seq: 1 }
  await db.roomEntry.create({ data: { ...key, cmdId: 'a', personId: randomUUID(), at, kind: 'chat', body: {} } })
  await expect(db.roomEntry.update({ where: { conferenceId_seq: key }, data: { kind: 'hand' } })).rejects.toThrow()
  await expect(db.roomEntry.deleteMany()).rejects.toThrow()
})

test.each([
  ['Nguyễn Đình Phước', 'nguyen dinh phuoc'],
  ['Nguyễn ĐỨC'.normalize('NFD'), 'nguyen duc'],
])('%s folds to %s', async (given, folded) => {
  expect(await db.$queryRaw`SELECT vn_fold(${given}) AS folded`).toEqual([{ folded }])
})

test('a paper is printed once and stays; confirmed minutes stay', async () => {
  const paper = await db.paper.create({ data: { id: randomUUID(), kind: 'opinion', consultId: randomUUID(), sourceId: randomUUID(), version: 1, content: {}, checkCode: randomUUID(), confirmedAt: at } })
  await db.paper.update({ where: { id: paper.id }, data: { sha256: 'a', size: 1 } })
  await db.paper.update({ where: { id: paper.id }, data: { supersededAt: later } })
  for (const data of [{ sha256: 'b' }, { content: { other: true } }, { version: 2 }]) await expect(db.paper.update({ where: { id: paper.id }, data })).rejects.toThrow()
  await expect(db.paper.delete({ where: { id: paper.id } })).rejects.toThrow()
  const minutes = await db.minutes.create({ data: { id: randomUUID(), conferenceId: randomUUID(), consultId: randomUUID(), itemId: randomUUID(), requestVersion: 1, conclusions: [], attendance: [], createdAt: at, scribeId: randomUUID(), chairId: randomUUID(), treatingId: randomUUID(), order: ['scribe'] } })
  await db.minutes.update({ where: { id: minutes.id }, data: { summary: 'x', confirmedAt: later } })
  await expect(db.minutes.update({ where: { id: minutes.id }, data: { summary: 'y' } })).rejects.toThrow()
  await expect(db.minutes.delete({ where: { id: minutes.id } })).rejects.toThrow()
})
