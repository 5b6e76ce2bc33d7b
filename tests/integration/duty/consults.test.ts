import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { approveByTelephone, approveConsult, confirmApproval, rejectConsult, returnForChanges } from '~/domain/consults/approve.server'
import { careOf } from '~/domain/consults/care-of.server'
import { addFiles, removeFile } from '~/domain/consults/consult-files.server'
import { createDraft } from '~/domain/consults/create-draft.server'
import { handOver, takeOver } from '~/domain/consults/hand-over.server'
import { openConsults } from '~/domain/consults/list.server'
import { canSee, scopeOf } from '~/domain/consults/queries.server'
import { consultRecord } from '~/domain/consults/record.server'
import { acceptConsult } from '~/domain/consults/receive.server'
import { redirectConsult } from '~/domain/consults/redirect-consult.server'
import { sendConsult } from '~/domain/consults/send-consult.server'
import { takeOnConsult } from '~/domain/consults/take-on.server'
import { enterShifts } from '~/domain/duty/change-roster.server'
import { changeSetting } from '~/domain/hospitals/settings.server'
import type { Actor } from '~/domain/audit/actor'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { anActor, aDraft, aNetwork, anAcceptedConsult, aRequest, aSentConsult, withCommand, type Network } from '../../support/network'

let network: Network
beforeAll(async () => { network = await aNetwork() })

const hour = 60 * 60_000
const shift = (personId: string, changes: Record<string, unknown> = {}) => ({
  kind: 'specialist' as const, specialtyCode: 'tim-mach' as string | null, departmentId: null as string | null, personId, rank: 1, startsAt: new Date(Date.now() - hour), endsAt: new Date(Date.now() + 8 * hour), telephone: '', ...changes,
})
const stateOf = async (id: string) => (await db.consult.findUniqueOrThrow({ where: { id }, select: { state: true } })).state
const notHere = { status: 404 }
/** A file that passed its check. */
const aFile = { sha256: 'd'.repeat(64), mediaType: 'image/jpeg', size: 1234, width: 640, height: 480, thumbnail: 'f'.repeat(64), name: 'Phim.jpg' } as const

