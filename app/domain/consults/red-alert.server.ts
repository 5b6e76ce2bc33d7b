import { allow } from '~/domain/audit/allow'
import type { Actor } from '~/domain/audit/actor'
import type { RecordEvent, Tx } from '~/domain/audit/transact.server'
import { coverageNow } from '~/domain/agreements/coverage-now.server'
import { nextCode } from '~/domain/hospitals/next-code.server'
import { todayInVietnam } from '~/platform/dates'
import { newId } from '~/platform/id'
import { translate } from '~/platform/texts/translate.server'
import { activateAlert, askWholeDuty } from './alert-steps.server'
import type { RaiseAlert } from './alert-schema'
import { changeState, loadConsult } from './change-state.server'
import { openToSupporting } from './fix-request.server'
import { grantAccess } from './grant-access.server'
import { mayConsult } from './policy'
import { checkAddressee } from './ready-request.server'
import { recordBasis } from './consent.server'
import { openStates } from './lifecycle'

const minute = 60_000
/** Within this time a second press asks for the same alert. */
const samePress = 10 * minute

/** The open alert this doctor raised a moment ago for the same specialty of the same hospital. */
async function raisedBefore(tx: Tx, actor: Actor, { supportingId, specialtyCode }: RaiseAlert, now: Date): Promise<string | null> {
  // Two tabs pressed at once wait for each other here.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`red alert of ${actor.personId}`}, 0))`
  const found = await tx.redAlert.findFirst({
    where: { activatedById: actor.personId, endedAt: null, activatedAt: { gt: new Date(now.getTime() - samePress) }, consult: { supportingId, specialtyCode, requestingId: actor.hospitalId, state: { in: [...openStates] } } },
    select: { consultId: true },
  })
  return found?.consultId ?? null
}

/**
 * Step: Báo động đỏ. A consult is made and sent at once with nothing but addressee and specialty; who the patient is, consent and paper
 * follow. The whole duty of that specialty is asked. Pressed again within ten minutes it is the same alert.
 */
export async function raiseAlertStep(tx: Tx, record: RecordEvent, actor: Actor, now: Date, input: RaiseAlert): Promise<{ consultId: string; fresh: boolean }> {
  allow(mayConsult.create(actor))
  const before = await raisedBefore(tx, actor, input, now)
  if (before) return { consultId: before, fresh: false }
  await checkAddressee(tx, actor, input)
  const { supportingId, specialtyCode, line, overrideReason } = input
  const covered = await coverageNow(tx, { requestingId: actor.hospitalId, supportingId, specialtyCode }, now)
  const t = translate('vi')
  const consultId = newId()
  await tx.consult.create({ data: { id: consultId, state: 'draft', requestingId: actor.hospitalId, departmentId: actor.departmentId, treatingDoctorId: actor.personId, supportingId, createdAt: now, updatedAt: now } })
  await grantAccess(tx, now, { consultId, hospitalId: actor.hospitalId, personId: actor.personId, kind: 'treating', basis: 'author' })
  await tx.consultIdentity.create({ data: { consultId, unidentified: true, basisReason: t('alert:basis') } })
  await recordBasis(tx, now, actor, consultId, { kind: 'emergency', person: '', relation: '', reason: t('alert:basis') }, null)

  const draft = await loadConsult(tx, actor, consultId, now)
  const code = await nextCode(tx, actor.hospitalId, Number(todayInVietnam(now).slice(0, 4)))
  const situation = line || t('alert:situation')
  const question = t('alert:question')
  const dutyIds = await askWholeDuty(tx, { consultId, supportingId, specialtyCode }, now)
  await changeState(tx, record, actor, now, { ...draft, code, level: 'redAlert', supportingId }, {
    action: 'send', people: dutyIds,
    facts: { supportingId, specialtyCode, agreementId: covered.covered ? covered.agreementId : null, overridden: !covered.covered, basis: 'emergency', version: 1, alert: true, dutyIds },
    data: {
      code, level: 'redAlert', supportingId, specialtyCode, agreementId: covered.covered ? covered.agreementId : null, overrideReason: covered.covered ? null : overrideReason || t('alert:basis'),
      sex: 'unknown', situation, dataBasis: 'emergency', requestVersion: 1, draft: {}, draftVersion: 1, sentAt: now,
    },
  })
  await tx.question.create({ data: { id: newId(), consultId, number: 1, text: question, sinceVersion: 1 } })
  await tx.requestVersion.create({ data: { consultId, version: 1, at: now, personId: actor.personId, content: { kind: 'request', level: 'redAlert', specialtyCode, sex: 'unknown', situation, questions: [question], clinical: {}, files: 0 } } })
  await grantAccess(tx, now, { consultId, hospitalId: actor.hospitalId, role: 'coordinator', kind: 'coordinator', basis: 'requesting' })
  if (actor.departmentId) {
    await grantAccess(tx, now, { consultId, hospitalId: actor.hospitalId, role: 'head', departmentId: actor.departmentId, kind: 'treating', basis: 'headOfDepartment' })
    await grantAccess(tx, now, { consultId, hospitalId: actor.hospitalId, role: 'treatingDoctor', departmentId: actor.departmentId, kind: 'department', basis: 'department' })
  }
  await openToSupporting(tx, now, { consultId, supportingId })
  await activateAlert(tx, record, actor, now, { consultId, requestingId: actor.hospitalId, supportingId, treatingDoctorId: actor.personId, specialistId: null })
  return { consultId, fresh: true }
}
