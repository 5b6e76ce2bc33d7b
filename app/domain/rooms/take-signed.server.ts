import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import { keepFile, type AcceptedFile } from '~/domain/documents/accept-picture.server'
import { verifyPassword } from '~/domain/people/verify-password.server'
import { lineOf, loadConference } from '~/domain/schedule/load-conference.server'
import { mayConference } from '~/domain/schedule/policy'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import type { ConfirmingRole } from '~/platform/database/enums'
import { dayOf, startOfDay, todayInVietnam } from '~/platform/dates'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { holderOf, stillToConfirm } from './confirming'
import { fixMinutes } from './fix-minutes.server'
import { holdMinutes, loadMinutes } from './load-minutes.server'
import type { TakeSigned } from './minutes-schema'

/**
 * The printed sheet comes back signed by everybody whose word was missing: its scan, who signed on which day, and the number the hospital
 * gave it. From then on the minutes are as fixed as by confirming in the product. A text changed after printing has to be printed anew.
 */
export async function takeSigned(actor: Actor, { conferenceId, itemId, printedSha256, number, roles, signedOn, password, scan }: TakeSigned & { scan: AcceptedFile }): Promise<{ conferenceId: string }> {
  await verifyPassword(actor, password)
  return transact(actor, async (tx, record, now) => {
    const conference = await loadConference(tx, actor, conferenceId, now)
    const minutes = await holdMinutes(tx, lineOf(conference, itemId).id)
    allow(mayConference.signOnPaper(actor, conference, minutes))
    if (minutes.confirmedAt) throw new Problem('rooms:problem.alreadyConfirmed')
    if (!minutes.printedSha256 || !minutes.printedAt) throw new Problem('schedule:problem.printFirst')
    if (minutes.printedSha256 !== printedSha256) throw new Problem('schedule:problem.printedOther')
    const signed = stillToConfirm(minutes).map((role) => ({ role, day: dayFor(role, { roles, signedOn }) }))
    const { printedAt } = minutes
    const [first, last] = [dayOf(printedAt), todayInVietnam(now)]
    if (signed.some(({ day }) => day < first || day > last)) throw new Problem('schedule:problem.signedWhen', { field: 'signedOn' })
    await keepFile(tx, scan)
    await tx.minutes.update({ where: { id: minutes.id }, data: { road: 'paper', number, scanSha256: scan.sha256 } })
    await tx.minutesConfirmation.createMany({ data: signed.map(({ role, day }) => ({ id: newId(), minutesId: minutes.id, role, personId: holderOf(minutes, role), at: new Date(Math.max(startOfDay(day).getTime(), printedAt.getTime())), method: 'paper' as const })) })
    await fixMinutes(tx, record, actor, now, conference, await loadMinutes(tx, itemId))
    return { conferenceId }
  })
}

function dayFor(role: ConfirmingRole, { roles, signedOn }: Pick<TakeSigned, 'roles' | 'signedOn'>): string {
  const day = signedOn[roles.indexOf(role)]
  if (!day) throw new Problem('schedule:problem.signedBy', { field: 'signedOn' })
  return day
}

/** Before a scan is read: a 404 for whoever brings none for this conference. */
export async function mayBringScan(actor: Actor, conferenceId: string): Promise<void> {
  const conference = await loadConference(db, actor, conferenceId, await nowIn(db))
  const minutes = await db.minutes.findMany({ where: { conferenceId, confirmedAt: null }, select: { scribeId: true, chairId: true } })
  allow(minutes.some((one) => mayConference.signOnPaper(actor, conference, one)))
}
