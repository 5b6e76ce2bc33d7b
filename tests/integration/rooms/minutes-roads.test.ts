import { beforeEach, describe, expect, test } from 'vitest'
import { acknowledgeCorrection } from '~/domain/consults/confirm-opinion.server'
import { decideConsult } from '~/domain/consults/decide-consult.server'
import { addFollowUp } from '~/domain/consults/follow-up.server'
import { consultRecord } from '~/domain/consults/record.server'
import { acceptPicture } from '~/domain/documents/accept-picture.server'
import { fullMinutesContent, minutesContent } from '~/domain/documents/paper-content'
import { changeConfirming } from '~/domain/hospitals/confirming-order.server'
import { changeSetting } from '~/domain/hospitals/settings.server'
import { append } from '~/domain/rooms/append.server'
import { closeConference } from '~/domain/rooms/close-conference.server'
import { conferencePage } from '~/domain/rooms/conference-page.server'
import { confirmMinutes } from '~/domain/rooms/confirm-minutes.server'
import { correctMinutes } from '~/domain/rooms/correct-minutes.server'
import { endWithDropped } from '~/domain/rooms/end-with-last.server'
import { followCare } from '~/domain/rooms/follow-care.server'
import { nameHolder } from '~/domain/rooms/name-holder.server'
import { nameTreating } from '~/domain/rooms/name-treating.server'
import { printMinutes } from '~/domain/rooms/print-minutes.server'
import { saveMinutes } from '~/domain/rooms/save-minutes.server'
import { signedSheet } from '~/domain/rooms/signed-sheets.server'
import { giveOpinion } from '~/domain/rooms/talk-commands.server'
import { takeSigned } from '~/domain/rooms/take-signed.server'
import { tellMinutes } from '~/domain/rooms/tell-minutes.server'
import { endWithdrawn } from '~/domain/schedule/end-withdrawn.server'
import { todayInVietnam } from '~/platform/dates'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { aPdf } from '../../support/documents/a-pdf'
import { anOpenConference, aPerson, password } from './a-conference'
import { aStage } from './a-stage'
import { settle, setTyped, writeText } from './settle'

type World = Awaited<ReturnType<typeof anOpenConference>>
let world: World
beforeEach(async () => { world = await anOpenConference() })

const texts = { summary: 'Ngã cách 3 tuần.', diagnosis: 'Máu tụ dưới màng cứng', treatmentPlan: 'Khoan sọ hai lỗ.' }
const at = () => ({ conferenceId: world.conferenceId, itemId: world.itemId })
const row = () => db.minutes.findFirstOrThrow({ where: { itemId: world.itemId }, orderBy: { version: 'desc' }, include: { confirmations: { where: { withdrawnAt: null }, orderBy: { at: 'asc' } } } })
const confirm = async (who: World['chair']) => confirmMinutes(who, { ...at(), draftVersion: (await row()).draftVersion, password })
const close = async () => {
  for (const { personId } of [world.chair, world.scribe, world.doctor]) await append(world.conferenceId, { cmdId: newId(), personId, kind: 'join', body: {} })
  await settle(world.scribe, world, 1, 'Mổ trong ngày')
  await settle(world.chair, world, 2, 'Chờ kết quả INR', 'leftOpen')
  await writeText(world.scribe, world, 'plan', texts.treatmentPlan)
  await closeConference(world.chair, { conferenceId: world.conferenceId })
}
const confirmed = async (who = [world.scribe, world.chair, world.doctor]) => { for (const person of who) await confirm(person) }
const scan = () => acceptPicture(aPdf({ pages: 1, content: `% ${newId()}` }), 'da-ky.pdf')

