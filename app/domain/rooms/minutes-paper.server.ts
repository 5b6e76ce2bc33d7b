import { paperHead } from '~/domain/consults/opinion-paper.server'
import type { FullMinutesContent, MinutesContent } from '~/domain/documents/paper-content'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import type { LoadedConference } from '~/domain/schedule/load-conference.server'
import type { Tx } from '~/platform/database/database.server'
import type { ConferenceRole, DataBasis } from '~/platform/database/enums'
import { dayOf } from '~/platform/dates'
import { translate } from '~/platform/texts/translate.server'
import { confirmingOrder, holderOf } from './confirming'
import type { LoadedMinutes } from './load-minutes.server'
import { frozenMinutes, type FrozenMinutes } from './stored-minutes'
import { textHash } from './text-hash.server'

export type Held = LoadedConference & { openedAt: Date; closedAt: Date }
type Minutes = Omit<LoadedMinutes, keyof FrozenMinutes> & FrozenMinutes

/** Names of everybody and every hospital that the papers of these minutes print, as they are valid then. */
async function namesFor(tx: Tx, conference: Held, minutes: Minutes, { requestingId, supportingId }: { requestingId: string; supportingId: string }, at: Date) {
  const people = await personNames([
    ...conference.members.map(({ personId }) => personId), minutes.scribeId, minutes.chairId, minutes.treatingId, ...minutes.confirmations.map(({ personId }) => personId),
    ...minutes.named.flatMap(({ formerId, personId }) => [formerId, personId]), ...minutes.nextSteps.flatMap(({ personId }) => (personId ? [personId] : [])), ...minutes.conclusions.flatMap(({ opinions }) => opinions.map(({ personId }) => personId)),
  ], tx)
  const partIds = [...new Set([supportingId, requestingId, ...conference.members.map(({ hospitalId }) => hospitalId), ...minutes.sites.map(({ hospitalId }) => hospitalId)])]
  const hospitals = await hospitalNames(partIds, at, tx)
  return {
    partIds, hospitalOf: (hospitalId: string) => hospitals.get(hospitalId)?.name ?? '',
    named: (personId: string) => ({ name: people.get(personId)?.fullName ?? '', title: people.get(personId)?.title ?? '' }),
  }
}
type Names = Awaited<ReturnType<typeof namesFor>>

async function sharedContent(tx: Tx, conference: Held, stored: LoadedMinutes, at: Date) {
  const minutes: Minutes = { ...stored, ...frozenMinutes(stored) }
  const head = await paperHead(tx, minutes.consultId, at)
  const { consult, requesting, supporting, authorityOf, common } = head
  const { dataBasis } = await tx.consult.findUniqueOrThrow({ where: { id: minutes.consultId }, select: { dataBasis: true } })
  const names = await namesFor(tx, conference, minutes, { requestingId: requesting.id, supportingId: supporting.id }, at)
  const { hospitalOf, named, partIds } = names
  const present = new Set(minutes.attendance.map(({ personId }) => personId))
  const holder = (role: ConferenceRole, personId: string) => {
    const member = conference.members.find((one) => one.role === role) ?? conference.members.find((one) => one.personId === personId)
    return { ...named(member?.personId ?? personId), hospital: hospitalOf(member?.hospitalId ?? supporting.id) }
  }
  const sits = (role: string, personId: string) => (role === 'treating' ? requesting.id : conference.members.find((one) => one.personId === personId)?.hospitalId ?? supporting.id)
  const { identity } = consult
  const shared = {
    ...common, number: minutes.number || common.number, version: minutes.version, requestVersion: minutes.requestVersion, reason: minutes.reason,
    patient: { ...common.patient, diagnosis: minutes.diagnosis || common.patient.diagnosis },
    startedAt: conference.openedAt.toISOString(), endedAt: conference.closedAt.toISOString(), treatedUntil: dayOf(conference.openedAt),
    chair: holder('chair', minutes.chairId), scribe: holder('scribe', minutes.scribeId),
    confirmations: minutes.confirmations.map(({ role, personId, at: moment, method }) => ({ ...named(personId), hospital: hospitalOf(sits(role, personId)), role, at: moment.toISOString(), method })),
    textSha256: textHash(stored),
    printed: minutes.road === 'paper' && minutes.printedSha256 && minutes.printedAt && minutes.scanSha256 ? { sha256: minutes.printedSha256, at: minutes.printedAt.toISOString(), scanSha256: minutes.scanSha256 } : null,
    members: conference.members.filter(({ role, personId }) => role !== 'chair' && role !== 'scribe' && present.has(personId)).map(({ personId, hospitalId }) => ({ ...named(personId), hospital: hospitalOf(hospitalId) })),
    summary: minutes.summary, treatmentPlan: minutes.treatmentPlan, overall: minutes.overall, icd10: minutes.icd10, change: minutes.change,
    nextSteps: minutes.nextSteps.map(({ text, dueOn, personId }) => ({ text, dueOn, who: personId ? named(personId).name : '' })),
    attendance: partIds.map((partId) => ({
      hospital: hospitalOf(partId),
      people: conference.members.filter(({ hospitalId }) => hospitalId === partId).map(({ personId, role }) => ({
        ...named(personId), role, times: (minutes.attendance.find((line) => line.personId === personId)?.stays ?? []).map(({ from, until }) => ({ from, to: until })),
      })),
    })).filter(({ people }) => people.length > 0),
    named: minutes.named.map(({ role, formerId, personId, at: namedAt, reason }) => ({ role, former: named(formerId), by: named(personId), at: namedAt, reason })),
    basis: identity && basisOf(identity, dataBasis),
  }
  return { shared, minutes, names, requesting, supporting, authorityOf, common }
}

