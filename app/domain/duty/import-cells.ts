import { fold } from '~/platform/names'
import type { DutyKind } from '~/platform/database/enums'
import { hourOf } from './times'

/** A cell as a sheet gives it: Excel's own dates and hours come as Date (UTC) or as a number of days. */
export type Cell = string | number | boolean | Date | null

const two = (n: number): string => String(n).padStart(2, '0')
const isDayOfMonth = (year: number, month: number, date: number): boolean => new Date(Date.UTC(year, month - 1, date)).getUTCDate() === date && month >= 1 && month <= 12

/** Excel counts days from 30/12/1899. */
const excelEpoch = Date.UTC(1899, 11, 30)
const dayMs = 24 * 60 * 60_000

/** A cell as text that reads the same after a round trip: dates as dd/MM/yyyy, hours as HH:mm. */
export function textOf(cell: Cell): string {
  if (cell === null) return ''
  if (!(cell instanceof Date)) return String(cell).normalize('NFC').trim()
  if (Number.isNaN(cell.getTime())) return ''
  // An hour without a day is on Excel's first day.
  if (cell.getUTCFullYear() < 1905) return `${two(cell.getUTCHours())}:${two(cell.getUTCMinutes())}`
  return `${two(cell.getUTCDate())}/${two(cell.getUTCMonth() + 1)}/${cell.getUTCFullYear()}`
}

/** A day as dd/MM/yyyy (also with - or . and without zeros), yyyy-MM-dd, or Excel's number; yyyy-MM-dd, or null when it is none. */
export function dayIn(typed: string): string | null {
  if (/^\d{5}(\.\d+)?$/.test(typed)) return new Date(excelEpoch + Math.floor(Number(typed)) * dayMs).toISOString().slice(0, 10)
  const [, y1, m1, d1] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed) ?? []
  const [, d2, m2, y2] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/.exec(typed) ?? []
  const [year, month, date] = [Number(y1 ?? (y2?.length === 2 ? `20${y2}` : y2)), Number(m1 ?? m2), Number(d1 ?? d2)]
  return isDayOfMonth(year, month, date) ? `${year}-${two(month)}-${two(date)}` : null
}

/** Minutes after midnight; Excel's fraction of a day too. */
export function hourIn(typed: string): number | null {
  if (/^0?\.\d+$/.test(typed)) return Math.round(Number(typed) * 24 * 60)
  return hourOf(typed)
}

/** A telephone number in digits, 0 first: Excel drops the zero, people write +84. */
export function telephoneIn(typed: string): string | null {
  const digits = typed.replace(/[ .()-]/g, '')
  if (!/^\+?\d{3,15}$/.test(digits)) return null
  if (digits.startsWith('+84')) return `0${digits.slice(3)}`
  if (/^84\d{9}$/.test(digits)) return `0${digits.slice(2)}`
  return /^[1-9]\d{8}$/.test(digits) ? `0${digits}` : digits
}

const kinds: readonly [DutyKind, readonly string[]][] = [
  ['specialist', ['chuyen gia', 'specialist', 'cg']], ['doctor', ['bac si', 'bs', 'doctor']], ['leader', ['lanh dao', 'leader', 'ld']],
]

/** What somebody is on duty for; "trực" before or after it does not matter. */
export function kindIn(typed: string): DutyKind | null {
  const word = fold(typed).replace(/\btruc\b/g, '').trim().replace(/\s+/g, ' ')
  return kinds.find(([, names]) => names.includes(word))?.[0] ?? null
}

export const columns = ['day', 'from', 'until', 'kind', 'line', 'person', 'rank', 'telephone'] as const
export type Column = (typeof columns)[number]
const headings: Record<Column, readonly string[]> = {
  day: ['ngay', 'ngay truc', 'day', 'date'], from: ['tu gio', 'tu', 'bat dau', 'from'], until: ['den gio', 'den', 'ket thuc', 'until', 'to'], kind: ['loai', 'loai truc', 'kind'],
  line: ['chuyen khoa hoac khoa', 'chuyen khoa', 'khoa', 'specialty or department', 'line'], person: ['nguoi', 'nguoi truc', 'ho ten', 'ho va ten', 'person', 'name'],
  rank: ['thu tu', 'order', 'rank'], telephone: ['dien thoai', 'so dien thoai', 'dien thoai truc', 'telephone', 'phone'],
}
/** Without these a row says nothing. */
export const neededColumns: readonly Column[] = ['day', 'from', 'until', 'kind', 'person']

/** Which column of the sheet holds what; the words in brackets of a heading do not count. */
export function columnsIn(heading: readonly string[]): Partial<Record<Column, number>> {
  const words = heading.map((cell) => fold(cell).replace(/\(.*?\)/g, '').replace(/[*:]/g, '').trim().replace(/\s+/g, ' '))
  return Object.fromEntries(columns.flatMap((column) => {
    const at = words.findIndex((word) => headings[column].includes(word))
    return at < 0 ? [] : [[column, at]]
  }))
}
