import { expect, test } from 'vitest'
import { returnForChanges } from '~/domain/consults/approve.server'
import { sendConsult } from '~/domain/consults/send-consult.server'
import { tellConsult } from '~/domain/consults/tell-consult.server'
import { consultRecord } from '~/domain/consults/record.server'
import { endAccess } from '~/domain/consults/grant-access.server'
import { fileOf } from '~/domain/consults/queries.server'
import { readThread } from '~/domain/consults/read-thread.server'
import { acceptConsult, askForMore } from '~/domain/consults/receive.server'
import { removeFile } from '~/domain/consults/consult-files.server'
import { supplementConsult } from '~/domain/consults/supplement.server'
import { threadView, unreadThreads } from '~/domain/consults/thread.server'
import { writeMessage } from '~/domain/consults/write-message.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { acceptPicture } from '~/domain/documents/accept-picture.server'
import { db } from '~/platform/database/database.server'
import { aDraft, aNetwork, anAcceptedConsult, anAssignedConsult, aRequest, aSentConsult, withCommand } from '../../support/network'
import { picture } from '../../unit/documents/pictures'

const texts = async (actor: Parameters<typeof threadView>[0], consultId: string) => (await threadView(actor, consultId))?.messages.map(({ text }) => text)

test('both sides write and read, marked with hospital and role; nothing changes state', async () => {
  const network = await aNetwork()
  const consultId = await anAssignedConsult(network)
  await writeMessage(network.doctor, { consultId, text: 'Huyết áp 90/60, đã đặt đường truyền thứ hai.' })
  await writeMessage(network.specialist, { consultId, text: 'Cho xin điện tim lúc này.' })
  const view = await threadView(network.doctor, consultId)
  expect(view?.messages).toMatchObject([
    { number: 1, own: true, role: 'treatingDoctor', by: { name: 'BS Khuất Thị Mai', senior: false }, text: 'Huyết áp 90/60, đã đặt đường truyền thứ hai.' },
    { number: 2, own: false, role: 'specialist', by: { name: 'BS Hà Quang Tuyển', senior: true } },
  ])
  const row = await db.consult.findUniqueOrThrow({ where: { id: consultId } })
  expect(row.state).toBe('withSpecialists')
  expect(JSON.stringify(await db.event.findMany({ where: { subjectId: consultId } }))).not.toContain('Huyết áp')
})

test('before reception the other side neither reads nor writes, and is told nothing', async () => {
  const network = await aNetwork()
  const consultId = await aSentConsult(network)
  await writeMessage(network.doctor, { consultId, text: 'Người bệnh Phùng Văn Định, giường 4.' })
  expect(await threadView(network.seniorCoordinator, consultId)).toBeNull()
  await expect(writeMessage(network.seniorCoordinator, { consultId, text: 'Xin chào.' })).rejects.toMatchObject({ status: 404 })
  await expect(readThread(network.seniorCoordinator, { consultId, upTo: 1 })).rejects.toMatchObject({ status: 404 })
  expect(await unreadThreads(network.seniorCoordinator)).toEqual([])
  const event = await db.event.findFirstOrThrow({ where: { subjectId: consultId, name: 'consult.write' } })
  await tellConsult(event)
  expect(await db.notice.count({ where: { eventId: event.id } })).toBe(0)
  await acceptConsult(network.seniorCoordinator, { consultId })
  expect(await texts(network.seniorCoordinator, consultId)).toEqual(['Người bệnh Phùng Văn Định, giường 4.'])
  expect(await unreadThreads(network.seniorCoordinator)).toMatchObject([{ consultId, count: 1, by: 'BS Khuất Thị Mai' }])
})

test('strangers, the authority and unassigned specialists get the 404 of a random id', async () => {
  const network = await aNetwork()
  const consultId = await anAssignedConsult(network)
  for (const stranger of [network.otherDoctor, network.officer, network.administrator, network.secondSpecialist]) {
    await expect(writeMessage(stranger, { consultId, text: 'Xin chào.' })).rejects.toMatchObject({ status: 404 })
    await expect(threadView(stranger, consultId)).rejects.toMatchObject({ status: 404 })
  }
})

test('what the approver said beside giving it back can be read in the draft; one never handed in has no thread', async () => {
  const network = await aNetwork()
  const consultId = await aDraft(network)
  await expect(threadView(network.doctor, consultId)).rejects.toMatchObject({ status: 404 })
  await sendConsult(network.doctor, { ...aRequest(network, { level: 'routine' }), consultId, version: 0 })
  await writeMessage(network.head, { consultId, text: 'Bổ sung điện tim rồi gửi lại.' })
  await returnForChanges(network.head, { consultId, note: 'Thiếu điện tim.' })
  expect(await unreadThreads(network.doctor)).toMatchObject([{ consultId, count: 1 }])
  expect(await threadView(network.doctor, consultId)).toMatchObject({ mayWrite: false, otherSideReads: false, messages: [{ text: 'Bổ sung điện tim rồi gửi lại.' }] })
})

