import { beforeAll, describe, expect, test } from 'vitest'
import { createAgreement } from '~/domain/agreements/create-agreement.server'
import { answerDue } from '~/domain/consults/clocks'
import { createDraft } from '~/domain/consults/create-draft.server'
import { discardDraft } from '~/domain/consults/discard-draft.server'
import { emptyDraft } from '~/domain/consults/draft'
import { draftView } from '~/domain/consults/queries.server'
import { saveDraft } from '~/domain/consults/save-draft.server'
import { sendConsult } from '~/domain/consults/send-consult.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { Problems, type Problem } from '~/platform/problem'
import { aDraft, anActor, aNetwork, aRequest, aSentConsult, withCommand, type Network } from '../../support/network'

let network: Network
beforeAll(async () => { network = await aNetwork() })

const missing = { status: 404 }
const problem = (key: string) => expect.objectContaining({ key }) as Problem
const stored = (consultId: string) => db.consult.findUniqueOrThrow({ where: { id: consultId } })

describe('a draft is begun', () => {
  test('by a treating doctor, addressed to the paired hospital and a specialty its agreement covers', async () => {
    const { consultId } = await createDraft(network.doctor)
    const view = await draftView(network.doctor, consultId)
    expect(view.content).toEqual({ ...emptyDraft, supportingId: network.senior, specialtyCode: 'tim-mach' })
    expect(view.seniors.map(({ id }) => id)).toEqual([network.senior])
    expect(view.coverage.find(({ specialtyCode }) => specialtyCode === 'tim-mach')?.coverage).toMatchObject({ covered: true, agreementId: network.agreementId })
    expect(view.coverage.find(({ specialtyCode }) => specialtyCode === 'nhi')?.coverage).toMatchObject({ covered: false, reason: 'specialty' })
    expect(await db.event.count({ where: { subjectId: consultId, name: 'consult.drafted' } })).toBe(1)
  })

  test('next time with the specialty asked last', async () => {
    const doctor = await anActor(network.junior, ['treatingDoctor'])
    const { consultId } = await createDraft(doctor)
    await sendConsult(doctor, { ...aRequest(network, { level: 'emergency', specialtyCode: 'than-kinh', overrideReason: 'Đột quỵ' }), consultId, version: 0 })
    const again = await createDraft(doctor)
    expect((await draftView(doctor, again.consultId)).content.specialtyCode).toBe('than-kinh')
  })

  test.each(['head', 'juniorCoordinator', 'seniorCoordinator', 'specialist', 'officer', 'administrator'] as const)('not by the %s', async (who) => {
    await expect(createDraft(network[who])).rejects.toMatchObject(missing)
  })

  test('once, when the button is pressed twice', async () => {
    const doctor = withCommand(network.doctor)
    const [first, second] = await Promise.all([createDraft(doctor), createDraft(doctor)])
    expect(second).toEqual(first)
  })

  test('and nobody else sees it', async () => {
    const consultId = await aDraft(network)
    for (const who of [network.secondDoctor, network.head, network.juniorCoordinator, network.seniorCoordinator, network.specialist, network.otherDoctor, network.officer, network.administrator]) {
      await expect(draftView(who, consultId)).rejects.toMatchObject(missing)
    }
  })
})

