import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { acceptConsult } from '~/domain/consults/receive.server'
import { consultRecord } from '~/domain/consults/record.server'
import { createDraft } from '~/domain/consults/create-draft.server'
import { countsUnder, listConsults, openConsults } from '~/domain/consults/list.server'
import { canSee, fileOf } from '~/domain/consults/queries.server'
import { addFiles } from '~/domain/consults/consult-files.server'
import { sendConsult } from '~/domain/consults/send-consult.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { aFollowedConsult, aNetwork, anAcceptedConsult, anActor, anAnsweredConsult, anAssignedConsult, aRequest, aSentConsult, type Network } from '../../support/network'
import { everybody } from './guards'

const name = 'Phùng Văn Định'
let network: Network
beforeAll(async () => { network = await aNetwork() })

const readers = async (consultId: string) => {
  const seen: string[] = []
  for (const someone of everybody) if (await canSee(network[someone], consultId)) seen.push(someone)
  return seen
}

const picture = { sha256: 'a'.repeat(64), mediaType: 'image/jpeg' as const, size: 1000, width: 10, height: 10, thumbnail: null, name: 'Phung Van Dinh.jpg' }

describe('who sees a consult', () => {
  test('a draft only its author', async () => {
    const { consultId } = await createDraft(network.doctor)
    expect(await readers(consultId)).toEqual(['doctor'])
  })

  test('once sent, the treating side with the colleagues of the department, and the addressed coordinators', async () => {
    expect(await readers(await aSentConsult(network))).toEqual(['doctor', 'secondDoctor', 'head', 'juniorCoordinator', 'seniorCoordinator'])
  })

  test('once assigned, that specialist and no other', async () => {
    expect(await readers(await anAssignedConsult(network))).toEqual(['doctor', 'secondDoctor', 'head', 'juniorCoordinator', 'seniorCoordinator', 'specialist'])
  })

  test('a head of another department not', async () => {
    const consultId = await aSentConsult(network)
    const elsewhere = await anActor(network.junior, ['head'], { fullName: 'Đào Thị Lụa' })
    expect(await canSee(elsewhere, consultId)).toBe(false)
  })

  test('of a doctor without a department, no head at all', async () => {
    const alone = await anActor(network.junior, ['treatingDoctor'], { fullName: 'Lò Văn Pản' })
    const { consultId } = await createDraft(alone)
    await sendConsult(alone, { ...aRequest(network), consultId, version: 0 })
    expect(await readers(consultId)).toEqual(['juniorCoordinator', 'seniorCoordinator'])
  })

  test('the record and the list agree for everybody', async () => {
    const consultId = await anAnsweredConsult(network).then((answered) => answered.consultId)
    for (const someone of everybody) {
      const listed = (await openConsults(network[someone])).consults.some(({ id }) => id === consultId)
      const read = await consultRecord(network[someone], consultId).then(() => true, () => false)
      expect([someone, listed, read]).toEqual([someone, read, read])
    }
  })
})

describe('before reception', () => {
  async function withPicture() {
    const { consultId } = await createDraft(network.doctor)
    const { fileIds: [fileId = ''] } = await addFiles(network.doctor, { consultId, files: [picture] })
    await sendConsult(network.doctor, { ...aRequest(network), consultId, version: 0 })
    return { consultId, fileId }
  }

  test('neither name nor file names reach the coordinator, only number and kind', async () => {
    const { consultId, fileId } = await withPicture()
    const record = await consultRecord(network.seniorCoordinator, consultId)
    expect(record.files).toMatchObject({ kinds: { 'image/jpeg': 1 }, files: [] })
    expect(JSON.stringify(record)).not.toMatch(/Phùng Văn Định|Phung Van Dinh/)
    await expect(fileOf(network.seniorCoordinator, consultId, fileId)).rejects.toMatchObject({ status: 404 })
    await acceptConsult(network.seniorCoordinator, { consultId })
    const after = await consultRecord(network.seniorCoordinator, consultId)
    expect([after.identity?.patientName, after.files.files.map((file) => file.id)]).toEqual([name, [fileId]])
    expect(await fileOf(network.seniorCoordinator, consultId, fileId)).toMatchObject({ name: picture.name })
    await expect(fileOf(network.otherDoctor, consultId, fileId)).rejects.toMatchObject({ status: 404 })
  })

  test('what is written when a request is withdrawn stays on its side', async () => {
    const consultId = await aSentConsult(network)
    await withdrawConsult(network.doctor, { consultId, note: `${name} đã chuyển viện` })
    expect(JSON.stringify(await consultRecord(network.seniorCoordinator, consultId))).not.toContain(name)
    expect((await consultRecord(network.juniorCoordinator, consultId)).consult.steps.at(-1)?.note).toContain(name)
  })

  test('no list names a patient, whoever reads it', async () => {
    await anAcceptedConsult(network)
    for (const someone of everybody) for (const view of ['open', 'closed', 'drafts'] as const) expect(JSON.stringify(await listConsults(network[someone], { view }))).not.toContain(name)
  })
})

