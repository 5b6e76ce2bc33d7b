import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { claiming } from '~/domain/audit/claiming.server'
import { transact } from '~/domain/audit/transact.server'
import { mayCorrectMinutes } from '~/domain/consults/conference-steps.server'
import { lineOf, loadConference } from '~/domain/schedule/load-conference.server'
import { mayConference } from '~/domain/schedule/policy'
import { settingOf } from '~/domain/hospitals/settings.server'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { loadMinutes } from './load-minutes.server'
import type { CorrectMinutes } from './minutes-schema'
import { tellTurn } from './turn.server'

/**
 * Something in confirmed minutes is wrong: scribe, chair or deputy begin the next version with the reason. It is the text before, to be
 * changed and confirmed again in order; until then the papers before stand.
 */
export function correctMinutes(actor: Actor, { conferenceId, itemId, reason }: CorrectMinutes): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await loadConference(tx, actor, conferenceId, now)
    allow(mayConference.correctMinutes(actor, conference))
    const before = await loadMinutes(tx, lineOf(conference, itemId).id)
    if (!before.confirmedAt) throw new Problem('rooms:problem.correctionBegun')
    // A patient handed over at this moment: either the new doctor is read here, or whoever follows the handover finds this version.
    await tx.$executeRaw`select 1 from "Consult" where "id" = ${before.consultId}::uuid for no key update`
    await mayCorrectMinutes(tx, { consultId: before.consultId, minutesId: before.id }, actor, now)
    const { treatingDoctorId } = await tx.consult.findUniqueOrThrow({ where: { id: before.consultId }, select: { treatingDoctorId: true } })
    const { confirming } = await settingOf(conference.hostId ?? '', 'minutes', tx)
    const { confirmations: _others, id: _id, confirmedAt: _at, printedSha256: _printed, printedAt: _when, scanSha256: _scan, number: _number, road: _road, ...text } = before
    const next = {
      ...text, id: newId(), version: before.version + 1, reason, draftVersion: 0, createdAt: now, order: confirming, treatingId: treatingDoctorId,
      conclusions: before.conclusions ?? [], attendance: before.attendance ?? [], named: before.named ?? [], sites: before.sites ?? [], interruptions: before.interruptions ?? [], icd10: before.icd10 ?? [], nextSteps: before.nextSteps ?? [],
    }
    // Of two who begin at once the second finds it begun.
    await claiming(undefined, 'rooms:problem.correctionBegun', () => tx.minutes.create({ data: next }))
    tellTurn(record, conference, { ...next, confirmations: [] })
    return { conferenceId }
  })
}
