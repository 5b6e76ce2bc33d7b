import type { Actor } from '~/domain/audit/actor'
import { createAgreement } from '~/domain/agreements/create-agreement.server'
import { createPairing } from '~/domain/agreements/create-pairing.server'
import { seedSpecialties } from '~/domain/catalogue/specialties.server'
import { assignSpecialist } from '~/domain/consults/assign-specialist.server'
import { confirmOpinion } from '~/domain/consults/confirm-opinion.server'
import { createDraft } from '~/domain/consults/create-draft.server'
import { decideConsult } from '~/domain/consults/decide-consult.server'
import { emptyDraft, type DraftContent } from '~/domain/consults/draft'
import { endEpisode } from '~/domain/consults/follow-up.server'
import { acceptConsult } from '~/domain/consults/receive.server'
import { sendConsult } from '~/domain/consults/send-consult.server'
import { createDepartment } from '~/domain/hospitals/create-department.server'
import { createHospital } from '~/domain/hospitals/create-hospital.server'
import { actorUnder } from '~/domain/people/actor.server'
import { addMembership } from '~/domain/people/add-membership.server'
import { hashPassword } from '~/domain/people/password.server'
import { db } from '~/platform/database/database.server'
import type { Role } from '~/platform/database/enums'
import { todayInVietnam } from '~/platform/dates'
import { newId } from '~/platform/id'

export const password = 'mật khẩu đúng'
let hash: Promise<string> | undefined
let made = 0

async function aHospital(kind: 'hospital' | 'healthCentre' | 'authority', code: string, name: string, authorityId?: string): Promise<string> {
  const { hospitalId } = await createHospital(null, { kind, code, name, shortName: name, validFrom: '2000-01-01', place: 'Hà Nội', telephone: '02439000000', ...(authorityId ? { authorityId } : {}) })
  return hospitalId
}

/** A person with one membership; the password is `password`, hashed once for the whole file. */
export async function anActor(hospitalId: string, roles: Role[], { fullName = 'Nguyễn Văn An', departmentId, specialtyCode }: { fullName?: string; departmentId?: string; specialtyCode?: string } = {}): Promise<Actor> {
  const personId = newId()
  const passwordHash = await (hash ??= hashPassword(password))
  await db.person.create({ data: { id: personId, fullName, title: 'BS', passwordHash, createdAt: new Date(), telephone: `08${String(++made).padStart(8, '0')}` } })
  return actingFor(personId, hospitalId, roles, { departmentId, specialtyCode })
}

/** A further membership of the same person. */
export async function actingFor(personId: string, hospitalId: string, roles: Role[], given: { departmentId?: string | undefined; specialtyCode?: string | undefined } = {}): Promise<Actor> {
  const { membershipId } = await addMembership(null, {
    personId, hospitalId, roles, position: '', validFrom: '2020-01-01', ...(given.departmentId ? { departmentId: given.departmentId } : {}), ...(given.specialtyCode ? { specialtyCode: given.specialtyCode } : {}),
  })
  const actor = await actorUnder(personId, membershipId, new Date())
  if (!actor) throw new Error('The membership does not hold')
  return actor
}

export type Network = Awaited<ReturnType<typeof aNetwork>>

