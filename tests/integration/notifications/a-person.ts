import { db } from '~/platform/database/database.server'
import type { Level } from '~/platform/database/enums'
import { announce, type Announcement } from '~/domain/notifications/announce.server'
import { newId } from '~/platform/id'

let made = 0

/** Somebody who can be reached: with a telephone, and a membership that began long ago. */
export async function aPersonToReach(changes: { telephone?: string | null; email?: string | null } = {}) {
  const [personId, hospitalId, membershipId] = [newId(), newId(), newId()]
  const telephone = changes.telephone === undefined ? `09${String(++made).padStart(8, '0')}` : changes.telephone
  await db.person.create({ data: { id: personId, fullName: 'Vũ Minh Nguyệt', title: 'BS', passwordHash: '', createdAt: new Date(), telephone, email: changes.email ?? null } })
  await db.hospital.create({ data: { id: hospitalId, kind: 'hospital', code: `H${hospitalId.slice(-6)}`, createdAt: new Date() } })
  await db.membership.create({ data: { id: membershipId, personId, hospitalId, roles: ['coordinator'], validFrom: new Date('2020-01-01') } })
  return { personId, hospitalId, membershipId, number: `+84${telephone?.slice(1) ?? ''}`, email: changes.email ?? '' }
}

export type Reached = Awaited<ReturnType<typeof aPersonToReach>>

/** Something that happened to a consult of its own; told to these people. */
export async function tellOf(people: Pick<Reached, 'personId' | 'hospitalId'>[], changes: Partial<Announcement> & { level?: Level } = {}) {
  const code = `HC-XP-26-${String(++made).padStart(6, '0')}`
  const given = { eventId: newId(), at: new Date(), by: null, to: people, kind: 'sent', params: { code, level: changes.level ?? 'emergency', hospital: 'Ba Vì' }, href: `/consults/${newId()}`, urgent: true, level: 'emergency' as const, ...changes }
  await announce(given)
  return { code: given.params.code, given }
}

export const deliveriesOf = ({ personId }: Pick<Reached, 'personId'>) => db.delivery.findMany({ where: { personId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })
