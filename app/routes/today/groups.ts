import type { ConsultLine } from '~/domain/consults/list.server'
import { dayOf } from '~/platform/dates'

export interface Groups { late: ConsultLine[]; due: ConsultLine[]; mine: ConsultLine[]; watched: ConsultLine[] }

const ranks: Record<string, number> = { redAlert: 0, emergency: 1, sameDay: 2, routine: 3 }
const byUrgency = (a: ConsultLine, b: ConsultLine): number => (ranks[a.level ?? ''] ?? 4) - (ranks[b.level ?? ''] ?? 4) || (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9')

/** What somebody waits for now: a correction to read and an answer to decide on come before care that goes on for days. */
const firstOf: Record<string, number> = { acknowledge: 0, decide: 1 }
const byTask = (a: ConsultLine, b: ConsultLine): number => (firstOf[a.task] ?? 2) - (firstOf[b.task] ?? 2)
const ownFirst = (a: ConsultLine, b: ConsultLine): number => Number(a.task === 'watch') - Number(b.task === 'watch')

/** Late first, because that is the only order that helps; then due today; then what waits for this reader; then what waits for others. */
export function groupsOf(lines: readonly ConsultLine[], now: string): Groups {
  const groups: Groups = { late: [], due: [], mine: [], watched: [] }
  const today = dayOf(now)
  for (const line of lines) {
    if (line.dueAt && line.dueAt < now) groups.late.push(line)
    else if (line.dueAt && dayOf(line.dueAt) === today) groups.due.push(line)
    else if (line.task !== 'watch') groups.mine.push(line)
    else groups.watched.push(line)
  }
  groups.late.sort(byUrgency)
  groups.due.sort((a, b) => ownFirst(a, b) || (a.dueAt ?? '').localeCompare(b.dueAt ?? ''))
  groups.mine.sort((a, b) => byTask(a, b) || (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9') || byUrgency(a, b))
  return groups
}
