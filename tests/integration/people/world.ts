import { newId } from '~/platform/id'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import type { Actor } from '~/domain/audit/actor'
import { createHospital } from '~/domain/hospitals/create-hospital.server'
import { actorUnder } from '~/domain/people/actor.server'
import { addMembership } from '~/domain/people/add-membership.server'
import { createPerson } from '~/domain/people/create-person.server'
import { sessionCookie } from '~/domain/people/lucia.server'
import { signIn, type Visitor } from '~/domain/people/sign-in.server'
import type { Role } from '~/platform/database/enums'

export const rightPassword = 'đúng mật khẩu'
let made = 0

export async function aHospital(code = `H${++made}`) {
  const { hospitalId } = await createHospital(null, { kind: 'hospital', code, name: `Bệnh viện ${code}`, shortName: code, validFrom: '2000-01-01', place: 'Hà Nội', telephone: '' })
  return hospitalId
}

/** A person with one membership at a hospital of their own. */
export async function aPerson({ roles = ['treatingDoctor'] as Role[], hospitalId }: { roles?: Role[]; hospitalId?: string } = {}) {
  const telephone = `09${String(++made).padStart(8, '0')}`
  const at = hospitalId ?? await aHospital()
  const { personId } = await createPerson(null, { fullName: `Nguyễn Văn ${made}`, title: 'BS', telephone, password: rightPassword })
  const { membershipId } = await addMembership(null, { personId, hospitalId: at, roles, position: '', validFrom: '2020-01-01' })
  const actor = await actorUnder(personId, membershipId, await nowIn(db))
  if (!actor) throw new Error('the membership does not hold')
  return { personId, membershipId, hospitalId: at, telephone, actor }
}

export const visitor = (given: Partial<Visitor> = {}): Visitor => ({ address: `10.0.0.${++made}`, userAgent: 'test', browser: null, ...given })

/** Signs in with the right password; `request` makes requests as that browser. */
export async function signedIn(telephone: string, from: Visitor = visitor()) {
  const { token, browser } = await signIn(from, { name: telephone, password: rightPassword })
  const cookie = `${sessionCookie}=${token}`
  const request = (path = '/today', init: RequestInit = {}) =>
    new Request(`http://localhost${path}`, { ...init, headers: { cookie, 'sec-fetch-dest': 'document', ...init.headers } })
  return { token, browser, cookie, request }
}

export const eventsOf = (personId: string, name: string) => db.event.findMany({ where: { subjectId: personId, name }, orderBy: { id: 'asc' } })
export const newCommand = (actor: Actor): Actor => ({ ...actor, commandId: newId() })
