import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { tookOtherSide } from '~/domain/consults/change-state.server'
import { visibleTo } from '~/domain/consults/rights'
import { sitesAt, type SiteCard } from '~/domain/hospitals/sites.server'
import { newId } from '~/platform/id'
import { notFound, Problem } from '~/platform/problem'
import { addItemStep, agendaConsult, refuseTooMuch, type PlannedItem } from './agenda-steps.server'
import { bookStep } from './book.server'
import { chooseMembers, refuseBothSides, requestingOf, type Meeting } from './choose-members.server'
import { addSites } from './conference-sites.server'
import { shortestItem } from './limits'
import { newMemberCode } from './member-code.server'
import { startTime } from './move-time'
import { openStep } from './open-conference.server'
import { mayConference } from './policy'
import { publishStep } from './publish-conference.server'
import type { ArrangeConference } from './schema'

const minute = 60_000

/**
 * A conference of one or several consults in order, at once or at a time, with chosen people and sites. Nobody is booked twice: the
 * exclusion constraints decide, and the problem names who or what is taken.
 */
export function arrangeConference(actor: Actor, input: ArrangeConference): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const meeting = await meetingOf(tx, actor, input, now)
    if (meeting.items.length === 0) throw new Problem('schedule:problem.noConsults', { field: 'consultIds' })
    const conferenceId = await prepareStep(tx, record, actor, now, meeting, input)
    await publishStep(tx, record, actor, now, conferenceId, { atOnce: input.when === 'now' })
    if (input.when === 'now') await openStep(tx, record, { conferenceId }, actor, now)
    return { conferenceId }
  })
}

/** The same, kept for later: people and sites are held for the time, nobody is told, and the consults stay as they are. Its agenda may still be empty. */
export function draftConference(actor: Actor, input: ArrangeConference): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const meeting = await meetingOf(tx, actor, input, now)
    if (input.when === 'now') throw new Problem('schedule:problem.draftNow', { field: 'when' })
    return { conferenceId: await prepareStep(tx, record, actor, now, meeting, input) }
  })
}

/** Whose conference it is and what about: consults that this person may arrange one for, all of one supporting hospital. */
async function meetingOf(tx: Tx, actor: Actor, { consultId, consultIds, lengths = [], presenterIds = [], minutes }: ArrangeConference, now: Date): Promise<Meeting> {
  const ids = consultIds ?? (consultId ? [consultId] : [])
  if (new Set(ids).size < ids.length) throw new Problem('schedule:problem.twice', { field: 'consultIds' })
  const found = await tx.consult.findMany({ where: { id: { in: ids }, ...visibleTo(actor, now) }, select: agendaConsult })
  const share = Math.max(shortestItem, Math.floor(minutes / Math.max(1, ids.length)))
  const items = ids.map((id, index): PlannedItem => {
    const consult = found.find((one) => one.id === id)
    if (!consult?.supportingId) throw notFound()
    allow(mayConference.arrange(actor, consult))
    return { consult, minutes: lengths[index] ?? share, presenterId: presenterIds[index] ?? consult.treatingDoctorId }
  })
  for (const { consult } of items) if (await tookOtherSide(tx, consult.id, actor)) throw new Problem('consults:problem.bothSides')
  const hostId = items[0]?.consult.supportingId ?? actor.hospitalId
  if (items.some(({ consult }) => consult.supportingId !== hostId)) throw new Problem('schedule:problem.otherHost', { field: 'consultIds' })
  allow(items.length > 0 || mayConference.prepare(actor))
  return { hostId, items }
}

/** Step: the conference as a draft, with its people and sites booked. */
async function prepareStep(tx: Tx, record: RecordEvent, actor: Actor, now: Date, meeting: Meeting, input: ArrangeConference): Promise<string> {
  const { hostId, items } = meeting
  const times = timesOf(input, now)
  const members = await chooseMembers(tx, meeting, input, now)
  await refuseBothSides(tx, items.map(({ consult }) => consult.id), members)
  refuseTooMuch(items.map(({ minutes }) => minutes), times, 'lengths')
  const sites = await sitesOf(tx, [hostId, ...requestingOf(items), ...members.map(({ hospitalId }) => hospitalId)], input)
  const conferenceId = newId()
  const { title = '', link = '', telephone = '' } = input
  await tx.conference.create({
    data: {
      id: conferenceId, hostId, state: 'draft', ...times, title, link, telephone, createdById: actor.personId, createdAt: now,
      members: { create: members.map(({ personId, hospitalId, role }) => ({ personId, hospitalId, role, code: newMemberCode() })) },
    },
  })
  for (const [index, item] of items.entries()) await addItemStep(tx, { conferenceId, item, position: index + 1, personId: actor.personId, field: 'consultIds' }, now)
  await bookStep(tx, {
    conferenceId, ...times, field: input.when === 'now' ? 'when' : 'startsAt',
    takes: [...members.map(({ personId, fullName }) => ({ personId, name: fullName })), ...sites.map(({ id, name }) => ({ siteId: id, name }))],
  })
  await addSites(tx, conferenceId, sites.map(({ id, hospitalId }) => ({ siteId: id, hospitalId })))
  record({ name: 'conference.drafted', subject: 'conference', subjectId: conferenceId, facts: {}, audience: [`conference:${conferenceId}`, `hospital:${hostId}`] })
  return conferenceId
}

function timesOf(input: ArrangeConference, now: Date): { startsAt: Date; endsAt: Date } {
  const startsAt = input.when === 'now' ? now : input.startsAt
  if (!startsAt) throw new Problem('schedule:problem.time', { field: 'startsAt' })
  startTime(startsAt, new Date(now.getTime() - 5 * minute))
  return { startsAt, endsAt: new Date(startsAt.getTime() + input.minutes * minute) }
}

/** Rooms in use of the hospitals that take part. */
async function sitesOf(tx: Tx, hospitalIds: readonly string[], { siteIds = [] }: ArrangeConference): Promise<SiteCard[]> {
  if (siteIds.length === 0) return []
  const known = await sitesAt([...new Set(hospitalIds)], tx)
  return [...new Set(siteIds)].map((siteId) => {
    const site = known.find(({ id }) => id === siteId)
    if (!site) throw new Problem('schedule:problem.site', { field: 'siteIds' })
    return site
  })
}
