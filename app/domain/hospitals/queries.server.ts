import type { Actor } from '~/domain/audit/actor'
import { db, type Tx } from '~/platform/database/database.server'
import type { HospitalKind } from '~/platform/database/enums'
import { todayInVietnam } from '~/platform/dates'
import { nameOn, type DatedName } from './names'

/** An organisation as it is shown: the name of its day, and the badge that stands on every entry by its people. */
export interface HospitalCard {
  id: string
  kind: HospitalKind
  code: string
  name: string
  shortName: string
  badge: string
  place: string
  telephone: string
  authorityId: string | null
}

const isoDay = (date: Date): string => date.toISOString().slice(0, 10)

const cardFields = {
  id: true, kind: true, code: true, place: true, telephone: true, authorityId: true,
  names: { select: { name: true, shortName: true, validFrom: true, validUntil: true } },
} as const

interface Row extends Omit<HospitalCard, 'name' | 'shortName' | 'badge'> { names: { name: string; shortName: string; validFrom: Date; validUntil: Date | null }[] }

function cardOf({ names, ...hospital }: Row, day: string): HospitalCard {
  const dated: DatedName[] = names.map((name) => ({ ...name, validFrom: isoDay(name.validFrom), validUntil: name.validUntil && isoDay(name.validUntil) }))
  const name = nameOn(dated, day)
  return { ...hospital, name: name?.name ?? hospital.code, shortName: name?.shortName ?? hospital.code, badge: hospital.code }
}

/**
 * Organisations by id, with the names in use on the day of `at` in Vietnam: a paper gives its own date, a page leaves it out.
 * Names, codes and telephone numbers of organisations are no secret between them, so there is no scope.
 */
export async function hospitalNames(ids: readonly string[], at: Date = new Date(), tx: Tx | typeof db = db): Promise<Map<string, HospitalCard>> {
  const rows = await tx.hospital.findMany({ where: { id: { in: [...new Set(ids)] } }, select: cardFields })
  const day = todayInVietnam(at)
  return new Map(rows.map((row) => [row.id, cardOf(row, day)]))
}

/** One organisation with today's name. */
export async function hospitalCard(id: string, at: Date = new Date()): Promise<HospitalCard | null> {
  return (await hospitalNames([id], at)).get(id) ?? null
}

/** The departments of a hospital in the order of their names. */
export async function departmentsOf(hospitalId: string): Promise<{ id: string; code: string; name: string }[]> {
  const rows = await db.department.findMany({ where: { hospitalId }, select: { id: true, code: true, name: true } })
  return rows.sort((a, b) => a.name.localeCompare(b.name, 'vi'))
}

/** Names of departments by id. */
export async function departmentNames(ids: readonly string[], tx: Tx | typeof db = db): Promise<Map<string, string>> {
  const rows = await tx.department.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } })
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Hospitals this administrator acts for: the one of the membership, and those under it where it is the authority. */
export async function administeredBy({ hospitalId, hospitalKind }: Pick<Actor, 'hospitalId' | 'hospitalKind'>): Promise<string[]> {
  const rows = await db.hospital.findMany({ where: { OR: [{ id: hospitalId }, ...(hospitalKind === 'authority' ? [{ authorityId: hospitalId }] : [])] }, select: { id: true } })
  return rows.map(({ id }) => id)
}
