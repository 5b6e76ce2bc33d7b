import { afterAll, beforeAll, expect, test } from 'vitest'
import { listDeliveries } from '~/domain/notifications/delivery-list.server'
import { inboxOf, listMails, mailById, unreadCount } from '~/domain/notifications/queries.server'
import { openNotice, readAllNotices } from '~/domain/notifications/read-notices.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { startJobs, stopJobs } from '~/platform/jobs/jobs.server'
import { nameWithTitle } from '~/platform/names'
import { anAssignedConsult, listen, mailsOf } from './a-told-consult'

const nothing = async () => undefined
beforeAll(async () => {
  await startJobs({ mail: nothing, 'render-paper': nothing, 'take-in': nothing, sweep: nothing })
  listen()
})
afterAll(() => stopJobs(1_000))

test('opening a notice marks it as read, once, and leads to what it is about', async () => {
  const { specialist, consultId } = await anAssignedConsult()
  expect(await unreadCount(specialist)).toBe(1)
  const { unread } = await inboxOf(specialist, null)
  const noticeId = unread[0]?.id ?? ''
  for (const commandId of [newId(), newId()]) expect(await openNotice({ ...specialist, commandId }, { noticeId })).toEqual({ href: `/consults/${consultId}/reply?from=notice` })
  expect(await unreadCount(specialist)).toBe(0)
  expect(await inboxOf(specialist, null)).toMatchObject({ unread: [], read: [{ id: noticeId, kind: 'assignedToYou', elsewhere: null }] })
  expect(await db.event.count({ where: { name: 'notice.read', subjectId: noticeId } })).toBe(1)
})

test('a notice of somebody else is not there', async () => {
  const { specialist, doctor } = await anAssignedConsult()
  const { unread } = await inboxOf(specialist, null)
  await expect(openNotice(doctor, { noticeId: unread[0]?.id ?? '' })).rejects.toMatchObject({ status: 404 })
  await expect(openNotice(doctor, { noticeId: newId() })).rejects.toMatchObject({ status: 404 })
  expect(await unreadCount(specialist)).toBe(1)
})

test('a notice for another of one\'s hospitals asks to switch first', async () => {
  const { specialist, requestingId } = await anAssignedConsult()
  const elsewhere = { ...specialist, hospitalId: requestingId }
  const { unread } = await inboxOf(elsewhere, null)
  expect(unread).toMatchObject([{ elsewhere: 'Bệnh viện Đa khoa Xanh Pôn' }])
  await expect(openNotice(elsewhere, { noticeId: unread[0]?.id ?? '' })).rejects.toMatchObject({ key: 'notifications:problem.otherHospital' })
  expect(await unreadCount(specialist)).toBe(1)
})

test('all are marked as read, one\'s own only; the list goes on page by page', async () => {
  const { specialist, doctor } = await anAssignedConsult()
  const [one] = await db.notice.findMany({ where: { personId: specialist.personId } })
  if (!one) throw new Error('no notice')
  await db.notice.createMany({ data: Array.from({ length: 64 }, (_, index) => ({ ...one, params: { code: 'HC', level: 'routine', hospital: 'BV' }, id: newId(), eventId: newId(), at: new Date(one.at.getTime() - (index % 3) * 1_000) })) })
  expect(await readAllNotices(specialist)).toEqual({ count: 65 })
  expect(await unreadCount(doctor)).toBe(1)
  const seen = new Set<string>()
  let cursor: string | null = null
  do {
    const page = await inboxOf(specialist, cursor)
    page.read.forEach(({ id }) => seen.add(id))
    cursor = page.next
  } while (cursor)
  expect(seen.size).toBe(65)
  expect((await inboxOf(specialist, 'nonsense')).read).toHaveLength(30)
})

test('only an administrator reads the mails', async () => {
  const { specialist, coordinator, doctor } = await anAssignedConsult()
  const [mail] = await mailsOf(specialist)
  const mailId = mail?.id ?? ''
  await expect(listMails(coordinator, null)).rejects.toMatchObject({ status: 404 })
  await expect(mailById(coordinator, mailId)).rejects.toMatchObject({ status: 404 })
  const administrator = { ...coordinator, roles: ['administrator' as const] }
  expect((await listMails(administrator, null)).mails).toEqual(expect.arrayContaining([expect.objectContaining({ id: mailId, sentAt: null })]))
  expect(await mailById(administrator, mailId)).toMatchObject({ body: expect.stringContaining('Kính gửi'), name: specialist.fullName })
  expect(await mailById(administrator, newId())).toBeNull()
  // Another hospital's administrator reads its own; the authority's those of all under it.
  const other = { ...doctor, roles: ['administrator' as const] }
  expect(await mailById(other, mailId)).toBeNull()
  expect((await listMails(other, null)).mails.map(({ id }) => id)).not.toContain(mailId)
  expect((await listDeliveries(other, { all: true, cursor: null })).deliveries.map(({ name }) => name)).not.toContain(nameWithTitle(specialist))
  expect((await listDeliveries(administrator, { all: true, cursor: null })).deliveries.map(({ name }) => name)).toContain(nameWithTitle(specialist))
  const above = newId()
  await db.hospital.create({ data: { id: above, kind: 'authority', code: above.slice(-6), createdAt: new Date() } })
  await db.hospital.update({ where: { id: coordinator.hospitalId }, data: { authorityId: above } })
  expect(await mailById({ ...administrator, hospitalId: above, hospitalKind: 'authority' }, mailId)).not.toBeNull()
  await expect(mailById(administrator, 'nonsense')).rejects.toMatchObject({ status: 404 })
})
