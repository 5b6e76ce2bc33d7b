import { fold } from '~/platform/names'
import type { DutyKind } from '~/platform/database/enums'
import { columnsIn, dayIn, hourIn, kindIn, neededColumns, telephoneIn, type Column } from './import-cells'
import type { ShiftDraft } from './shift-step.server'
import { spanOf } from './times'

export interface KnownPerson { personId: string; fullName: string; title: string; telephone: string | null; kinds: DutyKind[] }
export interface KnownShift { personId: string; kind: DutyKind; specialtyCode: string | null; departmentId: string | null; startsAt: Date; endsAt: Date }
/** What a row is judged by: this hospital's people and departments, the catalogue, and what is on the roster already. */
export interface Known {
  people: readonly KnownPerson[]
  specialties: readonly { code: string; nameVi: string; nameEn: string }[]
  departments: readonly { id: string; code: string; name: string }[]
  shifts: readonly KnownShift[]
  now: Date
}

export interface Remark { key: string; params: Record<string, string | number> }
/** One row of the file: taken when `shift` is there; else why not. `warning` is told and does not refuse. */
export interface RowResult { number: number; cells: string[]; shift: ShiftDraft | null; reason: Remark | null; warning: Remark | null }

export const mostRows = 1000
const farAhead = 400 * 24 * 60 * 60_000
const remark = (key: string, params: Remark['params'] = {}): Remark => ({ key: `duty:refused.${key}`, params })
class Refusal extends Error { constructor(readonly remark: Remark) { super(remark.key) } }
const refuse = (key: string, params: Remark['params'] = {}): never => { throw new Refusal(remark(key, params)) }

const sameLine = (a: Omit<KnownShift, 'startsAt' | 'endsAt'>, b: Omit<KnownShift, 'startsAt' | 'endsAt'>): boolean => a.kind === b.kind && a.specialtyCode === b.specialtyCode && a.departmentId === b.departmentId
const overlap = (a: { startsAt: Date; endsAt: Date }, b: { startsAt: Date; endsAt: Date }): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt
const same = (a: KnownShift, b: KnownShift): boolean => a.startsAt.getTime() === b.startsAt.getTime() && a.endsAt.getTime() === b.endsAt.getTime()

function personIn(typed: string, kind: DutyKind, people: readonly KnownPerson[]): string {
  if (!typed) return refuse('noPerson')
  const digits = telephoneIn(typed)
  const name = fold(typed).replace(/\s+/g, ' ')
  const found = people.filter(({ fullName, title, telephone }) => (digits ? telephone === digits : [fold(fullName), fold(`${title} ${fullName}`)].includes(name)))
  const [person] = found
  if (!person) return refuse('unknownPerson', { name: typed })
  if (found.length > 1) return refuse('severalPeople', { name: typed })
  if (!person.kinds.includes(kind)) return refuse(`role.${kind}`, { name: person.fullName })
  return person.personId
}

const anySpecialty = ['', 'tat ca', 'chung', 'all', '*']

function lineIn(typed: string, kind: DutyKind, known: Known): { specialtyCode: string | null; departmentId: string | null } {
  const word = fold(typed).replace(/\s+/g, ' ')
  if (kind === 'leader') return { specialtyCode: null, departmentId: null }
  if (kind === 'specialist') {
    if (anySpecialty.includes(word)) return { specialtyCode: null, departmentId: null }
    const specialty = known.specialties.find(({ code, nameVi, nameEn }) => [code, fold(nameVi), fold(nameEn)].includes(word))
    return specialty ? { specialtyCode: specialty.code, departmentId: null } : refuse('unknownSpecialty', { name: typed })
  }
  if (!word) return refuse('noDepartment')
  const department = known.departments.find(({ code, name }) => [fold(code), fold(name), fold(name).replace(/^(khoa|phong) /, '')].includes(word))
  return department ? { specialtyCode: null, departmentId: department.id } : refuse('unknownDepartment', { name: typed })
}

function shiftIn(cell: (column: Column) => string, known: Known): ShiftDraft {
  const day = dayIn(cell('day')) ?? refuse('day', { typed: cell('day') })
  const from = hourIn(cell('from')) ?? refuse('hour', { typed: cell('from') })
  const until = hourIn(cell('until')) ?? refuse('hour', { typed: cell('until') })
  if (from === 24 * 60) refuse('hour', { typed: cell('from') })
  const kind = kindIn(cell('kind')) ?? refuse('kind', { typed: cell('kind') })
  const line = lineIn(cell('line'), kind, known)
  const personId = personIn(cell('person'), kind, known.people)
  if (cell('rank') !== '' && !/^[1-9]$/.test(cell('rank'))) refuse('rank', { typed: cell('rank') })
  const telephone = cell('telephone') === '' ? '' : telephoneIn(cell('telephone')) ?? refuse('telephone', { typed: cell('telephone') })
  const span = spanOf(day, from, until)
  if (span.endsAt <= known.now) refuse('past')
  if (span.startsAt.getTime() - known.now.getTime() > farAhead) refuse('tooFar', { typed: cell('day') })
  return { kind, ...line, personId, rank: Number(cell('rank') || 1), telephone, ...span }
}

/** The header and what follows it; a sheet may begin with a title. */
function headed(table: readonly (readonly string[])[]): { at: number; places: Partial<Record<Column, number>> } | null {
  for (const [at, row] of table.slice(0, 10).entries()) {
    const places = columnsIn(row)
    if (neededColumns.filter((column) => column in places).length >= 3) return { at, places }
  }
  return null
}

/**
 * Judges each row of a roster against what is known, the rows before it included. Nothing is entered. `missing` names columns the
 * file lacks: then there are no rows at all.
 */
export function importRows(table: readonly (readonly string[])[], known: Known): { rows: RowResult[]; missing: Column[]; tooMany: boolean } {
  const head = headed(table)
  const missing = neededColumns.filter((column) => !head || !(column in head.places))
  if (!head || missing.length > 0) return { rows: [], missing, tooMany: false }
  const rows: RowResult[] = []
  const taken: { number: number; shift: ShiftDraft }[] = []
  for (const [index, cells] of table.entries()) {
    if (index <= head.at || cells.every((cell) => cell.trim() === '')) continue
    if (rows.length === mostRows) return { rows, missing: [], tooMany: true }
    const number = index + 1
    const cell = (column: Column): string => (cells[head.places[column] ?? -1] ?? '').normalize('NFC').trim()
    const shown = { number, cells: (['day', 'from', 'until', 'kind', 'line', 'person', 'rank', 'telephone'] as const).map(cell) }
    try {
      const shift = shiftIn(cell, known)
      const before = taken.find((one) => one.shift.personId === shift.personId && sameLine(one.shift, shift) && overlap(one.shift, shift))
      if (before) refuse(same(before.shift, shift) ? 'twice' : 'overlapsRow', { row: before.number })
      const entered = known.shifts.find((one) => one.personId === shift.personId && sameLine(one, shift) && overlap(one, shift))
      if (entered) refuse(same(entered, shift) ? 'already' : 'overlaps')
      const elsewhere = [...known.shifts, ...taken.map((one) => one.shift)].some((one) => one.personId === shift.personId && overlap(one, shift))
      taken.push({ number, shift })
      rows.push({ ...shown, shift, reason: null, warning: elsewhere ? remark('elsewhere') : null })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      rows.push({ ...shown, shift: null, reason: error.remark, warning: null })
    }
  }
  return { rows, missing: [], tooMany: false }
}
