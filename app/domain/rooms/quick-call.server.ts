import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type Tx } from '~/domain/audit/transact.server'
import { careOf } from '~/domain/consults/care-of.server'
import { loadHeld, tookOtherSide, type LoadedConsult } from '~/domain/consults/change-state.server'
import { mayAlert } from '~/domain/consults/policy'
import { onDuty } from '~/domain/duty/on-duty.server'
import { dutyTelephones } from '~/domain/people/duty-telephones.server'
import { contactsOf, membersOf, type Contact } from '~/domain/people/queries.server'
import { consultOfCall, loadConference } from '~/domain/schedule/load-conference.server'
import { openCall } from '~/domain/schedule/open-call.server'
import { mayConference } from '~/domain/schedule/policy'
import { newId } from '~/platform/id'
import { nameWithTitle } from '~/platform/names'
import { Problem } from '~/platform/problem'
import { translate } from '~/platform/texts/translate.server'
import { z } from '~/platform/zod'
import { uuid, words } from '~/platform/http/form'
import { finishCall } from './finish-call.server'

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
  const members = await membersOf({ hospitalId: supportingId, role: 'coordinator' }, tx)
  const numbers = await dutyTelephones(tx, [...(contact ? [contact.id] : []), ...members.map(({ id }) => id)], now)
  const reached = (one: Contact) => ({ personId: one.id, hospitalId: supportingId, name: nameWithTitle(one), telephone: numbers({ personId: one.id, hospitalId: supportingId })[0] ?? one.telephone ?? '', busyUntil: null })
  const assigned: Callable[] = contact ? [{ ...reached(contact), as: 'specialist' }] : []
  const duty = (await onDuty({ hospitalId: supportingId, kind: 'specialist', specialtyCode: specialtyCode ?? undefined, at: now }, tx))
    .map(({ personId, name, telephone, busyUntil }): Callable => ({ personId, hospitalId: supportingId, name, telephone, as: 'duty', busyUntil }))
  const coordinators = members.map((one): Callable => ({ ...reached(one), as: 'coordinator' }))
  const all = [...assigned, ...duty, ...coordinators]
  return all.filter(({ personId }, index) => all.findIndex((one) => one.personId === personId) === index)
}

const aDay = 24 * 60 * 60_000

/** "Gọi nhanh": a room for two, now. The consult stays in its state; a call that is open already is joined. */
export function quickCall(actor: Actor, { consultId, personId }: z.infer<typeof quickCallInput>): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadHeld(tx, actor, consultId, now)
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
    if (conference.kind === 'quick' && conference.state !== 'open') throw new Problem('alert:problem.callOver')
    allow(mayConference.endCall(actor, conference))
    const { consultId } = consultOfCall(conference)
    await finishCall(tx, record, now, { ...conference, consultId }, { by: actor, until: now, outcome, words: (names, minutes) => translate('vi')('alert:call.done', { names, minutes, outcome }) })
    return { consultId }
  })
}
