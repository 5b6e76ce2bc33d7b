import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { append } from '~/domain/rooms/append.server'
import { closeConference } from '~/domain/rooms/close-conference.server'
import { conferencePage } from '~/domain/rooms/conference-page.server'
import { confirmMinutes } from '~/domain/rooms/confirm-minutes.server'
import { nameHolder } from '~/domain/rooms/name-holder.server'
import { roomPage } from '~/domain/rooms/queries.server'
import { say } from '~/domain/rooms/room-commands.server'
import { saveMinutes } from '~/domain/rooms/save-minutes.server'
import { minutesContent } from '~/domain/documents/paper-content'
import { db } from '~/platform/database/database.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { newId } from '~/platform/id'
import { anOpenConference, aPerson, password } from './a-conference'
import { settle, setTyped } from './settle'

type World = Awaited<ReturnType<typeof anOpenConference>>
let world: World
beforeEach(async () => { world = await anOpenConference() })
afterEach(resetClock)

const concludeAll = async () => {
  for (const person of [world.chair, world.scribe, world.doctor]) await append(world.conferenceId, { cmdId: newId(), personId: person.personId, kind: 'join', body: {} })
  await settle(world.scribe, world, 1, 'Mổ trong ngày')
  await settle(world.chair, world, 2, 'Chờ kết quả INR', 'leftOpen')
}
const closed = async () => {
  await concludeAll()
  await closeConference(world.chair, { conferenceId: world.conferenceId })
}
const texts = { summary: 'Ngã cách 3 tuần, đau đầu tăng dần.', diagnosis: 'Máu tụ dưới màng cứng mạn tính', treatmentPlan: 'Khoan sọ hai lỗ, dẫn lưu kín.' }
const row = () => db.minutes.findFirstOrThrow({ where: { itemId: world.itemId }, include: { confirmations: { where: { withdrawnAt: null } } } })
const confirming = async () => {
  const { draftVersion, summary, diagnosis, treatmentPlan } = await row()
  return { conferenceId: world.conferenceId, itemId: world.itemId, draftVersion, summary, diagnosis, treatmentPlan, password }
}

describe('closing', () => {
  test('needs a conclusion or a reason for every question, and says which are missing', async () => {
    await settle(world.scribe, world, 1, 'Mổ trong ngày')
    await setTyped(world.chair, world, 'settled:2', 'leftOpen')
    await expect(closeConference(world.chair, { conferenceId: world.conferenceId })).rejects.toMatchObject({ list: [{ key: 'rooms:problem.noWords', params: { number: 2 } }] })
    await setTyped(world.chair, world, 'settled:2', null)
    await expect(closeConference(world.chair, { conferenceId: world.conferenceId })).rejects.toMatchObject({ list: [{ key: 'rooms:problem.notConcluded', params: { number: 2 } }] })
  })

  test('is for chair and scribe; freezes conclusions and attendance; nothing is written afterwards', async () => {
    await concludeAll()
    await expect(closeConference(world.doctor, { conferenceId: world.conferenceId })).rejects.toBeInstanceOf(Response)
    await closeConference(world.scribe, { conferenceId: world.conferenceId })
    const minutes = await row()
    expect(minutes.conclusions).toMatchObject([{ number: 1, text: 'Mổ trong ngày', concluded: true }, { number: 2, text: 'Chờ kết quả INR', concluded: false }])
    expect(minutes.attendance).toHaveLength(3)
    expect(minutes.summary).toBe('Đau đầu tăng dần sau ngã.')
    await expect(say(world.chair, { conferenceId: world.conferenceId, cmdId: newId(), text: 'muộn' })).rejects.toThrow('rooms:problem.closed')
    await expect(closeConference(world.chair, { conferenceId: world.conferenceId })).rejects.toThrow('schedule:problem.changed')
    expect(await db.consult.findUniqueOrThrow({ where: { id: world.consultId } })).toMatchObject({ state: 'awaitingMinutes' })
    expect(await db.booking.count({ where: { conferenceId: world.conferenceId, releasedAt: null } })).toBe(0)
    expect(await roomPage(world.chair, world.conferenceId)).toBeNull()
  })

  test('the time without a chair, and without anybody who leads, is in the minutes', async () => {
    await concludeAll()
    for (const { personId } of [world.chair, world.scribe]) await append(world.conferenceId, { cmdId: newId(), personId, kind: 'leave', body: { reason: 'left' } })
    moveClock(2 * 60_000)
    await closeConference(world.chair, { conferenceId: world.conferenceId })
    expect((await row()).interruptions).toMatchObject([{ kind: 'chairGone', personId: world.chair.personId }, { kind: 'leaderless', personId: null }])
  })

  test('what is being written at that moment is in the minutes or refused, never neither', async () => {
    await concludeAll()
    const said = Array.from({ length: 30 }, () => say(world.doctor, { conferenceId: world.conferenceId, cmdId: newId(), text: 'x' }).then(() => true, () => false))
    const [, ...answers] = await Promise.all([closeConference(world.chair, { conferenceId: world.conferenceId }), ...said])
    expect(await db.roomEntry.count({ where: { conferenceId: world.conferenceId, kind: 'chat' } })).toBe(answers.filter(Boolean).length)
    const last = await db.roomEntry.findFirstOrThrow({ where: { conferenceId: world.conferenceId }, orderBy: { seq: 'desc' } })
    expect(last.kind).toBe('closed')
  })
})

