import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type Tx } from '~/domain/audit/transact.server'
import type { ConferenceState } from '~/platform/database/enums'
import { Problem } from '~/platform/problem'
import type { DescribeConference, OrderAgenda } from './agenda-schema'
import { refuseTooMuch } from './agenda-steps.server'
import { audienceOf } from './audience'
import { holdConference, loadConference, type LoadedConference } from './load-conference.server'
import { isPrepared, mayConference } from './policy'

/** The conference as it is, held until the transaction ends: of two who change its agenda at once the second sees what the first one did. */
export async function toChange(tx: Tx, actor: Actor, conferenceId: string, now: Date, states: readonly ConferenceState[] = ['draft', 'planned']): Promise<LoadedConference> {
  await holdConference(tx, conferenceId)
  const conference = await loadConference(tx, actor, conferenceId, now)
  allow(mayConference.leadAgenda(actor, conference))
  if (conference.kind !== 'conference' || !states.includes(conference.state)) throw new Problem(conference.state === 'awaitingApproval' ? 'schedule:problem.beingApproved' : 'schedule:problem.changed')
  return conference
}

export const waitingOf = ({ agenda }: Pick<LoadedConference, 'agenda'>) => agenda.filter(({ state }) => state === 'waiting')

/** Open pages look again; of a draft only those of the people who prepare it. */
export const topicsOf = (conference: LoadedConference): string[] =>
  isPrepared(conference) ? [`conference:${conference.id}`, ...(conference.hostId ? [`hospital:${conference.hostId}`] : [])] : audienceOf(conference)

/** Another order, other minutes. The lines must be those that are there. */
export function orderAgenda(actor: Actor, { conferenceId, itemIds, lengths }: OrderAgenda): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await toChange(tx, actor, conferenceId, now)
    const waiting = waitingOf(conference)
    const known = new Set(waiting.map(({ id }) => id))
    if (itemIds.length !== known.size || new Set(itemIds).size !== known.size || !itemIds.every((id) => known.has(id))) throw new Problem('schedule:problem.changed')
    const minutes = itemIds.map((id, index) => lengths[index] ?? waiting.find((line) => line.id === id)?.minutes ?? 0)
    refuseTooMuch(minutes, conference, 'lengths')
    for (const [index, id] of itemIds.entries()) await tx.agendaItem.update({ where: { id }, data: { position: index + 1, minutes: minutes[index] ?? 0 } })
    record({ name: 'conference.agendaOrdered', subject: 'conference', subjectId: conferenceId, fields: ['agenda'], audience: topicsOf(conference) })
    return { conferenceId }
  })
}

/** Its name, and where else its sound and picture are. */
export function describeConference(actor: Actor, { conferenceId, title, link, telephone }: DescribeConference): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await toChange(tx, actor, conferenceId, now, ['draft', 'planned', 'open'])
    await tx.conference.update({ where: { id: conferenceId }, data: { title, link, telephone } })
    record({ name: 'conference.described', subject: 'conference', subjectId: conferenceId, fields: ['title', 'link', 'telephone'], audience: topicsOf(conference) })
    return { conferenceId }
  })
}
