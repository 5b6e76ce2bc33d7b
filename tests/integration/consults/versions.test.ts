import { beforeAll, describe, expect, test } from 'vitest'
import { returnForChanges } from '~/domain/consults/approve.server'
import { closeNotFollowed } from '~/domain/consults/close-consult.server'
import { completeDetails } from '~/domain/consults/complete-details.server'
import { confirmOpinion } from '~/domain/consults/confirm-opinion.server'
import { decideConsult } from '~/domain/consults/decide-consult.server'
import { discardDraft } from '~/domain/consults/discard-draft.server'
import { draftView } from '~/domain/consults/queries.server'
import { askForMore } from '~/domain/consults/receive.server'
import { consultRecord } from '~/domain/consults/record.server'
import { supplementsSince } from '~/domain/consults/request-read.server'
import { saveOpinion } from '~/domain/consults/save-opinion.server'
import { sendConsult } from '~/domain/consults/send-consult.server'
import { supplementConsult } from '~/domain/consults/supplement.server'
import type { Actor } from '~/domain/audit/actor'
import { db } from '~/platform/database/database.server'
import { Problem } from '~/platform/problem'
import { aDraft, aFollowedConsult, anAnsweredConsult, anAssignedConsult, aNetwork, aRequest, aSentConsult, password, withCommand, type Network } from '../../support/network'
import { stateOf } from './guards'

let network: Network
beforeAll(async () => { network = await aNetwork() })

const missing = { status: 404 }
const problem = (key: string): unknown => expect.objectContaining({ key })
const supplement = (consultId: string, changes: Partial<Parameters<typeof supplementConsult>[1]> = {}) => ({ consultId, text: 'Lactat giảm còn 3,1.', questions: [], ...changes })
const versionsOf = (consultId: string) => db.requestVersion.findMany({ where: { consultId }, orderBy: { version: 'asc' } })
const consultOf = (consultId: string) => db.consult.findUniqueOrThrow({ where: { id: consultId } })
const answer = (consultId: string, changes: Partial<Parameters<typeof confirmOpinion>[1]> = {}) => ({ consultId, version: 0, answers: ['Có.', 'Chưa.'], unanswered: [], general: '', password, ...changes })

describe('the whole form', () => {
  test('is stored typed, without identity in the clinical part or its version', async () => {
    const consultId = await aSentConsult(network, {
      ageValue: '1958', episodeKind: 'emergencyStay', pulse: 'khoảng 130', bloodPressure: '80/50', labs: 'Lactat 5,2', wish: 'keep', programme: 'no such', nationalId: '001058000123', address: 'Tản Lĩnh', birthDate: '1958-03-02', summary: 'Họ tên: Phùng Văn Định. Bệnh sử…',
    })
    const consult = await consultOf(consultId)
    const year = (consult.sentAt ?? new Date()).getFullYear()
    expect(consult).toMatchObject({ birthYear: 1958, ageValue: year - 1958, ageUnit: 'years', episodeKind: 'emergencyStay', clinical: { pulse: 'khoảng 130', bloodPressure: '80/50', labs: 'Lactat 5,2', wish: 'keep' } })
    expect(await db.consultIdentity.findUniqueOrThrow({ where: { consultId } })).toMatchObject({ nationalId: '001058000123', address: 'Tản Lĩnh', birthDate: new Date('1958-03-02T00:00:00Z'), summary: 'Họ tên: Phùng Văn Định. Bệnh sử…' })
    expect(JSON.stringify([consult, await versionsOf(consultId), await db.event.findMany({ where: { subjectId: consultId } })])).not.toMatch(/Định|001058|Tản Lĩnh/)
  })

  test('may leave what is happening to a later hour; the heading is the question then', async () => {
    const consultId = await aSentConsult(network, { situation: '' })
    expect((await consultOf(consultId)).situation).toBe('')
    const { request } = await consultRecord(network.seniorCoordinator, consultId)
    expect(request.needs.find(({ key }) => key === 'course')?.done).toBe(false)
  })

  test('what names the patient is not read before reception, that it is there may be known', async () => {
    const consultId = await aSentConsult(network, { diagnosis: 'Nhiễm khuẩn huyết', summary: 'Phùng Văn Định '.repeat(20) })
    const record = await consultRecord(network.seniorCoordinator, consultId)
    expect(record.request.needs.filter(({ done }) => done).map(({ key }) => key)).toEqual(expect.arrayContaining(['course', 'diagnosis']))
    expect(JSON.stringify(record)).not.toMatch(/Định|Nhiễm khuẩn huyết/)
  })

  test.each([['2999-01-01', 'problems:futureDate'], ['1899-01-01', 'problems:badDate'], ['hôm qua', 'problems:badDate']])('a birth on %s is refused', async (birthDate, key) => {
    const consultId = await aDraft(network)
    await expect(sendConsult(network.doctor, { ...aRequest(network, { birthDate }), consultId, version: 0 })).rejects.toEqual(problem(key))
    expect(await stateOf(consultId)).toBe('draft')
  })
})

