import type { Actor } from '~/domain/audit/actor'
import { askAgain } from '~/domain/consults/ask-again.server'
import { approveByTelephone, approveConsult, confirmApproval, rejectConsult, returnForChanges } from '~/domain/consults/approve.server'
import { assignSpecialist } from '~/domain/consults/assign-specialist.server'
import { addRemark, closeConsult, closeNotFollowed, evaluateConsult } from '~/domain/consults/close-consult.server'
import { completeDetails } from '~/domain/consults/complete-details.server'
import { acknowledgeCorrection } from '~/domain/consults/confirm-opinion.server'
import { decideConsult } from '~/domain/consults/decide-consult.server'
import { addFollowUp, endEpisode } from '~/domain/consults/follow-up.server'
import { keepDissent } from '~/domain/consults/keep-dissent.server'
import { enterReadmission } from '~/domain/consults/readmission.server'
import { handOver, takeOver } from '~/domain/consults/hand-over.server'
import { recallFile, recallFileSchema } from '~/domain/consults/recall-file.server'
import { redirectConsult } from '~/domain/consults/redirect-consult.server'
import { takeOnConsult } from '~/domain/consults/take-on.server'
import { acceptConsult, askForMore, declineConsult } from '~/domain/consults/receive.server'
import { logCall } from '~/domain/consults/log-call.server'
import { referConsult } from '~/domain/consults/refer-consult.server'
import { reopenConsult } from '~/domain/consults/reopen-consult.server'
import * as schema from '~/domain/consults/schema'
import { supplementConsult } from '~/domain/consults/supplement.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { uuid } from '~/platform/http/form'
import { flash } from '~/platform/http/flash.server'
import { bodyOf, submit, verb } from '~/platform/http/submit.server'
import { notFound } from '~/platform/problem'

/** Carries out what a form of the record page asks, and lets the next page say that it was done. */
export async function actOnRecord(request: Request, actor: Actor, consultId: string) {
  if (!uuid.safeParse(consultId).success) throw notFound()
  const given = { given: { consultId } }
  const body = await bodyOf(request)
  const reply = await submit(request, actor, {
    approve: verb(schema.approveConsult, approveConsult, given),
    returnForChanges: verb(schema.returnForChanges, returnForChanges, { ...given, next: () => '/today' }),
    reject: verb(schema.rejectConsult, rejectConsult, given),
    approveByTelephone: verb(schema.approveByTelephone, approveByTelephone, given),
    confirmApproval: verb(schema.confirmApproval, confirmApproval, given),
    takeOn: verb(schema.takeOnConsult, takeOnConsult, { ...given, next: () => `/consults/${consultId}/answer` }),
    redirect: verb(schema.redirectConsult, redirectConsult, { ...given, next: ({ here }) => (here ? `/consults/${consultId}` : '/today') }),
    handOver: verb(schema.handOver, handOver),
    takeOver: verb(schema.takeOver, takeOver, given),
    accept: verb(schema.acceptConsult, acceptConsult, given),
    askForMore: verb(schema.askForMore, askForMore, given),
    decline: verb(schema.declineConsult, declineConsult, given),
    supplement: verb(schema.supplementConsult, supplementConsult, given),
    assign: verb(schema.assignSpecialist, assignSpecialist, given),
    reassign: verb(schema.assignSpecialist, assignSpecialist, given),
    dissent: verb(schema.keepDissent, keepDissent, given),
    decide: verb(schema.decideConsult, decideConsult, given),
    acknowledge: verb(schema.acknowledgeCorrection, acknowledgeCorrection, given),
    followUp: verb(schema.addFollowUp, addFollowUp, given),
    endEpisode: verb(schema.endEpisode, endEpisode, given),
    evaluate: verb(schema.evaluateConsult, evaluateConsult, given),
    remark: verb(schema.addRemark, addRemark, given),
    close: verb(schema.closeConsult, closeConsult, given),
    closeNotFollowed: verb(schema.closeNotFollowed, closeNotFollowed, given),
    logCall: verb(schema.logCall, logCall, given),
    withdraw: verb(schema.withdrawConsult, withdrawConsult, given),
    recallFile: verb(recallFileSchema, recallFile, { ...given, next: () => `/consults/${consultId}#tep` }),
    completeDetails: verb(schema.completeDetails, completeDetails, given),
    askAgain: verb(schema.askAgain, askAgain, given),
    refer: verb(schema.referConsult, referConsult, given),
    reopen: verb(schema.reopenConsult, reopenConsult, given),
    enterReadmission: verb(schema.enterReadmission, enterReadmission, given),
  }, body)
  if (reply instanceof Response) reply.headers.append('Set-Cookie', await flash(`record:done.${String(body.get('intent'))}`))
  return reply
}
