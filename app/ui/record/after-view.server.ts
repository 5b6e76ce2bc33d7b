import { endAnnounced, readmissionDue } from '~/domain/consults/follow-up'
import type { ConsultRecord } from '~/domain/consults/record.server'
import { referralTargets } from '~/domain/consults/refer-consult.server'
import type { Signature } from './view.server'

type Signing = (personId: string | null, hospitalId: string | null) => Signature
type Outcome = Pick<NonNullable<ConsultRecord['consult']['outcome']>, 'endKind' | 'endedOn' | 'result' | 'treatedOnSite' | 'diagnosisChange' | 'usefulness' | 'remark' | 'evaluatedAt' | 'evaluatedById'>

const iso = (date: Date | null): string | null => date?.toISOString() ?? null
const isoDay = (date: Date): string => date.toISOString().slice(0, 10)
const saidBack = (readmitted: boolean | null) => (readmitted === null ? ('unknown' as const) : readmitted ? ('yes' as const) : ('no' as const))

/** What became of the patient: entries, referrals, the outcome and those before a reopening, the question of day 30. */
export async function afterView({ consult, hospitals, may, now, ownSide, planned }: ConsultRecord, by: Signing) {
  const { requestingId, receivingId, outcome, readmission, followUps } = consult
  const hospitalOf = new Map(consult.steps.map(({ personId, hospitalId }) => [personId, hospitalId]))
  const signed = (personId: string | null) => (personId ? by(personId, hospitalOf.get(personId) ?? requestingId) : null)
  const outcomeOf = ({ endKind, endedOn, result, treatedOnSite, diagnosisChange, usefulness, remark, evaluatedAt, evaluatedById }: Outcome) =>
    ({ endKind, endedOn: isoDay(endedOn), result, treatedOnSite, diagnosisChange, usefulness, remark, evaluatedAt: iso(evaluatedAt), evaluatedBy: signed(evaluatedById) })
  const last = followUps.at(-1)
  const reopenedAt = consult.steps.findLast(({ action }) => action === 'reopen')?.at
  return {
    round: consult.round, receiving: hospitals[receivingId ?? ''] ?? null,
    followUps: followUps.map(({ id, at, personId, hospitalId, condition, note }) => ({ id, at: at.toISOString(), by: by(personId, hospitalId ?? requestingId), condition, note })),
    planned: planned.map(({ id, text, dueOn, personId, doneAt }) => ({ id, text, dueOn: isoDay(dueOn), by: signed(personId), doneAt: iso(doneAt) })),
    referrals: consult.referrals.map(({ id, at, personId, receivingId: to, place, reason, transport }) => ({ id, at: at.toISOString(), by: by(personId, hospitalOf.get(personId) ?? requestingId), place: to ? hospitals[to]?.name ?? '' : place, inside: to !== null, reason, transport })),
    referralTargets: may.refer ? (await referralTargets(ownSide ? requestingId : receivingId ?? requestingId)).map(({ id, name }) => ({ id, name })) : [],
    outcome: outcome && outcomeOf(outcome),
    earlierOutcomes: consult.earlierOutcomes.map((one) => ({
      ...outcomeOf(one), id: one.id, reopenedAt: one.reopenedAt.toISOString(), readmission: one.readmissionAt && { readmitted: saidBack(one.readmitted), note: one.readmissionNote },
    })),
    readmission: readmission && { at: readmission.at.toISOString(), by: signed(readmission.personId), readmitted: saidBack(readmission.readmitted), note: readmission.note },
    readmissionDue: outcome !== null && readmissionDue({ ...outcome, entered: readmission !== null }, now),
    /** the latest entry says that care is over: its end is asked for first; one from before a reopening has had its end */
    endAnnounced: last && (!reopenedAt || last.at > reopenedAt) ? endAnnounced(last.condition) : null,
  }
}