describe('what the room leaves', () => {
  test('texts, opinions by name, codes and next steps are in the minutes, both papers and the follow-up', async () => {
    const { conferenceId, itemId: item, consultId } = world
    await giveOpinion(world.specialist, { conferenceId, cmdId: newId(), item, number: 1, stance: 'differs', text: 'Nên chụp lại trước.' })
    await setTyped(world.chair, world, 'agreement:1', 'mostly')
    await setTyped(world.chair, world, 'icd10', [{ code: 's065', name: 'Chảy máu dưới màng cứng' }])
    await setTyped(world.chair, world, 'change', 'added')
    await setTyped(world.chair, world, 'nextSteps', [{ id: newId(), text: 'Chụp lại CT', dueOn: '2099-01-02', personId: world.doctor.personId }])
    await writeText(world.scribe, world, 'overall', 'Mổ sớm.')
    await close()
    expect(await row()).toMatchObject({ overall: 'Mổ sớm.', change: 'added', icd10: [{ code: 'S06.5' }], treatmentPlan: texts.treatmentPlan, conclusions: [{ number: 1, agreement: 'mostly', opinions: [{ personId: world.specialist.personId, stance: 'differs' }] }, { concluded: false }] })
    await confirmed()
    const [full, extract] = await Promise.all((['fullMinutes', 'minutes'] as const).map((kind) => db.paper.findFirstOrThrow({ where: { consultId, kind } })))
    expect(fullMinutesContent.parse(full?.content)).toMatchObject({
      questions: [{ opinions: [{ name: 'Tạ Thị Bích Liên', stance: 'differs', text: 'Nên chụp lại trước.' }], agreement: 'mostly' }, {}], icd10: [{ code: 'S06.5' }], nextSteps: [{ text: 'Chụp lại CT', who: 'Chu Đức Thịnh' }],
      confirmations: [{ role: 'scribe', method: 'electronic' }, { role: 'chair' }, { role: 'treating', name: 'Chu Đức Thịnh', hospital: 'Bệnh viện Đa khoa Ba Vì' }],
    })
    expect(minutesContent.parse(extract?.content)).toMatchObject({ overall: 'Mổ sớm.', textSha256: fullMinutesContent.parse(full?.content).textSha256 })
    const { answerId } = await db.consult.findUniqueOrThrow({ where: { id: consultId } })
    await decideConsult(world.doctor, { consultId, answerId: answerId ?? '', kind: 'apply', reason: '' })
    const [planned] = (await consultRecord(world.doctor, consultId)).planned
    expect(planned).toMatchObject({ text: 'Chụp lại CT', doneAt: null })
    const tick = () => addFollowUp(world.doctor, { consultId, condition: 'better', note: 'Đã chụp', planned: [planned?.id ?? ''] })
    const both = await Promise.allSettled([tick(), tick()])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await consultRecord(world.doctor, consultId)).planned).toMatchObject([{ doneById: world.doctor.personId }])
  })

  test('of several consults each question that is open is named with its place; the conference is done with the last minutes, also when one was withdrawn', async () => {
    const stage = await aStage()
    const { conferenceId } = stage
    await settle(stage.chair, stage, 1, 'Mổ')
    await settle(stage.chair, stage, 2, 'Mổ')
    await expect(closeConference(stage.chair, { conferenceId })).rejects.toMatchObject({ list: [1, 2].map((number) => ({ key: 'rooms:problem.notConcludedOf', params: { place: 2, number } })) })
    await db.consult.update({ where: { id: stage.secondConsultId }, data: { state: 'inConference' } })
    for (const number of [1, 2]) await settle(stage.chair, { conferenceId, itemId: stage.secondItemId }, number, 'Giữ lại')
    await closeConference(stage.chair, { conferenceId })
    expect(await db.minutes.count({ where: { conferenceId } })).toBe(2)
    for (const who of [stage.scribe, stage.chair, stage.doctor]) {
      const { draftVersion } = await db.minutes.findFirstOrThrow({ where: { itemId: stage.itemId } })
      await confirmMinutes(who, { conferenceId, itemId: stage.itemId, draftVersion, password, ...(who === stage.scribe ? texts : {}) })
    }
    expect((await db.conference.findUniqueOrThrow({ where: { id: conferenceId } })).state).toBe('awaitingMinutes')
    expect((await conferencePage(stage.observer, conferenceId, stage.itemId)).minutes).toBeNull()
    await db.consultStep.create({ data: { id: newId(), consultId: stage.secondConsultId, at: new Date(), personId: stage.presenter.personId, hospitalId: stage.presenter.hospitalId, action: 'withdraw', fromState: 'awaitingMinutes', toState: 'withdrawn', note: 'Ra viện' } })
    const event = { ...(await db.event.findFirstOrThrow({ where: { name: 'conference.closed', subjectId: conferenceId } })) }
    await endWithdrawn({ ...event, facts: {}, subjectId: stage.secondConsultId, personId: stage.presenter.personId } as Parameters<typeof endWithdrawn>[0])
    await endWithDropped({ ...event, facts: {} } as Parameters<typeof endWithDropped>[0])
    expect((await db.conference.findUniqueOrThrow({ where: { id: conferenceId } })).state).toBe('done')
  })
})

