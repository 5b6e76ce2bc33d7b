import type { Actor } from '~/domain/audit/actor'
import type { RecordEvent, Tx } from '~/domain/audit/transact.server'
import { coverageNow, notCovered } from '~/domain/agreements/coverage-now.server'
import { isPressing } from '~/domain/notifications/plan'
import type { Level } from '~/platform/database/enums'
import { notFound } from '~/platform/problem'
import { translate } from '~/platform/texts/translate.server'
import { askWholeDuty } from './alert-steps.server'
import { askDuty } from './ask-duty.server'
import { changeState, type LoadedConsult } from './change-state.server'
import { openToSupporting } from './fix-request.server'

/** What an agreement covered when it was handed in may have ended meanwhile: that keeps no emergency waiting, and stands beside it as it would on sending. */
async function coverOf(tx: Tx, consult: { agreementId: string | null; requestingId: string; supportingId: string; specialtyCode: string }, level: Level, note: string, now: Date) {
  if (!consult.agreementId) return {}
  const found = await coverageNow(tx, consult, now)
  if (found.covered) return {}
  if (!isPressing(level)) throw notCovered(found, 'level')
  return { agreementId: null, overrideReason: note || translate('vi')('alert:level.uncovered') }
}

/** Step: a request that waited for approval leaves its hospital, because its new level waits for nobody. */
export async function leaveByLevel(tx: Tx, record: RecordEvent, actor: Actor, now: Date, consult: LoadedConsult, { level, note }: { level: Level; note: string }): Promise<void> {
  const { id: consultId, supportingId, specialtyCode } = consult
  if (!supportingId || !specialtyCode) throw notFound()
  const alert = level === 'redAlert'
  const asked = { ...consult, level, supportingId, specialtyCode }
  const cover = await coverOf(tx, asked, level, note, now)
  const dutyIds = alert ? await askWholeDuty(tx, { consultId, supportingId, specialtyCode }, now) : await askDuty(tx, asked, now)
  await changeState(tx, record, actor, now, asked, {
    action: 'leaveByLevel', data: { sentAt: now, draft: {}, ...cover }, facts: { alert, dutyIds, overridden: consult.agreementId === null || 'overrideReason' in cover }, people: dutyIds,
  })
  await openToSupporting(tx, now, { consultId, supportingId })
}