test('who has seen how far; reading never goes back and is told once', async () => {
  const network = await aNetwork()
  const consultId = await anAssignedConsult(network)
  for (const text of ['Một.', 'Hai.', 'Ba.']) await writeMessage(network.doctor, { consultId, text })
  expect(await unreadThreads(network.specialist)).toMatchObject([{ consultId, count: 3 }])
  await readThread(network.specialist, { consultId, upTo: 2 })
  await readThread(network.specialist, { consultId, upTo: 1 })
  await readThread(network.specialist, { consultId, upTo: 2 })
  expect(await db.event.count({ where: { subjectId: consultId, name: 'consult.threadRead' } })).toBe(1)
  const seen = (await threadView(network.doctor, consultId))?.messages.map((message) => message.seen.map(({ by }) => by.name))
  expect(seen).toEqual([[], ['BS Hà Quang Tuyển'], []])
  expect(await unreadThreads(network.specialist)).toMatchObject([{ count: 1 }])
  await readThread(network.specialist, { consultId, upTo: 999 })
  expect(await unreadThreads(network.specialist)).toEqual([])
  expect(await db.threadRead.findUniqueOrThrow({ where: { consultId_personId: { consultId, personId: network.specialist.personId } } })).toMatchObject({ upTo: 3 })
})

test('who writes has not thereby seen what arrived meanwhile', async () => {
  const network = await aNetwork()
  const consultId = await anAssignedConsult(network)
  await writeMessage(network.doctor, { consultId, text: 'Huyết áp 90/60.' })
  await readThread(network.specialist, { consultId, upTo: 1 })
  await writeMessage(network.doctor, { consultId, text: 'Huyết áp 70/40, mạch 140.' })
  await writeMessage(network.specialist, { consultId, text: 'Tiếp tục như hiện tại.' })
  expect((await threadView(network.doctor, consultId))?.messages.map(({ seen }) => seen.length)).toEqual([1, 0, 0])
  expect(await unreadThreads(network.specialist)).toMatchObject([{ consultId, count: 1 }])
})

test('many at once are numbered without a gap, the same for every reader; one command writes once', async () => {
  const network = await aNetwork()
  const consultId = await anAssignedConsult(network)
  const people = [network.doctor, network.specialist, network.seniorCoordinator, network.juniorCoordinator]
  await Promise.all(Array.from({ length: 12 }, (_, index) => writeMessage(people[index % people.length] ?? network.doctor, { consultId, text: `Tin ${index}` })))
  const once = withCommand(network.doctor)
  const twins = await Promise.all([writeMessage(once, { consultId, text: 'Một lần.' }), writeMessage(once, { consultId, text: 'Một lần.' })])
  expect(twins[0]).toEqual(twins[1])
  const [mine, theirs] = await Promise.all([threadView(network.doctor, consultId), threadView(network.specialist, consultId)])
  expect(mine?.messages.map(({ number }) => number)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1))
  expect(theirs?.messages.map(({ text }) => text)).toEqual(mine?.messages.map(({ text }) => text))
})

test('nothing to say is a problem; what was said stays as it was', async () => {
  const network = await aNetwork()
  const consultId = await anAssignedConsult(network)
  await expect(writeMessage(network.doctor, { consultId, text: '' })).rejects.toMatchObject({ key: 'thread:problem.empty', field: 'text' })
  await writeMessage(network.doctor, { consultId, text: 'Đúng.' })
  await expect(db.threadMessage.updateMany({ where: { consultId }, data: { text: 'Sai.' } })).rejects.toThrow()
  await expect(db.threadMessage.deleteMany({ where: { consultId } })).rejects.toThrow()
})

test('a picture goes with a message, opens for both sides, and is never part of the request', async () => {
  const network = await aNetwork()
  const consultId = await anAcceptedConsult(network)
  const files = [await acceptPicture(await picture('jpeg'), 'dien-tim.jpg')]
  await writeMessage(network.doctor, { consultId, text: '', files })
  const file = (await threadView(network.seniorCoordinator, consultId))?.messages[0]?.files[0]
  expect(file).toMatchObject({ name: 'dien-tim.jpg', hasThumbnail: true, recalled: null })
  const fileId = file?.id ?? ''
  expect((await fileOf(network.seniorCoordinator, consultId, fileId)).name).toBe('dien-tim.jpg')
  expect((await consultRecord(network.doctor, consultId)).files.files).toEqual([])
  await expect(removeFile(network.doctor, { consultId, fileId })).rejects.toMatchObject({ status: 404 })
  await expect(writeMessage(network.doctor, { consultId, text: 'x', files: Array.from({ length: 6 }).flatMap(() => files) })).rejects.toMatchObject({ field: 'files' })
})

