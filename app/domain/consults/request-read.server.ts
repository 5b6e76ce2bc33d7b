import { db } from '~/platform/database/database.server'
import type { AgeUnit, Level } from '~/platform/database/enums'
import type { Actor } from '~/domain/audit/actor'
import { readClinical } from './clinical'
import { completeness, type Need } from './completeness'
import { baseVersion, newFor, readVersion, saidOf, sentVersions, type RequestVersion, type Said, type StoredVersion } from './request-versions'
import type { ClinicalName } from './clinical-fields'
import { scopeOf } from './queries.server'

interface Row {
  id: string
  requestingId: string
  level: Level | null
  specialtyCode: string | null
  situation: string | null
  ageValue: number | null
  ageUnit: AgeUnit | null
  clinical: unknown
  versions: StoredVersion<Date>[]
}

export interface RequestRead {
  versions: RequestVersion<Date>[]
  /** the version that holds the whole request */
  base: number
  /** versions this reader has not had before, or only for some minutes */
  fresh: number[]
  said: { name: ClinicalName; values: Said[] }[]
  needs: Need[]
}

/**
 * The request as its versions made it, what of it is new to this reader, and what a good answer still lacks. Whether a diagnosis or a
 * pasted summary is there may be known before reception; what they say may not.
 */
export async function requestRead(actor: Actor, row: Row, files: readonly { mediaType: string }[], now: Date): Promise<RequestRead> {
  const all = row.versions.map(readVersion)
  const versions = actor.hospitalId === row.requestingId ? all : sentVersions(all)
  const key = { consultId: row.id, personId: actor.personId }
  await db.requestRead.createMany({ data: versions.map(({ version }) => ({ ...key, version, at: now })), skipDuplicates: true })
  const reads = await db.requestRead.findMany({ where: key, select: { version: true, at: true } })
  const hidden = await db.consultIdentity.findUnique({ where: { consultId: row.id }, select: { diagnosis: true, summary: true } })
  const base = baseVersion(versions)
  const mine = new Set(versions.filter(({ personId }) => personId === actor.personId).map(({ version }) => version))
  return {
    versions, base, said: saidOf(versions),
    fresh: newFor(reads, now).filter((version) => version > base && !mine.has(version)),
    needs: completeness({
      level: row.level ?? '', specialtyCode: row.specialtyCode ?? '', situation: row.situation ?? '', summary: hidden?.summary ?? '', diagnosis: hidden?.diagnosis ?? '',
      age: row.ageValue !== null && row.ageUnit ? { value: row.ageValue, unit: row.ageUnit } : null, clinical: readClinical(row.clinical),
    }, files),
  }
}

/** Supplements after a version, as JSON; the 404 of a random id when the consult may not be seen. */
export async function supplementsSince(actor: Actor, consultId: string, since: number) {
  const { id } = await scopeOf(actor, consultId)
  const rows = await db.requestVersion.findMany({ where: { consultId: id }, orderBy: { version: 'asc' }, select: { version: true, at: true, personId: true, content: true } })
  return sentVersions(rows.map(readVersion)).filter(({ version }) => version > since).map(({ version, at, text, questions, clinical, files }) => ({ version, at: at.toISOString(), text, questions, clinical: Object.keys(clinical), files }))
}