/** Xanh Pôn over Ba Vì and a health centre under one authority, an agreement for cardiology, and a person in each role. */
export async function aNetwork() {
  await seedSpecialties()
  const mark = String(++made)
  const authority = await aHospital('authority', `SYT${mark}`, 'Sở Y tế Hà Nội')
  const senior = await aHospital('hospital', `XP${mark}`, 'Bệnh viện Đa khoa Xanh Pôn', authority)
  const junior = await aHospital('hospital', `BV${mark}`, 'Bệnh viện Đa khoa Ba Vì', authority)
  const other = await aHospital('healthCentre', `TB${mark}`, 'Trung tâm Y tế huyện Ba Vì', authority)
  const { departmentId } = await createDepartment(null, { hospitalId: junior, code: 'NTH', name: 'Khoa Nội tổng hợp' })
  await createPairing(null, { seniorId: senior, authorityId: authority, juniorIds: [junior, other], name: 'Xanh Pôn – Ba Vì', status: 'official', since: '2023-09-01' })
  const year = Number(todayInVietnam(new Date()).slice(0, 4))
  const { agreementId } = await createAgreement(null, {
    number: `214/${mark}`, title: 'Thỏa thuận', supportingIds: [senior], supportedIds: [junior], authorityId: authority, specialtyCodes: ['tim-mach'], validFrom: `${year - 1}-01-01`, validUntil: `${year + 1}-12-31`, status: 'signed',
  })
  return {
    authority, senior, junior, other, departmentId, agreementId,
    doctor: await anActor(junior, ['treatingDoctor'], { fullName: 'Khuất Thị Mai', departmentId }),
    secondDoctor: await anActor(junior, ['treatingDoctor'], { fullName: 'Bùi Văn Đức', departmentId }),
    head: await anActor(junior, ['head'], { fullName: 'Phùng Quang Huy', departmentId }),
    juniorCoordinator: await anActor(junior, ['coordinator'], { fullName: 'Lê Đình Sáng' }),
    seniorCoordinator: await anActor(senior, ['coordinator'], { fullName: 'Vũ Minh Nguyệt' }),
    specialist: await anActor(senior, ['specialist'], { fullName: 'Hà Quang Tuyển', specialtyCode: 'tim-mach' }),
    secondSpecialist: await anActor(senior, ['specialist'], { fullName: 'Tạ Thị Bích Liên', specialtyCode: 'hoi-suc-cap-cuu' }),
    otherDoctor: await anActor(other, ['treatingDoctor', 'coordinator'], { fullName: 'Chu Thị Hạnh' }),
    officer: await anActor(authority, ['authority'], { fullName: 'Đoàn Văn Khánh' }),
    administrator: await anActor(authority, ['administrator'], { fullName: 'Nguyễn Hữu Thắng' }),
  }
}

/** A request with everything it needs; `changes` replace parts of it. */
export const aRequest = (network: Network, changes: Partial<DraftContent> = {}): DraftContent => ({
  ...emptyDraft, level: 'sameDay', supportingId: network.senior, specialtyCode: 'tim-mach', patientName: 'Phùng Văn Định', sex: 'male', ageValue: '67', ageUnit: 'years',
  situation: 'Đau ngực trái từ 2 giờ sáng, điện tâm đồ ST chênh lên ở D2, D3, aVF.', questions: ['Có chỉ định tiêu sợi huyết tại chỗ không?', 'Có cần chuyển ngay không?'],
  dataBasis: 'consent', basisRelation: 'self', ...changes,
})

/** `as` gives an actor a command of its own, as a form does. */
export const withCommand = (actor: Actor, commandId = newId()): Actor => ({ ...actor, commandId })

export async function aDraft(network: Network): Promise<string> {
  return (await createDraft(network.doctor)).consultId
}

export async function aSentConsult(network: Network, changes: Partial<DraftContent> = {}): Promise<string> {
  const consultId = await aDraft(network)
  await sendConsult(network.doctor, { ...aRequest(network, changes), consultId, version: 0 })
  return consultId
}

export async function anAcceptedConsult(network: Network, changes: Partial<DraftContent> = {}): Promise<string> {
  const consultId = await aSentConsult(network, changes)
  await acceptConsult(network.seniorCoordinator, { consultId })
  return consultId
}

export async function anAssignedConsult(network: Network): Promise<string> {
  const consultId = await anAcceptedConsult(network)
  await assignSpecialist(network.seniorCoordinator, { consultId, specialistId: network.specialist.personId })
  return consultId
}

export async function anAnsweredConsult(network: Network): Promise<{ consultId: string; opinionId: string }> {
  const consultId = await anAssignedConsult(network)
  return confirmOpinion(network.specialist, { consultId, version: 0, answers: ['Có, nếu không chống chỉ định.', 'Chuyển sau tiêu sợi huyết.'], unanswered: [], general: '', password })
}

export async function aFollowedConsult(network: Network): Promise<{ consultId: string; opinionId: string }> {
  const answered = await anAnsweredConsult(network)
  await decideConsult(network.doctor, { consultId: answered.consultId, answerId: answered.opinionId, kind: 'apply', reason: '' })
  return answered
}

export async function anEndedEpisode(network: Network): Promise<{ consultId: string; opinionId: string }> {
  const followed = await aFollowedConsult(network)
  await endEpisode(network.doctor, { consultId: followed.consultId, endKind: 'discharge', endedOn: todayInVietnam(new Date()) })
  return followed
}
