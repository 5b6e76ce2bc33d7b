import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import { printToSign } from '~/domain/documents/print-paper.server'
import { audienceOf } from '~/domain/schedule/audience'
import { lineOf, loadConference } from '~/domain/schedule/load-conference.server'
import { mayConference } from '~/domain/schedule/policy'
import { storeFile } from '~/platform/files/store.server'
import { Problem, Problems } from '~/platform/problem'
import { missingIn } from './changed-minutes'
import { holdMinutes } from './load-minutes.server'
import { fullMinutesContent, signersOf } from './minutes-paper.server'
import type { PrintMinutes } from './minutes-schema'

/**
 * The minutes as they stand become a sheet to sign by hand. Its bytes are kept with their SHA-256: they are what is signed, so a change of
 * the text afterwards takes them back. Printed twice it is the same sheet.
 */
export function printMinutes(actor: Actor, { conferenceId, itemId, draftVersion }: PrintMinutes): Promise<{ conferenceId: string; minutesId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await loadConference(tx, actor, conferenceId, now)
    const line = lineOf(conference, itemId)
    const minutes = await holdMinutes(tx, line.id)
    allow(mayConference.signOnPaper(actor, conference, minutes))
    if (minutes.confirmedAt) throw new Problem('rooms:problem.alreadyConfirmed')
    if (minutes.draftVersion !== draftVersion) throw new Problem('rooms:problem.minutesStale')
    if (minutes.printedSha256) return { conferenceId, minutesId: minutes.id }
    const missing = missingIn(minutes)
    if (missing.length > 0) throw new Problems(missing)
    const { openedAt, closedAt } = await tx.conference.findUniqueOrThrow({ where: { id: conferenceId }, select: { openedAt: true, closedAt: true } })
    if (!openedAt || !closedAt) throw new Problem('schedule:problem.changed')
    const bytes = await printToSign(await fullMinutesContent(tx, { ...conference, openedAt, closedAt }, minutes, now), await signersOf(tx, minutes), now)
    await tx.minutes.update({ where: { id: minutes.id }, data: { printedSha256: await storeFile(bytes), printedAt: now } })
    record({ name: 'minutes.printed', subject: 'conference', subjectId: conferenceId, facts: { itemId, consultId: line.consultId, minutesId: minutes.id }, audience: audienceOf(conference) })
    return { conferenceId, minutesId: minutes.id }
  })
}
