import { describe, expect, test } from 'vitest'
import { db } from '~/platform/database/database.server'
import { createDepartment } from '~/domain/hospitals/create-department.server'
import { createHospital } from '~/domain/hospitals/create-hospital.server'
import { nextCode } from '~/domain/hospitals/next-code.server'
import { departmentsOf, hospitalCard, hospitalNames } from '~/domain/hospitals/queries.server'
import { renameHospital } from '~/domain/hospitals/rename-hospital.server'
import { createHospital as hospitalSchema } from '~/domain/hospitals/schema'
import { addMembership } from '~/domain/people/add-membership.server'
import { createPerson } from '~/domain/people/create-person.server'
import { endMembership } from '~/domain/people/end-membership.server'
import { contactsOf, membersOf, peopleWith, personNames } from '~/domain/people/queries.server'
import { createPerson as personSchema } from '~/domain/people/schema'
import { setPassword } from '~/domain/people/set-password.server'
import { aNetwork, anActor } from '../../support/network'
import { aHospital, aPerson, rightPassword } from './world'

const given = { kind: 'hospital' as const, name: 'Bệnh viện Đa khoa Ba Vì', shortName: 'BV Ba Vì', validFrom: '2010-01-01', place: 'Hà Nội', telephone: '' }

describe('organisations', () => {
  test('a code belongs to one, and the name of a day is the name in use then', async () => {
    const { hospitalId } = await createHospital(null, { ...given, code: 'BV' })
    await expect(createHospital(null, { ...given, code: 'BV' })).rejects.toMatchObject({ key: 'hospitals:problem.codeTaken', field: 'code' })
    await renameHospital(null, { hospitalId, name: 'Bệnh viện Ba Vì', shortName: 'Ba Vì', validFrom: '2024-07-01' })
    const nameAt = async (at: string) => (await hospitalNames([hospitalId], new Date(at))).get(hospitalId)?.name
    expect(await nameAt('2024-06-30T16:59:59Z')).toBe('Bệnh viện Đa khoa Ba Vì')
    expect(await nameAt('2024-06-30T17:00:00Z')).toBe('Bệnh viện Ba Vì')
    expect(await nameAt('1999-01-01T00:00:00Z')).toBe('Bệnh viện Đa khoa Ba Vì')
    expect(await hospitalCard(hospitalId)).toMatchObject({ shortName: 'Ba Vì', badge: 'BV', kind: 'hospital', place: 'Hà Nội' })
    await expect(renameHospital(null, { hospitalId, name: 'x', shortName: 'x', validFrom: '2024-07-01' })).rejects.toThrow('hospitals:problem.nameOrder')
  })

  test('departments have codes of their own hospital', async () => {
    const [one, other] = [await aHospital(), await aHospital()]
    await createDepartment(null, { hospitalId: one, code: 'NOI', name: 'Khoa Nội' })
    await createDepartment(null, { hospitalId: other, code: 'NOI', name: 'Khoa Nội' })
    await expect(createDepartment(null, { hospitalId: one, code: 'NOI', name: 'Khoa Nội 2' })).rejects.toThrow('hospitals:problem.codeTaken')
    expect(await departmentsOf(one)).toMatchObject([{ code: 'NOI', name: 'Khoa Nội' }])
  })

  test('codes of a hospital and year follow each other without gaps, whoever asks at once', async () => {
    const hospitalId = await aHospital('QX')
    const codes = await Promise.all(Array.from({ length: 12 }, () => db.$transaction((tx) => nextCode(tx, hospitalId, 2026), { maxWait: 10_000 })))
    expect(codes.sort()).toEqual(Array.from({ length: 12 }, (_, i) => `HC-QX-26-${String(i + 1).padStart(6, '0')}`))
    await db.$transaction(async (tx) => { await nextCode(tx, hospitalId, 2026); throw new Error('back') }).catch(() => undefined)
    expect(await db.$transaction((tx) => nextCode(tx, hospitalId, 2026))).toBe('HC-QX-26-000013')
    expect(await db.$transaction((tx) => nextCode(tx, hospitalId, 2027))).toBe('HC-QX-27-000001')
  })

  test('only an administrator enters them', async () => {
    const { actor } = await aPerson({ roles: ['coordinator'] })
    const network = await aNetwork()
    for (const who of [actor, network.officer, (await aPerson({ roles: ['administrator'] })).actor]) await expect(createHospital(who, { ...given, code: 'NO', authorityId: network.authority })).rejects.toMatchObject({ status: 404 })
    await expect(createHospital(network.administrator, { ...given, code: 'NO' })).rejects.toMatchObject({ status: 404 })
    await expect(createHospital(network.administrator, { ...given, code: 'YES', authorityId: network.authority })).resolves.toHaveProperty('hospitalId')
    expect(hospitalSchema.safeParse({ ...given, code: 'bv' }).success).toBe(false)
  })
})