describe('prior approval', () => {
  let consultId: string
  const handIn = async (level: 'routine' | 'sameDay') => sendConsult(network.doctor, { ...aRequest(network, { level }), consultId: await aDraft(network), version: 0 })
  beforeEach(async () => {
    network = await aNetwork()
    consultId = await aDraft(network)
    await sendConsult(network.doctor, { ...aRequest(network, { level: 'routine' }), consultId, version: 0 })
  })

  test('routine waits inside: the other side sees nothing, the head does', async () => {
    expect(await stateOf(consultId)).toBe('awaitingApproval')
    expect(await canSee(network.seniorCoordinator, consultId)).toBe(false)
    expect((await handIn('routine')).inside).toBe(true)
    expect((await handIn('sameDay')).inside).toBe(false)
    expect((await openConsults(network.head)).consults.find(({ id }) => id === consultId)?.task).toBe('approve')
  })

  test('approved it goes out; nobody but the approver may, and once', async () => {
    for (const one of ['doctor', 'secondDoctor', 'juniorCoordinator', 'seniorCoordinator'] as const) await expect(approveConsult(network[one], { consultId }), one).rejects.toMatchObject(notHere)
    await approveConsult(withCommand(network.head, 'the-same-form'), { consultId })
    await approveConsult(withCommand(network.head, 'the-same-form'), { consultId })
    expect(await stateOf(consultId)).toBe('sent')
    expect((await openConsults(network.seniorCoordinator)).consults.find(({ id }) => id === consultId)?.task).toBe('accept')
    await expect(approveConsult(network.head, { consultId })).rejects.toMatchObject({ key: 'consults:problem.notNow' })
    expect(await db.approval.count({ where: { consultId } })).toBe(1)
  })

  test('returned it is a whole draft of its author alone, and comes back under the same code', async () => {
    await returnForChanges(network.head, { consultId, note: 'Thêm điện tâm đồ.' })
    const back = await db.consult.findUniqueOrThrow({ where: { id: consultId }, select: { state: true, code: true, draft: true, draftVersion: true } })
    expect(back).toMatchObject({ state: 'draft', draft: { patientName: 'Phùng Văn Định' } })
    expect(await canSee(network.head, consultId)).toBe(false)
    await sendConsult(network.doctor, { ...aRequest(network, { level: 'routine' }), consultId, version: back.draftVersion })
    expect(await canSee(network.head, consultId)).toBe(true)
    expect((await db.consult.findUniqueOrThrow({ where: { id: consultId }, select: { code: true } })).code).toBe(back.code)
  })

  test('what the approver and colleagues say to one another never leaves the hospital, also not after reception', async () => {
    await returnForChanges(network.head, { consultId, note: 'Nghi ngộ độc rượu, hỏi lại gia đình.' })
    const { draftVersion } = await db.consult.findUniqueOrThrow({ where: { id: consultId }, select: { draftVersion: true } })
    await sendConsult(network.doctor, { ...aRequest(network, { level: 'sameDay' }), consultId, version: draftVersion })
    await acceptConsult(network.seniorCoordinator, { consultId })
    await takeOver(network.secondDoctor, { consultId, note: 'Gia đình hay to tiếng.' })
    const notes = async (actor: Actor) => (await consultRecord(actor, consultId)).consult.steps.flatMap(({ note }) => (note ? [note] : []))
    expect(await notes(network.doctor)).toEqual(['Nghi ngộ độc rượu, hỏi lại gia đình.', 'Gia đình hay to tiếng.'])
    expect(await notes(network.seniorCoordinator)).toEqual([])
  })

  test('who handed it in does not approve it, also not after handing the patient over', async () => {
    const author = await anActor(network.junior, ['treatingDoctor', 'head'], { fullName: 'Đỗ Vừa Khám Vừa Duyệt', departmentId: network.departmentId })
    const { consultId: own } = await createDraft(author)
    await sendConsult(author, { ...aRequest(network, { level: 'routine' }), consultId: own, version: 0 })
    await handOver(author, { toId: network.secondDoctor.personId, consultIds: [own], rowIds: [own], notes: [''] })
    await expect(approveConsult(author, { consultId: own })).rejects.toMatchObject({ key: 'consults:problem.ownRequest' })
    await expect(approveByTelephone(network.secondDoctor, { consultId: own, approverId: author.personId, reportedAt: '07:15' })).rejects.toMatchObject({ key: 'consults:problem.ownRequest' })
    expect(await stateOf(own)).toBe('awaitingApproval')
    await approveConsult(network.head, { consultId: own })
    expect(await stateOf(own)).toBe('sent')
  })

  test('a wrong file is taken out of a request that was given back', async () => {
    const { consultId: own } = await createDraft(network.doctor)
    const { fileIds: [fileId = ''] } = await addFiles(network.doctor, { consultId: own, files: [aFile] })
    await sendConsult(network.doctor, { ...aRequest(network, { level: 'routine' }), consultId: own, version: 0 })
    await expect(removeFile(network.doctor, { consultId: own, fileId })).rejects.toMatchObject(notHere)
    await returnForChanges(network.head, { consultId: own, note: 'Phim của người bệnh khác.' })
    await removeFile(network.doctor, { consultId: own, fileId })
    expect(await db.consultFile.count({ where: { consultId: own } })).toBe(0)
  })

  test('rejected it ends inside', async () => {
    await rejectConsult(network.head, { consultId, note: 'Điều trị được tại chỗ.' })
    expect(await stateOf(consultId)).toBe('rejected')
    expect(await canSee(network.seniorCoordinator, consultId)).toBe(false)
  })

  test('by telephone it goes out at once, and the approver confirms later', async () => {
    await expect(approveByTelephone(network.secondDoctor, { consultId, approverId: network.head.personId, reportedAt: '07:15' })).rejects.toMatchObject(notHere)
    await expect(approveByTelephone(network.doctor, { consultId, approverId: network.seniorCoordinator.personId, reportedAt: '07:15' })).rejects.toMatchObject({ field: 'approverId' })
    await approveByTelephone(network.doctor, { consultId, approverId: network.head.personId, reportedAt: '07:15' })
    expect(await stateOf(consultId)).toBe('sent')
    expect((await openConsults(network.head)).consults.find(({ id }) => id === consultId)?.task).toBe('confirmApproval')
    await confirmApproval(network.head, { consultId })
    expect((await db.approval.findFirstOrThrow({ where: { consultId } })).confirmedAt).not.toBeNull()
    expect((await openConsults(network.head)).consults.find(({ id }) => id === consultId)?.task).toBe('watch')
    await expect(confirmApproval(network.head, { consultId })).rejects.toMatchObject({ key: 'consults:problem.nothingToConfirm' })
  })

  test('the leader on duty approves too, the author never, and a hospital may ask for none', async () => {
    const leader = await anActor(network.junior, ['head'], { fullName: 'Trần Lãnh Đạo' })
    await enterShifts(null, network.junior, [shift(leader.personId, { kind: 'leader', specialtyCode: null })])
    const second = await aDraft(network)
    await sendConsult(network.doctor, { ...aRequest(network, { level: 'routine' }), consultId: second, version: 0 })
    await approveConsult(leader, { consultId: second })
    expect(await stateOf(second)).toBe('sent')
    await changeSetting(network.juniorCoordinator, { key: 'approvalLevels', value: [] })
    const third = await aDraft(network)
    await sendConsult(network.doctor, { ...aRequest(network, { level: 'routine' }), consultId: third, version: 0 })
    expect(await stateOf(third)).toBe('sent')
  })
})

