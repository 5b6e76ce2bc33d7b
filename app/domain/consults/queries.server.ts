import { db, type Tx } from '~/platform/database/database.server'
import { nowIn } from '~/platform/clock.server'
import type { FileKind } from '~/platform/database/enums'
import { idOf } from '~/platform/http/id-of'
import { notFound } from '~/platform/problem'
import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { coverage, type Coverage } from '~/domain/agreements/coverage'
import { seniorsOf, termsFor } from '~/domain/agreements/queries.server'
import { specialties, type SpecialtyName } from '~/domain/catalogue/queries.server'
import { hospitalNames, type HospitalCard } from '~/domain/hospitals/queries.server'
import { membersOf, personNames } from '~/domain/people/queries.server'
import { todayInVietnam } from '~/platform/dates'
import { nameWithTitle } from '~/platform/names'
import { readConsult, type LoadedConsult } from './change-state.server'
import { readDraft, type DraftContent } from './draft'
import { sentFiles } from './file-scope'
import { mayConsult } from './policy'
import { visibleTo } from './rights'

/** May this actor see the consult now? One question to the database. */
export async function canSee(actor: Actor, consultId: string): Promise<boolean> {
  const now = await nowIn(db)
  return (await db.consult.findFirst({ where: { AND: [{ id: consultId }, visibleTo(actor, now)] }, select: { id: true } })) !== null
}

/** The consult as policies read it, for a page; the 404 of a random id when it may not be seen. */
export async function scopeOf(actor: Actor, consultId: string, tx: Tx | typeof db = db): Promise<LoadedConsult> {
  const now = await nowIn(tx)
  return readConsult(tx, actor, idOf(consultId), now)
}

export interface DraftFile { id: string; name: string; mediaType: string; size: number; hasThumbnail: boolean; kind: FileKind; requestVersion: number | null }

export interface DraftView {
  id: string
  version: number
  savedAt: string
  content: DraftContent
  /** the approver gave it back: who, when and what is to be changed */
  returned: { by: string; at: string; note: string } | null
  files: DraftFile[]
  seniors: HospitalCard[]
  specialties: SpecialtyName[]
  /** for every pair of addressee and specialty: which agreement covers it, or why none does */
  coverage: { supportingId: string; specialtyCode: string; coverage: Coverage }[]
}

/** A draft as its author goes on writing it. */
export async function draftView(actor: Actor, consultId: string): Promise<DraftView> {
  const scope = await scopeOf(actor, consultId)
  allow(mayConsult.send(actor, scope) && scope.state === 'draft')
  const row = await db.consult.findUniqueOrThrow({
    where: { id: consultId },
    select: { draft: true, draftVersion: true, updatedAt: true, steps: { where: { action: 'returnForChanges' }, orderBy: { at: 'desc' }, take: 1, select: { at: true, personId: true, note: true } }, files: { where: { seriesId: null, messageId: null, recalledAt: null }, orderBy: { id: 'asc' }, select: { id: true, name: true, mediaType: true, size: true, thumbnail: true, kind: true, requestVersion: true } } },
  })
  const [terms, seniorIds, fields, now] = await Promise.all([termsFor(actor.hospitalId), seniorsOf(actor.hospitalId), specialties(), nowIn(db)])
  const addressees = [...new Set([...seniorIds, ...terms.flatMap((one) => one.supporting)])].filter((id) => id !== actor.hospitalId)
  const names = await hospitalNames(addressees, now)
  const today = todayInVietnam(now)
  const [returned] = row.steps
  const approver = returned && (await personNames([returned.personId])).get(returned.personId)
  return {
    returned: returned ? { by: approver ? nameWithTitle(approver) : '', at: returned.at.toISOString(), note: returned.note } : null,
    id: consultId, version: row.draftVersion, savedAt: row.updatedAt.toISOString(), content: readDraft(row.draft),
    files: row.files.map(({ thumbnail, ...file }) => ({ ...file, hasThumbnail: thumbnail !== null })),
    seniors: addressees.flatMap((id) => names.get(id) ?? []), specialties: fields,
    coverage: addressees.flatMap((supportingId) => fields.map(({ code }) => ({ supportingId, specialtyCode: code, coverage: coverage(terms, { requestingId: actor.hospitalId, supportingId, specialtyCode: code }, today) }))),
  }
}

/** Specialists the coordinator can choose from, those of the consult's specialty first. */
export async function specialistsFor(actor: Actor, consult: LoadedConsult) {
  const members = await membersOf({ hospitalId: actor.hospitalId, role: 'specialist' })
  return [...members].sort((a, b) => Number(b.specialtyCode === consult.specialtyCode) - Number(a.specialtyCode === consult.specialtyCode))
}

/**
 * A file of a consult this actor may open: with identity (pictures show names), and for the supporting side only what was sent.
 * The 404 of a random id otherwise.
 */
export async function fileOf(actor: Actor, consultId: string, fileId: string) {
  const scope = await scopeOf(actor, consultId)
  allow(mayConsult.identify(actor, scope))
  const file = await db.consultFile.findFirst({
    where: { id: idOf(fileId), consultId, recalledAt: null, ...(actor.hospitalId === scope.requestingId ? {} : { OR: [sentFiles, { messageId: { not: null } }] }) },
    select: { id: true, sha256: true, thumbnail: true, mediaType: true, name: true },
  })
  if (!file) throw notFound()
  return file
}
