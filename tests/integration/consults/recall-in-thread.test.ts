import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { recordAccess } from '~/domain/audit/access.server'
import { filesFor } from '~/domain/consults/file-list.server'
import { endAccess } from '~/domain/consults/grant-access.server'
import { fileOf } from '~/domain/consults/queries.server'
import { recallFile } from '~/domain/consults/recall-file.server'
import { tellRecall } from '~/domain/consults/tell-recall.server'
import { threadView } from '~/domain/consults/thread.server'
import { writeMessage } from '~/domain/consults/write-message.server'
import { acceptPicture } from '~/domain/documents/accept-picture.server'
import { db } from '~/platform/database/database.server'
import { action } from '~/routes/consults.$id.thread'
import { anAssignedConsult, aNetwork, type Network } from '../../support/network'
import { picture } from '../../unit/documents/pictures'
import { aSignIn } from '../rooms/a-conference'

const missing = { status: 404 }
const reason = 'Ảnh của người bệnh khác'
let network: Network
beforeAll(async () => { network = await aNetwork() })

async function aPictureOf(sender: Actor) {
  const consultId = await anAssignedConsult(network)
  await writeMessage(sender, { consultId, text: 'Điện tim lúc 03:10.', files: [await acceptPicture(await picture('jpeg'), 'Nguyen Van Nham.jpg')] })
  const { id: fileId } = await db.consultFile.findFirstOrThrow({ where: { consultId } })
  return { consultId, fileId }
}
const firstMessage = async (actor: Actor, consultId: string) => (await threadView(actor, consultId))?.messages[0]

test('whoever sent a wrong picture takes it back: nobody opens it, its trace stays where it stood, and who had opened it is told', async () => {
  const { consultId, fileId } = await aPictureOf(network.specialist)
  await fileOf(network.doctor, consultId, fileId)
  await recordAccess(network.doctor, { subject: 'file', subjectId: fileId, part: 'file', basis: 'treating' })
  expect(await firstMessage(network.specialist, consultId)).toMatchObject({ mayRecall: true })
  await recallFile(network.specialist, { consultId, which: fileId, reason })
  for (const who of [network.doctor, network.specialist, network.seniorCoordinator]) {
    await expect(fileOf(who, consultId, fileId)).rejects.toMatchObject(missing)
    const message = await firstMessage(who, consultId)
    expect(message).toMatchObject({ text: 'Điện tim lúc 03:10.', files: [{ id: fileId, recalled: { by: 'BS Hà Quang Tuyển', reason } }] })
    expect(JSON.stringify(message)).not.toContain('Nham')
  }
  // The trace stands in the thread, not among the files of the request.
  expect((await filesFor(consultId, { identified: true, ownSide: true })).recalled).toEqual([])
  const event = await db.event.findFirstOrThrow({ where: { subjectId: consultId, name: 'consult.recallFile' } })
  await tellRecall(event)
  const notices = await db.notice.findMany({ where: { eventId: event.id } })
  expect(notices).toMatchObject([{ personId: network.doctor.personId, kind: 'fileRecalled', urgent: true, href: `/consults/${consultId}#trao-doi`, params: { hospital: 'Bệnh viện Đa khoa Xanh Pôn' } }])
  await expect(recallFile(network.specialist, { consultId, which: fileId, reason })).rejects.toMatchObject(missing)
})

test('the asking side’s doctor and coordinator may take back any picture of the thread, others only their own', async () => {
  const { consultId, fileId } = await aPictureOf(network.specialist)
  for (const who of [network.seniorCoordinator, network.head, network.secondDoctor, network.otherDoctor, network.officer]) await expect(recallFile(who, { consultId, which: fileId, reason })).rejects.toMatchObject(missing)
  expect(await firstMessage(network.seniorCoordinator, consultId)).toMatchObject({ mayRecall: false })
  expect(await firstMessage(network.juniorCoordinator, consultId)).toMatchObject({ mayRecall: true })
  await recallFile(network.juniorCoordinator, { consultId, which: fileId, reason })
})

test('who lost the right to the consult takes nothing back any more; of two at once one does', async () => {
  const { consultId, fileId } = await aPictureOf(network.specialist)
  await db.$transaction((tx) => endAccess(tx, new Date(), { consultId, hospitalId: network.senior }))
  await expect(recallFile(network.specialist, { consultId, which: fileId, reason })).rejects.toMatchObject(missing)
  const both = await Promise.allSettled([network.doctor, network.juniorCoordinator].map((who) => recallFile(who, { consultId, which: fileId, reason })))
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('the thread’s page takes it back by a plain form and goes back to where it came from', async () => {
  const { consultId, fileId } = await aPictureOf(network.doctor)
  const { cookie } = await aSignIn(network.doctor)
  const posted = (given: string, address: string) => action({
    request: new Request(`http://localhost${address}`, { method: 'POST', headers: { cookie }, body: new URLSearchParams({ intent: 'recallFile', which: fileId, reason: given, membershipId: network.doctor.membershipId }) }),
    params: { id: consultId }, context: { nonce: '', address: '127.0.0.1' },
  })
  expect(await posted('', `/consults/${consultId}/thread`)).toMatchObject({ data: { problems: [{ field: 'reason' }] } })
  const reply = await posted(reason, `/consults/${consultId}/thread?back=record`)
  expect(reply instanceof Response ? reply.headers.get('location') : '').toBe(`/consults/${consultId}#trao-doi`)
  expect(await db.consultFile.findUniqueOrThrow({ where: { id: fileId } })).toMatchObject({ recalledById: network.doctor.personId, recallReason: reason })
})