describe('the duty', () => {
  beforeEach(async () => { network = await aNetwork() })

  test('an emergency is asked of the specialist on duty, who takes it on and knows the patient only then', async () => {
    await enterShifts(null, network.senior, [shift(network.specialist.personId), shift(network.secondSpecialist.personId, { rank: 2 })])
    const consultId = await aSentConsult(network, { level: 'emergency' })
    expect((await scopeOf(network.specialist, consultId)).rights).toEqual({ kinds: ['duty'], identified: false })
    expect(await canSee(network.secondSpecialist, consultId)).toBe(false)
    expect((await openConsults(network.specialist)).consults.find(({ id }) => id === consultId)?.task).toBe('takeOn')
    await expect(takeOnConsult(network.secondSpecialist, { consultId })).rejects.toMatchObject(notHere)
    await takeOnConsult(network.specialist, { consultId })
    const { consult, identity } = await consultRecord(network.specialist, consultId)
    expect(consult).toMatchObject({ state: 'withSpecialists', specialistId: network.specialist.personId })
    expect(identity?.patientName).toBe('Phùng Văn Định')
    expect((await scopeOf(network.seniorCoordinator, consultId)).rights.identified).toBe(true)
    expect(await db.event.findFirst({ where: { subjectId: consultId, name: 'consult.send' } })).toMatchObject({ facts: { dutyIds: [network.specialist.personId] } })
  })

  test('of two on duty of one rank only one takes it on; busy ones are asked when nobody else is there', async () => {
    await enterShifts(null, network.senior, [shift(network.specialist.personId), shift(network.secondSpecialist.personId, { specialtyCode: null })])
    const consultId = await aSentConsult(network, { level: 'emergency' })
    const ends = await Promise.allSettled([takeOnConsult(network.specialist, { consultId }), takeOnConsult(network.secondSpecialist, { consultId })])
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const busy = { id: newId(), hospitalId: network.senior, fromAt: new Date(Date.now() - 1000), untilAt: new Date(Date.now() + hour) }
    await db.busyTime.create({ data: { ...busy, personId: network.specialist.personId } })
    const second = await aSentConsult(network, { level: 'emergency' })
    expect(await canSee(network.specialist, second)).toBe(false)
    expect(await canSee(network.secondSpecialist, second)).toBe(true)
  })

  test('nobody on duty: it is sent all the same, and the event says that nobody was asked', async () => {
    const consultId = await aSentConsult(network, { level: 'emergency' })
    expect(await db.event.findFirst({ where: { subjectId: consultId, name: 'consult.send' } })).toMatchObject({ facts: { dutyIds: [] } })
  })

  test('redirected only to what an agreement covers; the duty of the new specialty is asked', async () => {
    const consultId = await aSentConsult(network, { level: 'emergency' })
    const to = { consultId, supportingId: network.senior, note: 'Đúng chuyên khoa hơn.' }
    await expect(redirectConsult(network.seniorCoordinator, { ...to, specialtyCode: 'nhi' })).rejects.toMatchObject({ key: 'agreements:notCovered.specialty' })
    await expect(redirectConsult(network.seniorCoordinator, { ...to, specialtyCode: 'tim-mach' })).rejects.toMatchObject({ key: 'consults:problem.sameAddressee' })
    await db.agreementSpecialty.create({ data: { agreementId: network.agreementId, specialtyCode: 'hoi-suc-cap-cuu' } })
    await enterShifts(null, network.senior, [shift(network.secondSpecialist.personId, { specialtyCode: 'hoi-suc-cap-cuu' })])
    await expect(redirectConsult(network.juniorCoordinator, { ...to, specialtyCode: 'hoi-suc-cap-cuu' })).rejects.toMatchObject(notHere)
    await redirectConsult(network.seniorCoordinator, { ...to, specialtyCode: 'hoi-suc-cap-cuu' })
    expect(await stateOf(consultId)).toBe('sent')
    expect(await canSee(network.secondSpecialist, consultId)).toBe(true)
  })
})

