import type { Actor } from '~/domain/audit/actor'
import { runningRoles } from '~/domain/schedule/policy'
import { db } from '~/platform/database/database.server'
import type { ConferenceRole } from '~/platform/database/enums'
import { notFound, Problem } from '~/platform/problem'
import { fieldShape, questionOfField } from './minutes-fields'
import { knownQuestion, write, type Written } from './room-commands.server'
import type { AskHelp, GiveFloor, GiveOpinion, OrderHand, PollOpinions, SetField, TakeHelp, TakeLead } from './talk-schema'

const running: ConferenceRole[] = [...runningRoles]
/** Observers and technicians have no say in a patient's treatment. */
const speaking: ConferenceRole[] = [...runningRoles, 'presenter', 'specialist']

/** One's opinion to a question of a consult, or what somebody said, written down by who runs the conference. The latest counts. */
export async function giveOpinion(actor: Actor, { conferenceId, cmdId, of, ...body }: GiveOpinion): Promise<Written> {
  const other = of !== undefined && of !== actor.personId
  if (body.stance === 'differs' && body.text === '') throw new Problem('rooms:problem.differsHow', { field: 'text' })
  await knownQuestion(conferenceId, body.item, body.number)
  if (other) await requireMember(actor, conferenceId, of, speaking, 'rooms:problem.opinionOf')
  return write(actor, conferenceId, { cmdId, kind: 'opinion', item: body.item, body: other ? { ...body, of } : body, roles: other ? running : speaking })
}

/** Who runs the conference asks everybody entitled for an opinion, or ends asking. */
export async function pollOpinions(actor: Actor, { conferenceId, cmdId, ...body }: PollOpinions): Promise<Written> {
  await knownQuestion(conferenceId, body.item, body.number)
  return write(actor, conferenceId, { cmdId, kind: 'poll', item: body.item, body, roles: running })
}

/** A typed field of the minutes. Compare-and-set on its version: a stale one changes nothing. */
export async function setField(actor: Actor, { conferenceId, cmdId, item, name, value, baseVersion }: SetField): Promise<Written> {
  const parsed = fieldShape(name)?.safeParse(value)
  if (!parsed?.success) throw new Problem('rooms:problem.field')
  const number = questionOfField(name)
  if (number !== null) await knownQuestion(conferenceId, item, number)
  return write(actor, conferenceId, {
    cmdId, kind: 'field', item, body: { item, name, value: parsed.data, baseVersion }, roles: running, expects: { attribute: 'name', value: name, version: baseVersion },
  })
}

/** A raised hand before another one's, or to the end. */
export const orderHand = (actor: Actor, { conferenceId, cmdId, ...body }: OrderHand): Promise<Written> =>
  write(actor, conferenceId, { cmdId, kind: 'queue', body, roles: running })

/** Somebody is asked to speak, whether their hand is up or not; nobody has the floor with null. */
export async function giveFloor(actor: Actor, { conferenceId, cmdId, personId }: GiveFloor): Promise<Written> {
  if (personId !== null) await requireMember(actor, conferenceId, personId, null, 'rooms:problem.floorWho')
  return write(actor, conferenceId, { cmdId, kind: 'floor', body: { personId }, roles: running })
}

/** The chair who was away and is back leads again: by a click, never by itself. */
export const takeLead = (actor: Actor, { conferenceId, cmdId, baseVersion }: TakeLead): Promise<Written> =>
  write(actor, conferenceId, { cmdId, kind: 'lead', body: { personId: actor.personId, reason: 'back', baseVersion }, roles: ['chair'], expects: { version: baseVersion } })

/** Anybody in the room calls the technicians. */
export const askHelp = (actor: Actor, { conferenceId, cmdId, text }: AskHelp): Promise<Written> =>
  write(actor, conferenceId, { cmdId, kind: 'help', body: { text } })

/** A technician or whoever runs the conference takes care of a call. */
export const takeHelp = (actor: Actor, { conferenceId, cmdId, call }: TakeHelp): Promise<Written> =>
  write(actor, conferenceId, { cmdId, kind: 'helped', body: { call }, roles: [...running, 'technician'] })

/** Whoever is no member learns nothing of the room, not even who is. */
async function requireMember(actor: Actor, conferenceId: string, personId: string, roles: ConferenceRole[] | null, problem: string): Promise<void> {
  const members = await db.conferenceMember.findMany({ where: { conferenceId, personId: { in: [actor.personId, personId] } }, select: { personId: true, hospitalId: true, role: true } })
  if (!members.some((member) => member.personId === actor.personId && member.hospitalId === actor.hospitalId)) throw notFound()
  if (!members.some((member) => member.personId === personId && (!roles || roles.includes(member.role)))) throw new Problem(problem)
}