/** What form 27/BV2 prints of a consult in a conference, with names valid on the day of confirming. It is the asking hospital's paper. */
export async function minutesContent(tx: Tx, conference: Held, stored: LoadedMinutes, at: Date): Promise<MinutesContent> {
  const { shared, minutes, requesting, supporting, authorityOf, common } = await sharedContent(tx, conference, stored, at)
  return {
    ...shared, kind: 'minutes', place: requesting.place || supporting.place, issuer: { authority: authorityOf(requesting), ...common.requesting },
    questions: minutes.conclusions.map(({ number, question, concluded, text, at: settledAt }) => ({ number, text: question, concluded, conclusion: text, at: settledAt })),
  }
}

/** The whole minutes, the paper of the hospital that ran the conference. */
export async function fullMinutesContent(tx: Tx, conference: Held, stored: LoadedMinutes, at: Date): Promise<FullMinutesContent> {
  const { shared, minutes, names, requesting, supporting, authorityOf } = await sharedContent(tx, conference, stored, at)
  return {
    ...shared, kind: 'fullMinutes', place: supporting.place || requesting.place, issuer: { authority: authorityOf(supporting), name: supporting.name, department: '' },
    questions: minutes.conclusions.map(({ number, question, concluded, text, at: settledAt, agreement, opinions }) => ({
      number, text: question, concluded, conclusion: text, at: settledAt, agreement, opinions: opinions.map(({ personId, stance, text: words }) => ({ ...names.named(personId), stance, text: words })),
    })),
    sites: sitesOf(minutes, names),
    interruptions: minutes.interruptions.map(({ kind, personId, from, until }) => ({ kind, who: personId ? names.named(personId).name : '', from, to: until })),
  }
}

const sitesOf = ({ sites }: Minutes, { hospitalOf }: Names): FullMinutesContent['sites'] =>
  sites.map(({ name, hospitalId, people }) => ({ name, hospital: hospitalOf(hospitalId), people: people.map(({ name: who, position, from, until }) => ({ name: who, position, from, to: until })) }))

/** Who has a place in confirming them, in order, for the lines to sign on. */
export async function signersOf(tx: Tx, minutes: LoadedMinutes) {
  const order = confirmingOrder.parse(minutes.order)
  const people = await personNames(order.map((role) => holderOf(minutes, role)), tx)
  return order.map((role) => ({ role, name: people.get(holderOf(minutes, role))?.fullName ?? '', title: people.get(holderOf(minutes, role))?.title ?? '' }))
}

interface Basis { patientName: string | null; basisPerson: string; basisRelation: string; basisReason: string }

/** Who agreed, in words; a patient who agreed was not asked to write the name twice. */
function basisOf(identity: Basis, dataBasis: DataBasis | null): MinutesContent['basis'] {
  if (dataBasis === 'emergency') return { kind: 'emergency', reason: identity.basisReason }
  const t = translate('vi')
  const relation = t(`consults:relation.${identity.basisRelation}`)
  const person = identity.basisRelation === 'self' ? identity.patientName : identity.basisPerson
  return { kind: 'consent', person: person || t('papers:patient.unidentified'), relation }
}
