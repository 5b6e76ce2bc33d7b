import { has, type Actor } from '~/domain/audit/actor'
import type { Role } from '~/platform/database/enums'
import type { Rights } from './rights'

/** Longest message in characters, files with one message, messages shown at a time. */
export const threadLimits = { text: 4_000, files: 5, page: 50 } as const

/** In which role somebody speaks: the nearest to the patient that they hold on this consult. */
export function speaksAs(actor: Actor, { kinds }: Rights): Role {
  const holds = (...wanted: Rights['kinds']) => wanted.some((kind) => kinds.includes(kind))
  if (has(actor, 'treatingDoctor') && holds('treating', 'department', 'receiving')) return 'treatingDoctor'
  if (has(actor, 'specialist') && holds('specialist', 'chair', 'scribe', 'duty', 'receiving')) return 'specialist'
  if (has(actor, 'head') && holds('treating', 'approver', 'chair')) return 'head'
  if (has(actor, 'coordinator')) return 'coordinator'
  return (['specialist', 'treatingDoctor', 'head'] as const).find((role) => has(actor, role)) ?? 'coordinator'
}