describe('a supplement', () => {
  test.each<[string, () => Promise<string>]>([
    ['sent', () => aSentConsult(network)], ['withSpecialists', () => anAssignedConsult(network)],
    ['answered', async () => (await anAnsweredConsult(network)).consultId], ['following', async () => (await aFollowedConsult(network)).consultId],
  ])('while %s is the next version, and changes no state', async (state, before) => {
    const consultId = await before()
    expect(await supplementConsult(network.doctor, supplement(consultId))).toEqual({ consultId, version: 2 })
    expect(await consultOf(consultId)).toMatchObject({ state, requestVersion: 2 })
  })

  test('asked for goes back to reception', async () => {
    const consultId = await aSentConsult(network)
    await askForMore(network.seniorCoordinator, { consultId, note: 'Xin điện tim' })
    await supplementConsult(network.doctor, supplement(consultId))
    expect(await stateOf(consultId)).toBe('sent')
  })

  test('by a colleague of the department, with clinical fields and a question; what was sent stays as it was', async () => {
    const consultId = await aSentConsult(network, { pulse: '130', labs: 'Lactat 5,2' })
    const [first] = await versionsOf(consultId)
    await supplementConsult(network.secondDoctor, supplement(consultId, { text: '', pulse: '110', labs: 'Lactat 3,1', questions: ['Có ngừng vận mạch không?', ''] }))
    expect((await consultOf(consultId)).clinical).toEqual({ pulse: '110', labs: 'Lactat 5,2\nLactat 3,1' })
    const [unchanged, second] = await versionsOf(consultId)
    expect(unchanged).toEqual(first)
    expect(second).toMatchObject({ personId: network.secondDoctor.personId, content: { kind: 'supplement', clinical: { pulse: '110', labs: 'Lactat 3,1' }, questions: ['Có ngừng vận mạch không?'] } })
    expect(await db.question.findFirst({ where: { consultId, number: 3 } })).toMatchObject({ sinceVersion: 2, text: 'Có ngừng vận mạch không?' })
  })

  test('of nothing is refused', async () => {
    const consultId = await aSentConsult(network)
    await expect(supplementConsult(network.doctor, supplement(consultId, { text: '', questions: [''] }))).rejects.toEqual(problem('consults:problem.supplement'))
  })
  test('with a code that is none is refused', async () => {
    const consultId = await aSentConsult(network)
    await expect(supplementConsult(network.doctor, supplement(consultId, { icd10: 'viêm phổi' }))).rejects.toEqual(problem('consults:problem.icd10'))
    expect(await versionsOf(consultId)).toHaveLength(1)
  })
  test('is a 404 to everybody else, and too late once the consult is closed', async () => {
    const { consultId } = await aFollowedConsult(network)
    for (const stranger of [network.otherDoctor, network.seniorCoordinator, network.specialist, network.head, network.officer]) await expect(supplementConsult(stranger, supplement(consultId))).rejects.toMatchObject(missing)
    await closeNotFollowed(network.juniorCoordinator, { consultId, note: 'Người bệnh xin về' })
    await expect(supplementConsult(network.doctor, supplement(consultId))).rejects.toEqual(problem('consults:problem.notNow'))
  })
  test('of two at once both are kept, one after the other; one command is one version', async () => {
    const consultId = await aSentConsult(network)
    const done = await Promise.all([supplementConsult(network.doctor, supplement(consultId, { text: 'Một' })), supplementConsult(network.secondDoctor, supplement(consultId, { text: 'Hai' }))])
    expect(done.map(({ version }) => version).sort()).toEqual([2, 3])
    const doctor = withCommand(network.doctor)
    expect(await supplementConsult(doctor, supplement(consultId))).toEqual(await supplementConsult(doctor, supplement(consultId)))
    expect((await versionsOf(consultId)).map(({ version }) => version)).toEqual([1, 2, 3, 4])
  })
})