describe('who confirms', () => {
  test('in the order the hospital set when the conference ended; each is told once it is their turn', async () => {
    await changeSetting({ ...world.coordinator, roles: ['administrator', 'coordinator'] }, { key: 'minutes', value: { confirming: ['chair', 'scribe'] } })
    await close()
    await expect(confirm(world.scribe)).rejects.toThrow('rooms:problem.othersFirst')
    const turn = () => db.event.findFirstOrThrow({ where: { name: 'minutes.turn', subjectId: world.conferenceId }, orderBy: { id: 'desc' } })
    await tellMinutes(await turn() as Parameters<typeof tellMinutes>[0])
    const notices = () => db.notice.findMany({ where: { href: `/conferences/${world.conferenceId}?item=${world.itemId}` }, orderBy: { id: 'asc' }, select: { personId: true, kind: true, settledAt: true } })
    expect(await notices()).toEqual([])
    await confirm(world.chair)
    await tellMinutes(await turn() as Parameters<typeof tellMinutes>[0])
    expect(await notices()).toMatchObject([{ personId: world.scribe.personId, kind: 'minutesForScribe', settledAt: null }])
    await confirm(world.scribe)
    expect((await row()).confirmedAt).not.toBeNull()
    await expect(changeConfirming({ ...world.coordinator, roles: ['administrator', 'coordinator'] }, { order: ['scribe', 'chair'], step: 'up:chair' })).rejects.toThrow('settings:problem.orderChanged')
  })

  test('of two who press at once one confirms; the same command twice is one', async () => {
    await close()
    const both = await Promise.allSettled([confirm(world.scribe), confirm(world.scribe)])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const acting = { ...world.chair, commandId: newId() }
    await confirm(acting)
    await confirm(acting)
    expect((await row()).confirmations).toHaveLength(2)
  })

  test('a patient handed over takes the place along; a doctor who left is followed by one that hospital names', async () => {
    await close()
    await confirmed([world.scribe, world.chair])
    const next = await aPerson(world.requestingId, ['treatingDoctor'], 'Đinh Văn Tiếp')
    await db.consult.update({ where: { id: world.consultId }, data: { treatingDoctorId: next.personId } })
    const event = { ...(await db.event.findFirstOrThrow({ where: { name: 'conference.closed', subjectId: world.conferenceId } })), facts: {}, subjectId: world.consultId } as Parameters<typeof followCare>[0]
    await followCare(event)
    await followCare(event)
    expect((await row()).treatingId).toBe(next.personId)
    expect(await db.event.count({ where: { name: 'minutes.turn', facts: { path: ['personId'], equals: next.personId } } })).toBe(1)
    const head = await aPerson(world.requestingId, ['head'], 'Trưởng khoa')
    await db.consultAccess.create({ data: { id: newId(), consultId: world.consultId, hospitalId: world.requestingId, personId: head.personId, kind: 'treating', validFrom: new Date(0), basis: 'test' } })
    const named = { ...at(), personId: world.doctor.personId, reason: 'Nghỉ việc' }
    await expect(nameTreating(head, named)).rejects.toThrow('schedule:problem.stillThere')
    await db.membership.update({ where: { id: next.membershipId }, data: { validUntil: new Date('2021-01-01') } })
    for (const who of [world.coordinator, world.stranger, world.chair]) await expect(nameTreating(who, named)).rejects.toMatchObject({ status: 404 })
    await nameTreating(head, named)
    await confirm(world.doctor)
    expect(minutesContent.parse((await db.paper.findFirstOrThrow({ where: { consultId: world.consultId, kind: 'minutes' } })).content)).toMatchObject({ named: [{ role: 'treating', former: { name: 'Đinh Văn Tiếp' }, by: { name: 'Chu Đức Thịnh' }, reason: 'Nghỉ việc' }] })
  })
})