describe('minutes', () => {
  test('a stale save changes nothing; a change after the scribe’s confirmation takes it back', async () => {
    await closed()
    await saveMinutes(world.scribe, { conferenceId: world.conferenceId, itemId: world.itemId, draftVersion: 0, ...texts })
    await expect(saveMinutes(world.chair, { conferenceId: world.conferenceId, itemId: world.itemId, draftVersion: 0, ...texts, summary: 'khác' })).rejects.toThrow('rooms:problem.minutesStale')
    await expect(saveMinutes(world.doctor, { conferenceId: world.conferenceId, itemId: world.itemId, draftVersion: 1, ...texts })).rejects.toBeInstanceOf(Response)
    await confirmMinutes(world.scribe, await confirming())
    await saveMinutes(world.chair, { conferenceId: world.conferenceId, itemId: world.itemId, draftVersion: 1, ...texts, treatmentPlan: 'Khoan sọ một lỗ.' })
    expect((await row()).confirmations).toEqual([])
    await expect(confirmMinutes(world.scribe, { conferenceId: world.conferenceId, itemId: world.itemId, draftVersion: 1, ...texts, password })).rejects.toThrow('minutesStale')
  })

  test('scribe, then chair, each with the password; then the paper is issued and the consult answered', async () => {
    await closed()
    await expect(confirmMinutes(world.scribe, await confirming())).rejects.toMatchObject({ list: [{ field: 'treatmentPlan' }] })
    await expect(confirmMinutes(world.doctor, await confirming())).rejects.toThrow('rooms:problem.othersFirst')
    await expect(confirmMinutes(world.chair, { ...(await confirming()), ...texts })).rejects.toThrow('rooms:problem.othersFirst')
    await expect(confirmMinutes(world.specialist, await confirming())).rejects.toBeInstanceOf(Response)
    await expect(confirmMinutes(world.scribe, { ...(await confirming()), password: 'sai mật khẩu' })).rejects.toMatchObject({ field: 'password' })
    await confirmMinutes(world.scribe, { ...(await confirming()), ...texts })
    expect(await row()).toMatchObject({ ...texts, draftVersion: 1 })
    await expect(confirmMinutes(world.chair, { ...(await confirming()), treatmentPlan: 'Khoan sọ một lỗ.' })).rejects.toMatchObject({ key: 'rooms:problem.earlierSawOther', field: 'treatmentPlan' })
    expect((await conferencePage(world.chair, world.conferenceId)).may).toMatchObject({ confirm: 'chair' })
    await confirmMinutes(world.chair, await confirming())
    expect(await db.consult.findUniqueOrThrow({ where: { id: world.consultId } })).toMatchObject({ state: 'awaitingMinutes' })
    expect((await conferencePage(world.doctor, world.conferenceId)).may).toMatchObject({ confirm: 'treating', writeMinutes: false })
    await expect(confirmMinutes(world.doctor, { ...(await confirming()), treatmentPlan: 'Khác' })).rejects.toMatchObject({ key: 'rooms:problem.earlierSawOther' })
    await confirmMinutes(world.doctor, await confirming())

    expect(await db.consult.findUniqueOrThrow({ where: { id: world.consultId } })).toMatchObject({ state: 'answered', answerKind: 'minutes', answerId: (await row()).id })
    const paper = await db.paper.findFirstOrThrow({ where: { consultId: world.consultId, kind: 'minutes' } })
    const content = minutesContent.parse(paper.content)
    expect(content).toMatchObject({
      kind: 'minutes', summary: texts.summary, treatmentPlan: texts.treatmentPlan, patient: { name: 'Phùng Văn Định', diagnosis: texts.diagnosis },
      chair: { name: 'Đỗ Hoàng Lâm' }, scribe: { name: 'Lưu Phương Dung' }, members: [{ name: 'Chu Đức Thịnh' }],
    })
    expect(Object.fromEntries(content.attendance.flatMap(({ people }) => people).map(({ name, times }) => [name, times.length]))).toEqual({ 'Lưu Phương Dung': 1, 'Đỗ Hoàng Lâm': 1, 'Tạ Thị Bích Liên': 0, 'Chu Đức Thịnh': 1 })
    expect((await conferencePage(world.doctor, world.conferenceId)).papers).toMatchObject(expect.arrayContaining([{ id: paper.id, kind: 'minutes', version: 1 }, { kind: 'fullMinutes' }].map((one): unknown => expect.objectContaining(one))))
    await expect(confirmMinutes(world.chair, await confirming())).rejects.toThrow('rooms:problem.alreadyConfirmed')
    expect((await db.event.findMany({ where: { subjectId: world.conferenceId }, orderBy: { id: 'asc' } })).map(({ name }) => name).slice(-5)).toEqual(['conference.closed', 'minutes.turn', 'minutes.turn', 'minutes.turn', 'minutes.confirmed'])
  })

  test('who left before confirming is followed by whom the coordinator names, with a reason on record and paper', async () => {
    await closed()
    const { conferenceId, consultId, supportingId } = world
    const [newScribe, reason] = [await aPerson(supportingId, ['treatingDoctor'], 'Lý Thu Hằng'), 'Nghỉ hưu từ ngày 01 tháng này.']
    const second = { ...world.coordinator, ...(await aPerson(supportingId, ['coordinator'], 'Mạc Văn Khoa')) }
    const name = (role: 'scribe' | 'chair', personId: string, who = second) => nameHolder(who, { conferenceId, role, personId, reason })
    const leaves = ({ membershipId }: { membershipId: string }) => db.membership.update({ where: { id: membershipId }, data: { validUntil: new Date('2021-01-01') } })
    await expect(name('scribe', newScribe.personId)).rejects.toThrow('schedule:problem.stillThere')
    await Promise.all([leaves(world.scribe), leaves(world.chair)])
    for (const who of [world.doctor, world.specialist, world.stranger, world.chair]) await expect(name('scribe', newScribe.personId, who)).rejects.toMatchObject({ status: 404 })
    await expect(name('chair', newScribe.personId)).rejects.toMatchObject({ key: 'schedule:problem.person', field: 'personId' })
    await expect(name('scribe', world.stranger.personId)).rejects.toMatchObject({ field: 'personId' })
    const { gone } = await conferencePage(second, conferenceId)
    expect(gone.map(({ role, successors }) => [role, successors?.map(({ personId }) => personId).includes(role === 'chair' ? world.specialist.personId : newScribe.personId)])).toEqual([['scribe', true], ['chair', true]])
    expect((await conferencePage(world.doctor, conferenceId)).gone.map(({ successors }) => successors)).toEqual([null, null])

    const both = await Promise.allSettled([name('scribe', newScribe.personId), name('scribe', newScribe.personId)])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await name('chair', world.specialist.personId)
    // As if the former ones came back: nothing is theirs to confirm.
    for (const former of [world.scribe, world.chair]) await expect(saveMinutes(former, { conferenceId, itemId: world.itemId, draftVersion: 0, ...texts })).rejects.toMatchObject({ status: 404 })
    await confirmMinutes(newScribe, { ...(await confirming()), ...texts })
    await confirmMinutes(world.specialist, await confirming())
    await confirmMinutes(world.doctor, await confirming())

    const content = minutesContent.parse((await db.paper.findFirstOrThrow({ where: { consultId, kind: 'minutes' } })).content)
    expect(content).toMatchObject({ chair: { name: 'Tạ Thị Bích Liên' }, scribe: { name: 'Lý Thu Hằng' }, named: [{ role: 'scribe', former: { name: 'Lưu Phương Dung' }, by: { name: 'Lý Thu Hằng' }, reason }, { role: 'chair', former: { name: 'Đỗ Hoàng Lâm' }, reason }] })
    expect(content.members.map(({ name: one }) => one).sort()).toEqual(['Chu Đức Thịnh', 'Lưu Phương Dung', 'Đỗ Hoàng Lâm'].sort())
    expect((await db.consultStep.findMany({ where: { consultId, action: { in: ['scribeNamed', 'chairNamed'] } }, orderBy: { at: 'asc' } })).map(({ note }) => note)).toEqual([`BS Lưu Phương Dung → BS Lý Thu Hằng: ${reason}`, `BS Đỗ Hoàng Lâm → BS Tạ Thị Bích Liên: ${reason}`])
    const events = await db.event.findMany({ where: { subjectId: conferenceId, name: { startsWith: 'minutes.' } }, orderBy: { id: 'asc' } })
    expect(events.map((event) => event.name)).toEqual(['minutes.turn', 'minutes.named', 'minutes.turn', 'minutes.named', 'minutes.turn', 'minutes.turn', 'minutes.turn', 'minutes.confirmed'])
    expect(JSON.stringify(events)).not.toContain('Nghỉ hưu')
  })

  test('another hospital sees the 404 of a random id', async () => {
    await closed()
    for (const id of [world.conferenceId, newId()]) await expect(conferencePage(world.stranger, id)).rejects.toMatchObject({ status: 404 })
  })
})