describe('people', () => {
  test('a telephone number or an address belongs to one person', async () => {
    const person = { fullName: 'Lê Thị Ánh', title: '', password: rightPassword }
    await createPerson(null, { ...person, telephone: '0911111111' })
    await createPerson(null, { ...person, email: 'anh@bv.example' })
    await expect(createPerson(null, { ...person, telephone: '0911111111' })).rejects.toMatchObject({ key: 'people:problem.nameTaken', field: 'telephone' })
    await expect(createPerson(null, { ...person, email: 'anh@bv.example' })).rejects.toMatchObject({ field: 'email' })
  })

  test('what comes in is put in order or refused', () => {
    const person = { fullName: ' Lê Thị Ánh ', password: 'tám ký tự' }
    expect(personSchema.parse({ ...person, telephone: '+84 911 111 112', email: ' A@B.vn ' })).toMatchObject({ fullName: 'Lê Thị Ánh', title: '', telephone: '0911111112', email: 'a@b.vn' })
    const keysOf = (input: unknown) => personSchema.safeParse(input).error?.issues.map((issue) => issue.message)
    expect(keysOf(person)).toEqual(['people:problem.noName'])
    expect(keysOf({ ...person, telephone: '123' })).toEqual(['people:problem.telephone'])
    expect(keysOf({ ...person, email: 'a@b.vn', password: 'bảy ký' })).toEqual(['people:problem.passwordShort'])
  })

  test('only an administrator enters people and memberships, with departments of that hospital', async () => {
    const { actor, personId, hospitalId } = await aPerson()
    const elsewhere = await aHospital()
    const { departmentId } = await createDepartment(null, { hospitalId: elsewhere, code: 'NOI', name: 'Khoa Nội' })
    const membership = { personId, hospitalId, roles: [], position: '', validFrom: '2024-01-01' }
    await expect(createPerson(actor, { fullName: 'x', title: '', telephone: '0911111119', password: rightPassword })).rejects.toMatchObject({ status: 404 })
    await expect(addMembership(actor, membership)).rejects.toMatchObject({ status: 404 })
    await expect(addMembership(null, { ...membership, departmentId })).rejects.toMatchObject({ field: 'departmentId' })
    await expect(addMembership(null, { ...membership, validUntil: '2023-12-31' })).rejects.toMatchObject({ field: 'validUntil' })
  })

  test('an administrator acts for the own hospital, an authority’s for those under it', async () => {
    const [network, elsewhere] = [await aNetwork(), await aNetwork()]
    const administrator = await anActor(network.junior, ['administrator'])
    const department = { code: 'CC', name: 'Khoa Cấp cứu' }
    const renamed = { name: 'Bệnh viện Ba Vì', shortName: 'Ba Vì', validFrom: '2026-01-01' }
    const membership = { personId: network.doctor.personId, roles: ['specialist' as const], position: '', validFrom: '2024-01-01' }
    for (const [who, hospitalId] of [[administrator, network.senior], [administrator, elsewhere.junior], [network.administrator, elsewhere.junior]] as const) {
      await expect(createDepartment(who, { hospitalId, ...department })).rejects.toMatchObject({ status: 404 })
      await expect(renameHospital(who, { hospitalId, ...renamed })).rejects.toMatchObject({ status: 404 })
      await expect(addMembership(who, { ...membership, hospitalId })).rejects.toMatchObject({ status: 404 })
    }
    for (const who of [administrator, network.administrator]) {
      await expect(endMembership(who, { membershipId: elsewhere.doctor.membershipId })).rejects.toMatchObject({ status: 404 })
      await expect(setPassword(who, { personId: elsewhere.doctor.personId, password: 'mật khẩu mới' })).rejects.toMatchObject({ status: 404 })
    }
    await createDepartment(administrator, { hospitalId: network.junior, ...department })
    await createDepartment(network.administrator, { hospitalId: network.senior, ...department })
    await setPassword(administrator, { personId: network.doctor.personId, password: 'mật khẩu mới' })
    // Whoever also works elsewhere gets a password only from somebody over both.
    await addMembership(network.administrator, { ...membership, hospitalId: network.senior })
    await expect(setPassword(administrator, { personId: network.doctor.personId, password: 'mật khẩu khác' })).rejects.toMatchObject({ status: 404 })
    await setPassword(network.administrator, { personId: network.doctor.personId, password: 'mật khẩu khác' })
    await endMembership(administrator, { membershipId: network.doctor.membershipId })
  })

  test('lists go by given name and hold only whom it concerns today', async () => {
    const hospitalId = await aHospital()
    const named = async (fullName: string, membership: Partial<Parameters<typeof addMembership>[1]> = {}) => {
      const { personId } = await createPerson(null, { fullName, title: '', email: `${crypto.randomUUID()}@bv.example`, password: rightPassword })
      await addMembership(null, { personId, hospitalId, roles: ['specialist'], specialtyCode: 'tim-mach', position: '', validFrom: '2024-01-01', ...membership })
      return personId
    }
    const [dung, an] = [await named('Nguyễn Văn Dũng'), await named('Vũ Thị An')]
    const dan = await named('Trần Đan', { specialtyCode: 'nhi' })
    await named('Đã Nghỉ', { validUntil: '2024-12-31' })
    await named('Chưa Đến', { validFrom: '2999-01-01' })
    const head = await named('Phạm Bình', { roles: ['head'] })
    const locked = await named('Bị Khóa')
    await db.person.update({ where: { id: locked }, data: { locked: true } })
    expect((await membersOf({ hospitalId, role: 'specialist' })).map(({ id }) => id)).toEqual([an, dung, dan])
    expect((await membersOf({ hospitalId, role: 'specialist', specialtyCode: 'tim-mach' })).map(({ id }) => id)).toEqual([an, dung])
    expect(await peopleWith(db, { hospitalId, role: 'head' })).toEqual([head])
    expect((await personNames([an, an])).get(an)).toEqual({ id: an, fullName: 'Vũ Thị An', title: '' })
    expect((await contactsOf([an])).get(an)?.email).toContain('@bv.example')
  })
})