describe('a draft is saved', () => {
  test('as typed, half written, without an event', async () => {
    const consultId = await aDraft(network)
    const before = await db.event.count()
    const saved = await saveDraft(network.doctor, { ...emptyDraft, patientName: 'Phùng', ageValue: 'sáu', questions: ['', 'Một?'], consultId, version: 0 })
    expect(saved.version).toBe(1)
    expect((await draftView(network.doctor, consultId)).content).toMatchObject({ patientName: 'Phùng', ageValue: 'sáu', questions: ['', 'Một?'] })
    expect(await db.event.count()).toBe(before)
  })

  test('not over a newer one: of two pages one is told', async () => {
    const consultId = await aDraft(network)
    await saveDraft(network.doctor, { ...emptyDraft, situation: 'một', consultId, version: 0 })
    await expect(saveDraft(network.doctor, { ...emptyDraft, situation: 'hai', consultId, version: 0 })).rejects.toEqual(problem('consults:problem.staleDraft'))
    const both = await Promise.allSettled(['ba', 'bốn'].map((situation) => saveDraft(network.doctor, { ...emptyDraft, situation, consultId, version: 1 })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await stored(consultId)).draftVersion).toBe(2)
  })

  test('once, when its answer was lost and it is sent again', async () => {
    const consultId = await aDraft(network)
    const doctor = withCommand(network.doctor)
    const typed = { ...emptyDraft, situation: 'một', consultId, version: 0 }
    const [first, second] = [await saveDraft(doctor, typed), await saveDraft(doctor, typed)]
    expect(second).toEqual(first)
    expect((await stored(consultId)).draftVersion).toBe(1)
  })

  test('by nobody else, and not once it was sent', async () => {
    const consultId = await aDraft(network)
    for (const who of [network.secondDoctor, network.otherDoctor, network.juniorCoordinator, network.seniorCoordinator]) {
      await expect(saveDraft(who, { ...emptyDraft, consultId, version: 0 })).rejects.toMatchObject(missing)
    }
    await expect(saveDraft(network.doctor, { ...emptyDraft, consultId: newId(), version: 0 })).rejects.toMatchObject(missing)
    const sent = await aSentConsult(network)
    await expect(saveDraft(network.doctor, { ...emptyDraft, consultId: sent, version: 1 })).rejects.toEqual(problem('consults:problem.alreadySent'))
  })
})

