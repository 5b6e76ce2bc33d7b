import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type Tx } from '~/domain/audit/transact.server'
import { careOf } from '~/domain/consults/care-of.server'
import { loadConsult, tookOtherSide, type LoadedConsult } from '~/domain/consults/change-state.server'
import { mayAlert } from '~/domain/consults/policy'
import { onDuty } from '~/domain/duty/on-duty.server'
import { contactsOf, membersOf } from '~/domain/people/queries.server'
import { endConference } from '~/domain/schedule/end-conference.server'
import { loadConference } from '~/domain/schedule/load-conference.server'
import { openCall } from '~/domain/schedule/open-call.server'
import { mayConference } from '~/domain/schedule/policy'
import { newId } from '~/platform/id'
import { nameWithTitle } from '~/platform/names'
import { Problem } from '~/platform/problem'
import { translate } from '~/platform/texts/translate.server'
import { z } from '~/platform/zod'
import { uuid, words } from '~/platform/http/form'

export const quickCallInput = z.object({ consultId: uuid, personId: z.string({ error: 'alert:problem.person' }).regex(/^[0-9a-f-]{36}$/, { error: 'alert:problem.person' }) })
export const endCallInput = z.object({ conferenceId: uuid, outcome: words(500, 'alert:problem.outcome') })

export interface Callable { personId: string; hospitalId: string; name: string; telephone: string; as: 'specialist' | 'duty' | 'coordinator' | 'treatingDoctor' | 'doctorOnDuty' | 'leader' | 'offDuty'; busyUntil: Date | null }
type Called = Pick<LoadedConsult, 'id' | 'requestingId' | 'supportingId' | 'specialtyCode' | 'departmentId' | 'treatingDoctorId' | 'specialistId'>

/** Whom this side can call now: those who look after the patient, or whoever advises, then the duty, then the coordinators. */
export async function callableFrom(tx: Tx, consult: Called, hospitalId: string, now: Date): Promise<Callable[]> {
  if (hospitalId !== consult.requestingId) return (await careOf(consult, now, tx)).map((one) => ({ ...one, busyUntil: null }))
  const { supportingId, specialtyCode, specialistId } = consult
  if (!supportingId) return []
  const contact = specialistId ? (await contactsOf([specialistId], tx)).get(specialistId) : undefined
  const assigned: Callable[] = contact ? [{ personId: contact.id, hospitalId: supportingId, name: nameWithTitle(contact), telephone: contact.telephone ?? '', as: 'specialist', busyUntil: null }] : []
  const duty = (await onDuty({ hospitalId: supportingId, kind: 'specialist', specialtyCode: specialtyCode ?? undefined, at: now }, tx))
    .map(({ personId, name, telephone, busyUntil }): Callable => ({ personId, hospitalId: supportingId, name, telephone, as: 'duty', busyUntil }))
  const coordinators = (await membersOf({ hospitalId: supportingId, role: 'coordinator' }, tx))
    .map((one): Callable => ({ personId: one.id, hospitalId: supportingId, name: nameWithTitle(one), telephone: one.telephone ?? '', as: 'coordinator', busyUntil: null }))
  const all = [...assigned, ...duty, ...coordinators]
  return all.filter(({ personId }, index) => all.findIndex((one) => one.personId === personId) === index)
}

const aDay = 24 * 60 * 60_000

/** "Gọi nhanh": a room for two, now. The consult stays in its state; a call that is open already is joined. */
export function quickCall(actor: Actor, { consultId, personId }: z.infer<typeof quickCallInput>): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayAlert.call(actor, consult))
    const person = (await callableFrom(tx, consult, actor.hospitalId, now)).find((one) => one.personId === personId)
    if (!person || personId === actor.personId) throw new Problem('alert:problem.person', { field: 'personId' })
    if (await tookOtherSide(tx, consultId, person)) throw new Problem('alert:problem.person', { field: 'personId' })
    const held = await tx.consultAccess.count({ where: { consultId, personId, hospitalId: person.hospitalId, OR: [{ validUntil: null }, { validUntil: { gt: now } }] } })
    // Enough to come to the room, for a day: without identity for the other hospital, who opens it by taking the consult on.
    const own = person.hospitalId === consult.requestingId
    if (held === 0) {
      const kind = own ? 'department' : person.as === 'duty' ? 'duty' : 'observer'
      await tx.consultAccess.create({ data: { id: newId(), consultId, hospitalId: person.hospitalId, personId, kind, deidentified: !own, validFrom: now, validUntil: new Date(now.getTime() + aDay), basis: 'call' } })
    }
    const role = (hospitalId: string) => (hospitalId === consult.supportingId ? 'specialist' : 'presenter')
    const { conferenceId } = await openCall(tx, record, {
      consultId, kind: 'quick', requestingId: consult.requestingId, supportingId: consult.supportingId, createdById: actor.personId,
      members: [{ personId: actor.personId, hospitalId: actor.hospitalId, role: role(actor.hospitalId) }, { personId, hospitalId: person.hospitalId, role: role(person.hospitalId) }],
    }, now)
    return { conferenceId }
  })
}

/** Ends a quick call: its outcome is one line in the course of the consult, with who took part and how long. No minutes. */
export function endCall(actor: Actor, { conferenceId, outcome }: z.infer<typeof endCallInput>): Promise<{ consultId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await loadConference(tx, actor, conferenceId, now)
    const { consultId, openedAt, startsAt, members } = conference
    if (conference.kind === 'quick' && conference.state !== 'open') throw new Problem('alert:problem.callOver')
    allow(mayConference.endCall(actor, conference))
    const minutes = Math.max(1, Math.round((now.getTime() - (openedAt ?? startsAt).getTime()) / 60_000))
    await endConference(tx, { conferenceId, from: 'open', to: 'done', reason: '', personId: actor.personId }, now)
    await tx.conference.update({ where: { id: conferenceId }, data: { outcome } })
    const { state } = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: { state: true } })
    const joined = await tx.roomEntry.findMany({ where: { conferenceId, kind: 'join' }, distinct: ['personId'], select: { personId: true } })
    const names = [...(await contactsOf(joined.length > 0 ? joined.map((one) => one.personId) : members.map((one) => one.personId), tx)).values()].map(nameWithTitle).join(', ')
    await tx.consultStep.create({ data: { id: newId(), consultId, at: now, personId: actor.personId, hospitalId: actor.hospitalId, action: 'called', fromState: state, toState: state, note: translate('vi')('alert:call.done', { names, minutes, outcome }) } })
    record({ name: 'conference.callEnded', subject: 'conference', subjectId: conferenceId, facts: { consultId, minutes, joined: joined.length }, audience: [`conference:${conferenceId}`, `consult:${consultId}`, ...members.map(({ personId }) => `person:${personId}`)] })
    return { consultId }
  })
}