describe('opening a record', () => {
  const opened = (consultId: string, actor: Actor) => db.access.count({ where: { subjectId: consultId, personId: actor.personId } })

  test('with identity leaves one row in a quarter of an hour; without identity none', async () => {
    const consultId = await aSentConsult(network)
    await consultRecord(network.seniorCoordinator, consultId)
    expect(await opened(consultId, network.seniorCoordinator)).toBe(0)
    await consultRecord(network.doctor, consultId)
    await consultRecord(network.doctor, consultId)
    expect(await opened(consultId, network.doctor)).toBeLessThanOrEqual(2)
    try {
      moveClock(16 * 60_000)
      await consultRecord(network.doctor, consultId)
    } finally {
      resetClock()
    }
    const log = (await consultRecord(network.juniorCoordinator, consultId)).accessLog
    expect(log.length).toBeGreaterThan(1)
    expect((await consultRecord(network.seniorCoordinator, consultId)).accessLog).toEqual([])
  })

  test.each(['', 'x', '00000000-0000-0000-0000-00000000000', newId(), '%00'])('of the id %j is a 404', async (consultId) => {
    await expect(consultRecord(network.doctor, consultId)).rejects.toMatchObject({ status: 404 })
  })
})

describe('lists', () => {
  test('go page by page without a gap or a repeat', async () => {
    const own = await aNetwork()
    const ids: string[] = []
    for (let count = 0; count < 32; count += 1) ids.push((await createDraft(own.doctor)).consultId)
    const first = await listConsults(own.doctor, { view: 'drafts' })
    const second = await listConsults(own.doctor, { view: 'drafts', cursor: first.next ?? undefined })
    expect([first.consults.length, second.consults.length, second.next]).toEqual([30, 2, null])
    expect(new Set([...first.consults, ...second.consults].map(({ id }) => id))).toEqual(new Set(ids))
  })

  test.each(['rubbish', '2026-01-01T00:00:00.000Z_x', "2026-99-99T00:00:00.000Z_00000000-0000-0000-0000-000000000000", "'; drop table"])('with the cursor %j begin at the beginning', async (cursor) => {
    expect((await listConsults(network.doctor, { view: 'open', cursor })).consults.length).toBeGreaterThan(0)
  })

  test('a request that came today is among the open ones however many patients are followed', async () => {
    const own = await aNetwork()
    const { consultId: followed } = await aFollowedConsult(own)
    await db.$executeRaw`insert into "Consult" select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'code', c."code" || '-' || n))).* from "Consult" c, generate_series(1, 205) n where c."id" = ${followed}::uuid`
    await db.$executeRaw`
      insert into "ConsultAccess" ("id", "consultId", "hospitalId", "role", "kind", "validFrom", "basis")
      select gen_random_uuid(), "id", "supportingId", 'coordinator', 'coordinator', "createdAt", 'accepted' from "Consult" where "supportingId" = ${own.senior}::uuid and "id" <> ${followed}::uuid`
    const waiting = await aSentConsult(own)
    const { consults, more } = await openConsults(own.seniorCoordinator)
    expect(more).toBe(true)
    expect(consults.find(({ id }) => id === waiting)?.task).toBe('accept')
  })

  test('the authority counts, and sees no consult', async () => {
    const own = await aNetwork()
    await aSentConsult(own)
    await aSentConsult(own, { level: 'emergency' })
    try {
      moveClock(60 * 60_000)
      const counts = await countsUnder(own.officer)
      expect(counts.map(({ hospital, level, state, count, late }) => [hospital.id, level, state, count, late])).toEqual(
        expect.arrayContaining([[own.junior, 'sameDay', 'sent', 1, 0], [own.junior, 'emergency', 'sent', 1, 1]]))
    } finally {
      resetClock()
    }
    expect((await openConsults(own.officer)).consults).toEqual([])
    expect(await countsUnder(own.seniorCoordinator)).toEqual([])
  })
})