test('a supplement does not take up a picture of the thread', async () => {
  const network = await aNetwork()
  const consultId = await aSentConsult(network)
  await writeMessage(network.doctor, { consultId, text: 'Ảnh trong trao đổi.', files: [await acceptPicture(await picture('jpeg'), 'anh.jpg')] })
  await askForMore(network.seniorCoordinator, { consultId, note: 'Xin thêm công thức máu.' })
  await supplementConsult(network.doctor, { consultId, text: 'Bạch cầu 14.', questions: [] } as Parameters<typeof supplementConsult>[1])
  expect(await db.consultFile.findFirstOrThrow({ where: { consultId } })).toMatchObject({ requestVersion: null })
})

test('an ended right ends reading and writing; a withdrawn request can still be spoken about', async () => {
  const network = await aNetwork()
  const consultId = await anAssignedConsult(network)
  await withdrawConsult(network.doctor, { consultId, note: 'Người bệnh đã chuyển đi.' })
  await writeMessage(network.specialist, { consultId, text: 'Đã rõ.' })
  const now = new Date()
  await db.$transaction((tx) => endAccess(tx, now, { consultId, hospitalId: network.senior }))
  await expect(threadView(network.specialist, consultId)).rejects.toMatchObject({ status: 404 })
  await expect(writeMessage(network.specialist, { consultId, text: 'Còn đây.' })).rejects.toMatchObject({ status: 404 })
})

test('a message tells the other side, not one’s own, with a link to the thread', async () => {
  const network = await aNetwork()
  const consultId = await anAssignedConsult(network)
  const told = async () => {
    const event = await db.event.findFirstOrThrow({ where: { subjectId: consultId, name: 'consult.write' }, orderBy: { id: 'desc' } })
    await tellConsult(event)
    return db.notice.findMany({ where: { eventId: event.id }, select: { personId: true, kind: true, href: true, urgent: true } })
  }
  await writeMessage(network.doctor, { consultId, text: 'Xin hỏi liều heparin.' })
  expect(await told()).toEqual([{ personId: network.specialist.personId, kind: 'written', href: `/consults/${consultId}/thread`, urgent: false }])
  await writeMessage(network.specialist, { consultId, text: '60 đơn vị mỗi kg.' })
  expect((await told()).map(({ personId }) => personId)).toEqual([network.doctor.personId])
})

/** The people the last message is told to. */
async function toldOfLast(consultId: string): Promise<string[]> {
  const event = await db.event.findFirstOrThrow({ where: { subjectId: consultId, name: 'consult.write' }, orderBy: { id: 'desc' } })
  await tellConsult(event)
  return (await db.notice.findMany({ where: { eventId: event.id }, select: { personId: true } })).map(({ personId }) => personId)
}

test('who wrote earlier and may not open the thread any more is told nothing of it', async () => {
  const network = await aNetwork()
  const consultId = await anAssignedConsult(network)
  await writeMessage(network.seniorCoordinator, { consultId, text: 'Đã chuyển chuyên gia.' })
  await writeMessage(network.specialist, { consultId, text: 'Cho xin điện tim.' })
  await writeMessage(network.doctor, { consultId, text: 'Đã gửi.' })
  expect((await toldOfLast(consultId)).sort()).toEqual([network.seniorCoordinator.personId, network.specialist.personId].sort())
  await db.$transaction((tx) => endAccess(tx, new Date(), { consultId, personId: network.specialist.personId }))
  await writeMessage(network.doctor, { consultId, text: 'Huyết áp 90/60.' })
  expect(await toldOfLast(consultId)).toEqual([network.seniorCoordinator.personId])
  await db.membership.updateMany({ where: { id: network.seniorCoordinator.membershipId }, data: { roles: ['specialist'] } })
  await writeMessage(network.doctor, { consultId, text: 'Huyết áp 80/50.' })
  expect(await toldOfLast(consultId)).toEqual([])
})

test('reading settles what told of the messages read, not of a later one; who has read a message is not told of it', async () => {
  const network = await aNetwork()
  const consultId = await anAssignedConsult(network)
  for (const text of ['Một.', 'Hai.', 'Ba.']) {
    await writeMessage(network.doctor, { consultId, text })
    await toldOfLast(consultId)
  }
  const open = () => db.notice.count({ where: { personId: network.specialist.personId, kind: 'written', href: `/consults/${consultId}/thread`, readAt: null, settledAt: null } })
  expect(await open()).toBe(3)
  await readThread(network.specialist, { consultId, upTo: 2 })
  expect(await open()).toBe(1)
  await readThread(network.specialist, { consultId, upTo: 3 })
  expect(await open()).toBe(0)
  expect(await db.event.count({ where: { name: 'notice.read', personId: network.specialist.personId } })).toBe(3)
  await writeMessage(network.doctor, { consultId, text: 'Bốn.' })
  await readThread(network.specialist, { consultId, upTo: 4 })
  expect(await toldOfLast(consultId)).toEqual([])
})
