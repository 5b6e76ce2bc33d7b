import type { Actor } from '~/domain/audit/actor'
import { basisOfConference, grantAccess, rightOfRole } from '~/domain/consults/grant-access.server'
import { keepFile } from '~/domain/documents/accept-picture.server'
import { db } from '~/platform/database/database.server'
import type { ConferenceRole } from '~/platform/database/enums'
import { storeFile } from '~/platform/files/store.server'
import { newId } from '~/platform/id'
import { aPdf } from '../../support/documents/a-pdf'
import { aPerson, anAcceptedConsult, anOpenConference } from './a-conference'

/** An open conference of two consults from two districts, with somebody in every role; the second consult has a file. */
export async function aStage() {
  const [world, second] = [await anOpenConference(), await anAcceptedConsult()]
  const { conferenceId, supportingId } = world
  await db.consult.update({ where: { id: second.consultId }, data: { supportingId, identity: { update: { patientName: 'Nguyễn Thị Thược' } } } })
  const secondItemId = newId()
  const deputy = await aPerson(supportingId, ['specialist'], 'Hà Quang Tuyển')
  const observer = await aPerson(world.stranger.hospitalId, ['treatingDoctor'], 'Lò Thị Mai')
  const technician = await aPerson(supportingId, ['specialist'], 'Bùi Văn Kỹ')
  const presenter = second.doctor
  await db.agendaItem.create({ data: { id: secondItemId, conferenceId, consultId: second.consultId, position: 2, minutes: 30, presenterId: presenter.personId, addedById: world.coordinator.personId, addedAt: new Date() } })
  const added: [Actor, ConferenceRole][] = [[deputy, 'deputy'], [presenter, 'presenter'], [observer, 'observer'], [technician, 'technician']]
  await db.conferenceMember.createMany({ data: added.map(([{ personId, hospitalId }, role]) => ({ conferenceId, personId, hospitalId, role })) })
  const both = await db.conferenceMember.findMany({ where: { conferenceId } })
  await db.$transaction(async (tx) => {
    for (const { personId, hospitalId, role } of both) {
      for (const consultId of [world.consultId, second.consultId]) {
        const isOwn = personId === (consultId === world.consultId ? world.doctor : presenter).personId
        if (!isOwn) await grantAccess(tx, new Date(), { consultId, hospitalId, personId, ...rightOfRole(role), basis: basisOfConference(conferenceId) })
      }
    }
  })
  const [fileId, bytes] = [newId(), aPdf({ pages: 1, content: `% ${newId()}` })]
  const sha256 = await storeFile(bytes)
  await db.$transaction((tx) => keepFile(tx, { sha256, mediaType: 'application/pdf', size: bytes.length, width: null, height: null, thumbnail: null, name: 'a.pdf' }))
  await db.consultFile.create({ data: { id: fileId, consultId: second.consultId, sha256, mediaType: 'application/pdf', size: bytes.length, name: 'Nguyễn Thị Thược.pdf', personId: presenter.personId, at: new Date(), requestVersion: 1 } })
  return { ...world, secondFileId: fileId, deputy, presenter, observer, technician, secondItemId, secondConsultId: second.consultId }
}
