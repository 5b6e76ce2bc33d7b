import { createHash } from 'node:crypto'
import { frozenMinutes } from './stored-minutes'

type Stored = Parameters<typeof frozenMinutes>[0] & { consultId: string; version: number; reason: string; requestVersion: number; summary: string; diagnosis: string; overall: string; treatmentPlan: string; change: string | null }

/** The SHA-256 of what is confirmed: everything in minutes that somebody wrote, in one order of fields. */
export function textHash(stored: Stored): string {
  const { consultId, version, reason, requestVersion, summary, diagnosis, overall, treatmentPlan, change } = stored
  const { conclusions, icd10, nextSteps } = frozenMinutes(stored)
  return createHash('sha256').update(JSON.stringify([consultId, version, reason, requestVersion, summary, diagnosis, overall, treatmentPlan, change, conclusions, icd10, nextSteps])).digest('hex')
}