describe('the road on paper', () => {
  const print = async (who = world.scribe) => printMinutes(who, { ...at(), draftVersion: (await row()).draftVersion })
  const signed = async (changes = {}) => ({ ...at(), printedSha256: (await row()).printedSha256 ?? '', number: '12/BB-XP', roles: ['scribe', 'chair', 'treating'] as ('scribe' | 'chair' | 'treating')[], signedOn: Array.from({ length: 3 }, () => todayInVietnam(new Date())), password, scan: await scan(), ...changes })

  test('the sheet is printed once, taken back by a change, and comes back signed: the minutes are as fixed as otherwise', async () => {
    await close()
    for (const who of [world.doctor, world.specialist, world.stranger]) await expect(print(who)).rejects.toMatchObject({ status: 404 })
    await print()
    const first = (await row()).printedSha256
    await print(world.chair)
    expect((await row()).printedSha256).toBe(first)
    expect(await signedSheet(world.doctor, { conferenceId: world.conferenceId, minutesId: (await row()).id, kind: 'printed' })).toMatchObject({ sha256: first, mediaType: 'application/pdf' })
    await expect(signedSheet(world.stranger, { conferenceId: world.conferenceId, minutesId: (await row()).id, kind: 'printed' })).rejects.toMatchObject({ status: 404 })
    await saveMinutes(world.scribe, { ...at(), draftVersion: (await row()).draftVersion, treatmentPlan: 'Khoan sọ một lỗ.' })
    expect((await row()).printedSha256).toBeNull()
    await expect(takeSigned(world.scribe, await signed({ printedSha256: first }))).rejects.toThrow('schedule:problem.printFirst')
    await print()
    await expect(takeSigned(world.scribe, await signed({ printedSha256: first }))).rejects.toThrow('schedule:problem.printedOther')
    await expect(takeSigned(world.scribe, await signed({ signedOn: ['2020-01-01', '2020-01-01', '2020-01-01'] }))).rejects.toMatchObject({ key: 'schedule:problem.signedWhen', field: 'signedOn' })
    await expect(takeSigned(world.scribe, await signed({ roles: ['scribe'] }))).rejects.toMatchObject({ key: 'schedule:problem.signedBy' })
    await expect(takeSigned(world.doctor, await signed())).rejects.toMatchObject({ status: 404 })
    const both = await Promise.allSettled([takeSigned(world.coordinator, await signed()), takeSigned(world.scribe, await signed())])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const minutes = await row()
    expect(minutes).toMatchObject({ road: 'paper', number: '12/BB-XP', confirmations: [{ method: 'paper' }, { method: 'paper' }, { method: 'paper' }] })
    expect(minutes.confirmedAt).not.toBeNull()
    const content = fullMinutesContent.parse((await db.paper.findFirstOrThrow({ where: { consultId: world.consultId, kind: 'fullMinutes' } })).content)
    expect(content).toMatchObject({ number: '12/BB-XP', printed: { sha256: minutes.printedSha256, scanSha256: minutes.scanSha256 } })
    expect(await db.consult.findUniqueOrThrow({ where: { id: world.consultId } })).toMatchObject({ state: 'answered', answerId: minutes.id })
    expect(await signedSheet(world.doctor, { conferenceId: world.conferenceId, minutesId: minutes.id, kind: 'scan' })).toMatchObject({ sha256: minutes.scanSha256 })
    await expect(db.minutes.update({ where: { id: minutes.id }, data: { summary: 'khác' } })).rejects.toThrow()
  })

  test('a sheet that names somebody who is not to sign any more has to be printed anew', async () => {
    await close()
    await print()
    const first = (await row()).printedSha256
    const next = await aPerson(world.requestingId, ['treatingDoctor'], 'Đinh Văn Tiếp')
    await db.consult.update({ where: { id: world.consultId }, data: { treatingDoctorId: next.personId } })
    await followCare({ ...(await db.event.findFirstOrThrow({ where: { name: 'conference.closed', subjectId: world.conferenceId } })), facts: {}, subjectId: world.consultId } as Parameters<typeof followCare>[0])
    await expect(takeSigned(world.scribe, await signed({ printedSha256: first }))).rejects.toThrow('schedule:problem.printFirst')
    await print()
    expect((await row()).printedSha256).not.toBe(first)
    await db.membership.update({ where: { id: world.scribe.membershipId }, data: { validUntil: new Date('2021-01-01') } })
    const other = await aPerson(world.supportingId, ['coordinator'], 'Người điều phối khác')
    await nameHolder(other, { conferenceId: world.conferenceId, role: 'scribe', personId: other.personId, reason: 'Nghỉ việc' })
    expect(await row()).toMatchObject({ scribeId: other.personId, printedSha256: null, printedAt: null })
  })

  test('who confirmed in the product before need not sign', async () => {
    await close()
    await confirm(world.scribe)
    await print()
    await takeSigned(world.scribe, await signed({ roles: ['chair', 'treating'] }))
    expect((await row()).confirmations.map(({ role, method }) => [role, method]).sort()).toEqual([['chair', 'paper'], ['scribe', 'electronic'], ['treating', 'paper']])
  })
})