describe('handing over', () => {
  beforeEach(async () => { network = await aNetwork() })
  const give = (actor: Actor, consultIds: string[], toId: string, notes = consultIds.map(() => 'Theo dõi huyết áp mỗi giờ.')) => handOver(actor, { toId, consultIds, rowIds: consultIds, notes })

  test('several at once, each with its note; the one before keeps reading, the one after acts', async () => {
    const ids = [await anAcceptedConsult(network), await anAcceptedConsult(network)]
    await give(network.doctor, ids, network.secondDoctor.personId)
    for (const id of ids) {
      expect((await consultRecord(network.secondDoctor, id)).may).toMatchObject({ withdraw: true, handOver: true })
      expect((await consultRecord(network.doctor, id)).may).toMatchObject({ withdraw: false, supplement: true })
      expect(await db.handover.findFirst({ where: { consultId: id } })).toMatchObject({ fromId: network.doctor.personId, toId: network.secondDoctor.personId, note: 'Theo dõi huyết áp mỗi giờ.' })
    }
  })

  test.each([['seniorCoordinator', 'consults:problem.cannotTreat'], ['specialist', 'consults:problem.cannotTreat'], ['otherDoctor', 'consults:problem.cannotTreat'], ['juniorCoordinator', 'consults:problem.cannotTreat'], ['doctor', 'consults:problem.alreadyTreating']] as const)('to %s it is refused in words', async (who, key) => {
    await expect(give(network.doctor, [await anAcceptedConsult(network)], network[who].personId)).rejects.toMatchObject({ key })
  })

  test('the head hands over, a colleague takes over, a stranger does neither; of two at once one wins', async () => {
    const consultId = await anAcceptedConsult(network)
    for (const who of ['seniorCoordinator', 'specialist', 'otherDoctor', 'juniorCoordinator'] as const) {
      await expect(give(network[who], [consultId], network.secondDoctor.personId)).rejects.toMatchObject(notHere)
      await expect(takeOver(network[who], { consultId, note: '' })).rejects.toMatchObject(notHere)
    }
    const ends = await Promise.allSettled([give(network.head, [consultId], network.secondDoctor.personId), takeOver(network.secondDoctor, { consultId, note: '' })])
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await db.handover.count({ where: { consultId } })).toBe(1)
  })

  test('the doctor on duty for the department takes over from outside it, and reminders go to the duty', async () => {
    const consultId = await anAcceptedConsult(network)
    const night = await anActor(network.junior, ['treatingDoctor'], { fullName: 'Lý Trực Đêm' })
    await expect(takeOver(night, { consultId, note: '' })).rejects.toMatchObject(notHere)
    await enterShifts(null, network.junior, [shift(night.personId, { kind: 'doctor', specialtyCode: null, departmentId: network.departmentId })])
    const at = new Date(new Date().setUTCHours(19, 30, 0, 0))
    await db.dutyShift.updateMany({ where: { personId: night.personId }, data: { startsAt: new Date(Math.min(at.getTime(), Date.now()) - hour), endsAt: new Date(Math.max(at.getTime(), Date.now()) + hour) } })
    expect(await careOf({ requestingId: network.junior, departmentId: network.departmentId, treatingDoctorId: network.doctor.personId }, at)).toMatchObject([{ personId: night.personId, as: 'doctorOnDuty' }])
    await takeOver(night, { consultId, note: '' })
    expect((await scopeOf(night, consultId)).treatingDoctorId).toBe(night.personId)
  })
})
