import { paperHead } from '~/domain/consults/opinion-paper.server'
import type { MinutesContent } from '~/domain/documents/paper-content'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import type { LoadedConference } from '~/domain/schedule/load-conference.server'
import type { Tx } from '~/platform/database/database.server'
import type { ConferenceRole, ConfirmingRole, DataBasis } from '~/platform/database/enums'
import { dayOf } from '~/platform/dates'
import { translate } from '~/platform/texts/translate.server'
import type { LoadedMinutes } from './load-minutes.server'
import { frozenMinutes } from './stored-minutes'

type Held = LoadedConference & { openedAt: Date; closedAt: Date }

/** What form 27/BV2 prints of a consult in a conference, with names valid on the day of confirming. */
export async function minutesContent(tx: Tx, conference: Held, stored: LoadedMinutes, at: Date): Promise<MinutesContent> {
  const minutes = { ...stored, ...frozenMinutes(stored) }
  const { consultId, requestVersion } = minutes
  const head = await paperHead(tx, consultId, at)
  const { consult, requesting, supporting, authorityOf, common } = head
  const { dataBasis } = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: { dataBasis: true } })
  const people = await personNames(conference.members.map(({ personId }) => personId), tx)
  const partIds = [...new Set([supporting.id, requesting.id, ...conference.members.map(({ hospitalId }) => hospitalId)])]
  const hospitals = await hospitalNames(partIds, at, tx)
  const confirmedBy = (role: ConfirmingRole) => (minutes.confirmations.find((one) => one.role === role)?.at ?? at).toISOString()
  const named = (personId: string) => ({ name: people.get(personId)?.fullName ?? '', title: people.get(personId)?.title ?? '' })
  const hospitalOf = (hospitalId: string) => hospitals.get(hospitalId)?.name ?? ''
  const present = new Set(minutes.attendance.map(({ personId }) => personId))
  const holder = (role: ConferenceRole) => {
    const member = conference.members.find((member) => member.role === role)
    if (!member) throw new Error('A conference has a chair and a scribe')
    return { ...named(member.personId), hospital: hospitalOf(member.hospitalId) }
  }
  const { identity } = consult
  return {
    ...common, kind: 'minutes', version: minutes.version, requestVersion, reason: '',
    place: requesting.place || supporting.place, issuer: { authority: authorityOf(requesting), ...common.requesting },
    patient: { ...common.patient, diagnosis: minutes.diagnosis || common.patient.diagnosis },
    startedAt: conference.openedAt.toISOString(), endedAt: conference.closedAt.toISOString(), treatedUntil: dayOf(conference.openedAt),
    chair: { ...holder('chair'), confirmedAt: confirmedBy('chair') }, scribe: { ...holder('scribe'), confirmedAt: confirmedBy('scribe') },
    members: conference.members.filter(({ role, personId }) => role !== 'chair' && role !== 'scribe' && present.has(personId)).map(({ personId, hospitalId }) => ({ ...named(personId), hospital: hospitalOf(hospitalId) })),
    summary: minutes.summary, treatmentPlan: minutes.treatmentPlan,
    questions: minutes.conclusions.map(({ number, question, concluded, text, at: settledAt }) => ({ number, text: question, concluded, conclusion: text, at: settledAt })),
    attendance: partIds.map((partId) => ({
      hospital: hospitalOf(partId),
      people: conference.members.filter(({ hospitalId }) => hospitalId === partId).map(({ personId, role }) => ({
        ...named(personId), role, times: (minutes.attendance.find((line) => line.personId === personId)?.stays ?? []).map(({ from, until }) => ({ from, to: until })),
      })),
    })),
    named: minutes.named.map(({ role, formerId, personId, at: namedAt, reason }) => ({ role, former: named(formerId), by: named(personId), at: namedAt, reason })),
    basis: identity && basisOf(identity, dataBasis),
  }
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