describe('a correction', () => {
  test('is the next version with a reason, confirmed again in order; until then the papers before stand', async () => {
    await close()
    await expect(correctMinutes(world.scribe, { ...at(), reason: 'Sai liều' })).rejects.toThrow('rooms:problem.correctionBegun')
    await confirmed()
    for (const who of [world.doctor, world.specialist, world.stranger]) await expect(correctMinutes(who, { ...at(), reason: 'Sai liều' })).rejects.toMatchObject({ status: 404 })
    const both = await Promise.allSettled([correctMinutes(world.scribe, { ...at(), reason: 'Sai liều' }), correctMinutes(world.chair, { ...at(), reason: 'Sai liều' })])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await row()).toMatchObject({ version: 2, reason: 'Sai liều', confirmedAt: null, treatmentPlan: texts.treatmentPlan })
    expect(await db.paper.count({ where: { consultId: world.consultId, supersededAt: null, version: 1 } })).toBe(2)
    await saveMinutes(world.scribe, { ...at(), draftVersion: 0, treatmentPlan: 'Khoan sọ một lỗ.' })
    await confirmed()
    expect(await db.paper.findMany({ where: { consultId: world.consultId }, orderBy: [{ version: 'asc' }, { kind: 'asc' }], select: { kind: true, version: true, supersededAt: true } })).toMatchObject([
      { kind: 'minutes', version: 1, supersededAt: expect.any(Date) as Date }, { kind: 'fullMinutes', version: 1, supersededAt: expect.any(Date) as Date }, { kind: 'minutes', version: 2, supersededAt: null }, { kind: 'fullMinutes', version: 2, supersededAt: null },
    ])
    const consult = await db.consult.findUniqueOrThrow({ where: { id: world.consultId } })
    expect(consult).toMatchObject({ answerVersion: 2, answerId: (await row()).id })
  })

  test('after the decision the treating doctor acknowledges it, unless she confirmed it herself', async () => {
    await db.hospitalSetting.create({ data: { hospitalId: world.supportingId, key: 'minutes', value: { confirming: ['scribe', 'chair'] }, updatedAt: new Date(), updatedById: world.coordinator.personId } })
    const { consultId } = world
    await close()
    await confirmed([world.scribe, world.chair])
    await decideConsult(world.doctor, { consultId, answerId: (await row()).id, kind: 'apply', reason: '' })
    await correctMinutes(world.chair, { ...at(), reason: 'Sai liều' })
    expect((await consultRecord(world.doctor, consultId)).unacknowledged).toBe(false)
    await confirmed([world.scribe, world.chair])
    expect((await consultRecord(world.doctor, consultId)).unacknowledged).toBe(true)
    const opinionId = (await row()).id
    await acknowledgeCorrection(world.doctor, { consultId, opinionId })
    await expect(acknowledgeCorrection(world.doctor, { consultId, opinionId })).rejects.toThrow('consults:problem.alreadyAcknowledged')
    expect((await consultRecord(world.doctor, consultId)).unacknowledged).toBe(false)
  })
})