describe('who saw which version', () => {
  test('an answer begun before a supplement is not confirmed over it; nothing is lost, and the paper names the version it saw', async () => {
    const consultId = await anAssignedConsult(network)
    const draft = { consultId, version: 0, answers: ['Có.', ''], unanswered: [], general: 'Đang viết' }
    const { version } = await saveOpinion(network.specialist, draft)
    await supplementConsult(network.doctor, supplement(consultId, { questions: ['Liều?'] }))
    expect(await supplementsSince(network.specialist, consultId, 1)).toMatchObject([{ version: 2, text: 'Lactat giảm còn 3,1.', questions: ['Liều?'] }])
    await expect(confirmOpinion(network.specialist, answer(consultId, { version, requestVersion: 1 }))).rejects.toEqual(problem('consults:problem.supplementedMeanwhile'))
    expect((await db.opinion.findFirstOrThrow({ where: { consultId } })).draft).toMatchObject({ general: 'Đang viết' })
    const { opinionId } = await confirmOpinion(network.specialist, answer(consultId, { version, requestVersion: 2, answers: ['Có.', 'Chưa.', '1 g mỗi 8 giờ.'] }))
    expect(await db.opinion.findUniqueOrThrow({ where: { id: opinionId } })).toMatchObject({ requestVersion: 2 })
    expect((await db.paper.findFirstOrThrow({ where: { consultId } })).content).toMatchObject({ requestVersion: 2, situation: expect.stringMatching(/Bổ sung \(phiên bản 2, .*Lactat giảm còn 3,1\./) as string })
    await supplementConsult(network.doctor, supplement(consultId))
    await decideConsult(network.doctor, { consultId, answerId: opinionId, kind: 'apply', reason: '' })
    expect(await db.decision.findFirstOrThrow({ where: { consultId } })).toMatchObject({ requestVersion: 3, answerVersion: 1 })
  })

  test('strangers learn nothing of supplements', async () => {
    const consultId = await aSentConsult(network)
    await expect(supplementsSince(network.otherDoctor, consultId, 0)).rejects.toMatchObject(missing)
  })

  test('what came after the first look is new to that reader, not to its author', async () => {
    const consultId = await anAssignedConsult(network)
    const fresh = async (actor: Actor) => (await consultRecord(actor, consultId)).request.fresh
    expect([await fresh(network.specialist), await fresh(network.doctor)]).toEqual([[], []])
    await supplementConsult(network.doctor, supplement(consultId))
    expect([await fresh(network.specialist), await fresh(network.specialist), await fresh(network.doctor)]).toEqual([[2], [2], []])
    expect(await fresh(network.seniorCoordinator)).toEqual([])
  })
})

describe('a request the approver sent back', () => {
  test('is sent again as its next version: the code stays, what was asked is replaced, identity too', async () => {
    const consultId = await aDraft(network)
    await sendConsult(network.doctor, { ...aRequest(network, { level: 'routine', pulse: '90' }), consultId, version: 0 })
    const { code, draftVersion, draft } = await consultOf(consultId)
    expect(draft).toMatchObject({ patientName: 'Phùng Văn Định', pulse: '90' })
    await returnForChanges(network.head, { consultId, note: 'Ghi rõ câu hỏi' })
    expect(await stateOf(consultId)).toBe('draft')
    expect((await draftView(network.doctor, consultId)).returned).toMatchObject({ by: 'BS Phùng Quang Huy', note: 'Ghi rõ câu hỏi' })
    const again = await sendConsult(network.doctor, { ...aRequest(network, { level: 'sameDay', patientName: 'Phùng Văn Định A', questions: ['Chỉ một câu?'] }), consultId, version: (await consultOf(consultId)).draftVersion })
    expect(again.code).toBe(code)
    expect(await consultOf(consultId)).toMatchObject({ state: 'sent', requestVersion: 2, draft: {}, clinical: {} })
    expect(draftVersion).toBeGreaterThan(0)
    expect((await db.question.findMany({ where: { consultId } })).map(({ text, sinceVersion }) => ({ text, sinceVersion }))).toEqual([{ text: 'Chỉ một câu?', sinceVersion: 2 }])
    expect((await db.consultIdentity.findUniqueOrThrow({ where: { consultId } })).patientName).toBe('Phùng Văn Định A')
    expect((await consultRecord(network.seniorCoordinator, consultId)).request).toMatchObject({ base: 2, fresh: [] })
    // What was given back never left: the asked hospital reads the second version only.
    expect((await consultRecord(network.seniorCoordinator, consultId)).request.versions.map(({ version }) => version)).toEqual([2])
    expect((await supplementsSince(network.seniorCoordinator, consultId, 0)).map(({ version }) => version)).toEqual([2])
    expect((await consultRecord(network.head, consultId)).request.versions.map(({ version }) => version)).toEqual([1, 2])
  })
})

describe('a request that came back and is given up', () => {
  test('ends as withdrawn; its trace stays, what was typed since goes', async () => {
    const consultId = await aDraft(network)
    await sendConsult(network.doctor, { ...aRequest(network, { level: 'routine' }), consultId, version: 0 })
    await returnForChanges(network.head, { consultId, note: 'Không cần hội chẩn' })
    await discardDraft(network.doctor, { consultId })
    expect(await consultOf(consultId)).toMatchObject({ state: 'withdrawn', draft: {} })
    expect(await versionsOf(consultId)).toHaveLength(1)
    expect(await db.consultStep.findFirst({ where: { consultId, action: 'discard' } })).toMatchObject({ fromState: 'draft', toState: 'withdrawn' })
    await expect(discardDraft(network.doctor, { consultId })).rejects.toEqual(problem('consults:problem.alreadySent'))
  })
})

describe('the ICD-10 code', () => {
  const details = { recordNumber: '', admissionNumber: '', department: '', room: '', bed: '', diagnosis: '', patientName: '' }
  test('may come after the answer, when the rest may not', async () => {
    const { consultId } = await aFollowedConsult(network)
    await completeDetails(network.doctor, { consultId, ...details, recordNumber: '26-1', icd10: 'a41.9, j18' })
    expect((await consultOf(consultId)).clinical).toEqual({ icd10: 'A41.9, J18' })
    expect((await db.consultIdentity.findUniqueOrThrow({ where: { consultId } })).recordNumber).toBe('')
  })
  test('stays when a form without it is saved', async () => {
    const consultId = await aSentConsult(network, { icd10: 'A41.9' })
    await completeDetails(network.doctor, { consultId, ...details, recordNumber: '26-1' })
    expect((await consultOf(consultId)).clinical).toEqual({ icd10: 'A41.9' })
  })
  test('waits for a supplement that comes in the same moment, and takes nothing of it back', async () => {
    const consultId = await aSentConsult(network)
    let coded: Promise<unknown> = Promise.resolve()
    await db.$transaction(async (tx) => {
      await tx.consult.update({ where: { id: consultId }, data: { clinical: { labs: 'Lactat 5,2' } } })
      coded = completeDetails(network.doctor, { consultId, ...details, icd10: 'A41.9' })
      const waits = async (): Promise<boolean> => (await db.$queryRaw<{ n: bigint }[]>`select count(*) as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`).some(({ n }) => n > 0n)
      await expect.poll(waits, { timeout: 4_000 }).toBe(true)
    })
    await coded
    expect((await consultOf(consultId)).clinical).toEqual({ labs: 'Lactat 5,2', icd10: 'A41.9' })
  })
  test('that is none is refused', async () => {
    const consultId = await aSentConsult(network)
    await expect(completeDetails(network.doctor, { consultId, ...details, icd10: 'X' })).rejects.toBeInstanceOf(Problem)
  })
})