describe('a request is sent', () => {
  test('with a code, a time by which it is due, its agreement and its first version; identity apart', async () => {
    const consultId = await aDraft(network)
    const { code } = await sendConsult(network.doctor, { ...aRequest(network, { admittedOn: '2026-01-05', recordNumber: '26-019120' }), consultId, version: 0 })
    expect(code).toMatch(/^HC-BV\d+-\d\d-\d{6}$/)
    const consult = await stored(consultId)
    expect(consult).toMatchObject({ state: 'sent', level: 'sameDay', supportingId: network.senior, agreementId: network.agreementId, overrideReason: null, requestVersion: 1, draft: {} })
    expect(consult.dueAt).toEqual(answerDue('sameDay', consult.sentAt ?? new Date(0)))
    expect(await db.question.count({ where: { consultId } })).toBe(2)
    const version = await db.requestVersion.findUniqueOrThrow({ where: { consultId_version: { consultId, version: 1 } } })
    expect(JSON.stringify([consult, version])).not.toContain('Phùng Văn Định')
    expect(await db.consultIdentity.findUniqueOrThrow({ where: { consultId } })).toMatchObject({ patientName: 'Phùng Văn Định', recordNumber: '26-019120' })
    const [event] = await db.event.findMany({ where: { subjectId: consultId, name: 'consult.send' } })
    expect(event?.facts).toMatchObject({ overridden: false, basis: 'consent' })
    expect(JSON.stringify(event)).not.toContain('Định')
  })

  test('only when it is complete', async () => {
    const consultId = await aDraft(network)
    const refused = await sendConsult(network.doctor, { ...emptyDraft, consultId, version: 0 }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Problems)
    expect((await stored(consultId)).state).toBe('draft')
  })

  test.each([
    ['2026-02-30', 'problems:badDate'], ['hôm qua', 'problems:badDate'], ['1899-12-31', 'problems:badDate'], ['2999-01-01', 'problems:futureDate'],
  ])('not with %s as day of admission', async (admittedOn, key) => {
    const consultId = await aDraft(network)
    await expect(sendConsult(network.doctor, { ...aRequest(network, { admittedOn }), consultId, version: 0 })).rejects.toEqual(problem(key))
  })

  test('not without an agreement, unless it is an emergency with a reason', async () => {
    const consultId = await aDraft(network)
    const outside = { ...aRequest(network, { specialtyCode: 'ung-buou' }), consultId, version: 0 }
    await expect(sendConsult(network.doctor, outside)).rejects.toEqual(problem('agreements:notCovered.specialty'))
    await expect(sendConsult(network.doctor, { ...outside, overrideReason: 'Cần gấp' })).rejects.toEqual(problem('agreements:notCovered.specialty'))
    await expect(sendConsult(network.doctor, { ...outside, level: 'emergency' })).rejects.toEqual(problem('consults:problem.overrideReason'))
    await sendConsult(network.doctor, { ...outside, level: 'emergency', overrideReason: 'Cần gấp' })
    expect(await stored(consultId)).toMatchObject({ state: 'sent', agreementId: null, overrideReason: 'Cần gấp' })
    expect((await db.event.findFirst({ where: { subjectId: consultId, name: 'consult.send' } }))?.facts).toMatchObject({ overridden: true })
  })

  test('not on an agreement that has ended, which is told with its day as people write it', async () => {
    await createAgreement(null, { number: 'cũ', title: 'Thỏa thuận cũ', supportingIds: [network.senior], supportedIds: [network.other], specialtyCodes: ['tim-mach'], validFrom: '2020-01-01', validUntil: '2021-12-31', status: 'signed' })
    const { consultId } = await createDraft(network.otherDoctor)
    const refused = await sendConsult(network.otherDoctor, { ...aRequest(network), consultId, version: 0 }).catch((error: unknown) => error)
    expect(refused).toMatchObject({ key: 'agreements:notCovered.expired', field: 'supportingId', params: { number: 'cũ', day: '31/12/2021' } })
  })

  test.each([
    ['an id nobody has', () => newId()], ['the authority', () => network.authority], ['the own hospital', () => network.junior],
  ])('not to %s', async (_, to) => {
    const consultId = await aDraft(network)
    await expect(sendConsult(network.doctor, { ...aRequest(network, { supportingId: to() }), consultId, version: 0 })).rejects.toEqual(problem('problems:unknownChoice'))
  })

  test('not to a specialty nobody has', async () => {
    const consultId = await aDraft(network)
    await expect(sendConsult(network.doctor, { ...aRequest(network, { specialtyCode: 'phep-thuat' }), consultId, version: 0 })).rejects.toEqual(problem('problems:unknownChoice'))
  })

  test('not from an old page, not by anybody else', async () => {
    const consultId = await aDraft(network)
    await saveDraft(network.doctor, { ...emptyDraft, consultId, version: 0 })
    await expect(sendConsult(network.doctor, { ...aRequest(network), consultId, version: 0 })).rejects.toEqual(problem('consults:problem.staleDraft'))
    for (const who of [network.secondDoctor, network.otherDoctor, network.juniorCoordinator, network.seniorCoordinator, network.officer]) {
      await expect(sendConsult(who, { ...aRequest(network), consultId, version: 1 })).rejects.toMatchObject(missing)
    }
  })

  test('once: a double click gets the first answer, a second page is told', async () => {
    const consultId = await aDraft(network)
    const request = { ...aRequest(network), consultId, version: 0 }
    const doctor = withCommand(network.doctor)
    const [first, second] = await Promise.all([sendConsult(doctor, request), sendConsult(doctor, request)])
    expect(second).toEqual(first)
    await expect(sendConsult(network.doctor, request)).rejects.toEqual(problem('consults:problem.alreadySent'))
    const other = await aDraft(network)
    const both = await Promise.allSettled([1, 2].map(() => sendConsult(network.doctor, { ...aRequest(network), consultId: other, version: 0 })))
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await db.consultStep.count({ where: { consultId: other, action: 'send' } })).toBe(1)
  })
})

describe('a draft is discarded', () => {
  test('by its author, with all that belongs to it', async () => {
    const consultId = await aDraft(network)
    await expect(discardDraft(network.secondDoctor, { consultId })).rejects.toMatchObject(missing)
    await discardDraft(network.doctor, { consultId })
    expect(await db.consult.findUnique({ where: { id: consultId } })).toBeNull()
    expect(await db.consultAccess.count({ where: { consultId } })).toBe(0)
    expect(await db.event.count({ where: { subjectId: consultId, name: 'consult.discarded' } })).toBe(1)
    await expect(discardDraft(network.doctor, { consultId })).rejects.toMatchObject(missing)
  })

  test('twice with one command is once', async () => {
    const consultId = await aDraft(network)
    const doctor = withCommand(network.doctor)
    expect(await discardDraft(doctor, { consultId })).toEqual(await discardDraft(doctor, { consultId }))
  })

  test('but never what was sent', async () => {
    const consultId = await aSentConsult(network)
    await expect(discardDraft(network.doctor, { consultId })).rejects.toEqual(problem('consults:problem.alreadySent'))
    expect((await stored(consultId)).state).toBe('sent')
  })
})
