import type { Actor } from '~/domain/audit/actor'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { nameWithTitle } from '~/platform/names'
import { loadConference } from './load-conference.server'
import { isPrepared, mayConference, preparedStates } from './policy'
import { isReady } from './ready'

/** The agenda on a conference's page, as far as this person may see its consults; with what a head said of it, and whether its sites are ready. */
export async function agendaList(actor: Actor, conferenceId: string) {
  const conference = await loadConference(db, actor, conferenceId, await nowIn(db))
  const seen = conference.agenda.filter(({ sees }) => sees !== null)
  const targets = seen.length === 0 ? [] : await db.agendaItem.findMany({ where: { id: { in: seen.map(({ id }) => id) } }, select: { id: true, reason: true, movedToId: true } })
  const [consults, hospitals, more, movedTo] = await Promise.all([
    db.consult.findMany({ where: { id: { in: seen.map(({ consultId }) => consultId) } }, select: { id: true, code: true, level: true } }),
    hospitalNames(seen.map(({ requestingId }) => requestingId)),
    db.conference.findUniqueOrThrow({ where: { id: conferenceId }, select: { approval: true, approvalById: true, approvalNote: true, sites: { select: { state: true } } } }),
    db.conference.findMany({ where: { id: { in: targets.flatMap(({ movedToId }) => movedToId ?? []) }, state: { notIn: [...preparedStates] } }, select: { id: true, startsAt: true } }),
  ])
  const people = await personNames([...seen.flatMap(({ presenterId }) => presenterId ?? []), ...(more.approvalById ? [more.approvalById] : [])])
  const nameOf = (personId: string | null) => { const person = people.get(personId ?? ''); return person ? nameWithTitle(person) : '' }
  return {
    title: conference.title,
    lines: seen.map(({ id, consultId, requestingId, minutes, state, presenterId, sees }) => {
      const consult = consults.find((one) => one.id === consultId)
      const left = targets.find((one) => one.id === id)
      return {
        id, consultId, code: consult?.code ?? '', level: consult?.level ?? null, hospital: hospitals.get(requestingId)?.shortName ?? '', minutes, state, presenter: nameOf(presenterId),
        // What was written beside it may name the patient.
        reason: sees === 'named' ? left?.reason ?? '' : '',
        movedTo: movedTo.find((one) => one.id === left?.movedToId)?.startsAt.toISOString() ?? null,
      }
    }),
    ready: isReady({ state: conference.state, sites: more.sites }),
    approval: more.approval === 'none' ? null : { state: more.approval, note: more.approvalNote, by: nameOf(more.approvalById) },
    may: { plan: mayConference.arranged(actor, conference) && ['planned', 'open'].includes(conference.state) },
    beingPrepared: isPrepared(conference),
  }
}
export type AgendaList = Awaited<ReturnType<typeof agendaList>>
