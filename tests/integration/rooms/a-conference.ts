import type { Actor } from '~/domain/audit/actor'
import { grantAccess } from '~/domain/consults/grant-access.server'
import { arrangeConference } from '~/domain/schedule/arrange-conference.server'
import { hashPassword } from '~/domain/people/password.server'
import { hashOf } from '~/domain/people/lucia.server'
import { db } from '~/platform/database/database.server'
import type { Role } from '~/platform/database/enums'
import { newId } from '~/platform/id'

export const password = 'mật khẩu dài'
let hash: Promise<string> | undefined

async function aHospital(kind: 'hospital' | 'healthCentre', code: string, name: string) {
  const id = newId()
  await db.hospital.create({
    data: { id, kind, code: `${code}${id.slice(-4)}`, place: name, telephone: '024 7108 1108', createdAt: new Date(), names: { create: { id: newId(), name, shortName: name, validFrom: new Date('2008-08-01') } } },
  })
  return id
}

/** A person with one membership that began long ago. */
export async function aPerson(hospitalId: string, roles: Role[], fullName: string): Promise<Actor> {
  const personId = newId()
  const membershipId = newId()
  const passwordHash = await (hash ??= hashPassword(password))
  await db.person.create({ data: { id: personId, fullName, title: 'BS', passwordHash, createdAt: new Date(), telephone: `09${personId.replace(/\D/g, '').slice(-8).padStart(8, '1')}` } })
  await db.membership.create({ data: { id: membershipId, personId, hospitalId, roles, validFrom: new Date('2020-01-01') } })
  return { personId, membershipId, hospitalId, hospitalKind: 'hospital', departmentId: null, roles, fullName, title: 'BS' }
}

/** Two hospitals, an accepted consult of two questions, and the people who could meet about it. */
export async function anAcceptedConsult() {
  const [requestingId, supportingId] = await Promise.all([aHospital('hospital', 'BV', 'Bệnh viện Đa khoa Ba Vì'), aHospital('hospital', 'XP', 'Bệnh viện Đa khoa Xanh Pôn')])
  const doctor = await aPerson(requestingId, ['treatingDoctor'], 'Chu Đức Thịnh')
  const coordinator = await aPerson(supportingId, ['coordinator'], 'Lưu Phương Dung')
  const chair = await aPerson(supportingId, ['specialist'], 'Đỗ Hoàng Lâm')
  const specialist = await aPerson(supportingId, ['specialist'], 'Tạ Thị Bích Liên')
  const stranger = await aPerson(await aHospital('hospital', 'TL', 'Bệnh viện Đa khoa Tản Lĩnh'), ['treatingDoctor', 'coordinator'], 'Kiều Thị Hòa')
  const consultId = newId()
  const now = new Date()
  await db.consult.create({
    data: {
      id: consultId, code: `HC-BV-26-${consultId.slice(-6)}`, state: 'accepted', requestingId, supportingId, treatingDoctorId: doctor.personId, specialtyCode: 'surgery', level: 'emergency',
      overrideReason: 'Cấp cứu', requestVersion: 1, sex: 'male', ageValue: 67, ageUnit: 'years', situation: 'Đau đầu tăng dần sau ngã.', dataBasis: 'consent', createdAt: now, updatedAt: now, sentAt: now,
      questions: { create: [{ id: newId(), number: 1, text: 'Mổ trong ngày hay chụp lại?', sinceVersion: 1 }, { id: newId(), number: 2, text: 'Mổ tại Ba Vì hay chuyển?', sinceVersion: 1 }] },
      identity: { create: { unidentified: false, patientName: 'Phùng Văn Định', basisPerson: 'Phùng Thị Mai', basisRelation: 'child' } },
    },
  })
  await db.$transaction(async (tx) => {
    await grantAccess(tx, now, { consultId, hospitalId: requestingId, personId: doctor.personId, kind: 'treating', basis: 'test' })
    await grantAccess(tx, now, { consultId, hospitalId: supportingId, role: 'coordinator', kind: 'coordinator', basis: 'test' })
  })
  return { consultId, requestingId, supportingId, doctor, coordinator, chair, specialist, stranger }
}

/** The same, met at once: chair, the coordinator as scribe, the treating doctor and one specialist. */
export async function anOpenConference() {
  const world = await anAcceptedConsult()
  const { conferenceId } = await arrangeConference(world.coordinator, {
    consultId: world.consultId, when: 'now', minutes: 45, chairId: world.chair.personId, scribeId: world.coordinator.personId, specialistIds: [world.specialist.personId],
  })
  return { ...world, conferenceId, itemId: await itemIn(conferenceId), scribe: world.coordinator }
}

/** The first consult on a conference's agenda. */
export const itemIn = async (conferenceId: string): Promise<string> => (await db.agendaItem.findFirstOrThrow({ where: { conferenceId }, orderBy: { position: 'asc' } })).id

/** The cookie of a new sign-in. */
export async function aSignIn(actor: Actor): Promise<{ cookie: string; tokenHash: string }> {
  const token = newId()
  const now = new Date()
  await db.signIn.create({ data: { tokenHash: hashOf(token), personId: actor.personId, membershipId: actor.membershipId, createdAt: now, lastSeenAt: now, expiresAt: new Date(now.getTime() + 3_600_000) } })
  return { cookie: `__Host-phien=${token}`, tokenHash: hashOf(token) }
}
