import type { Actor } from '~/domain/audit/actor'
import { assignSpecialist } from '~/domain/consults/assign-specialist.server'
import { addRemark, closeConsult, closeNotFollowed, evaluateConsult } from '~/domain/consults/close-consult.server'
import { completeDetails } from '~/domain/consults/complete-details.server'
import { acknowledgeCorrection } from '~/domain/consults/confirm-opinion.server'
import { decideConsult } from '~/domain/consults/decide-consult.server'
import { addFollowUp, endEpisode } from '~/domain/consults/follow-up.server'
import { acceptConsult, askForMore, declineConsult } from '~/domain/consults/receive.server'
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
    accept: verb(schema.acceptConsult, acceptConsult, given),
    askForMore: verb(schema.askForMore, askForMore, given),
    decline: verb(schema.declineConsult, declineConsult, given),
    supplement: verb(schema.supplementConsult, supplementConsult, given),
    assign: verb(schema.assignSpecialist, assignSpecialist, given),
    reassign: verb(schema.assignSpecialist, assignSpecialist, given),
    decide: verb(schema.decideConsult, decideConsult, given),
    acknowledge: verb(schema.acknowledgeCorrection, acknowledgeCorrection, given),
    followUp: verb(schema.addFollowUp, addFollowUp, given),
    endEpisode: verb(schema.endEpisode, endEpisode, given),
    evaluate: verb(schema.evaluateConsult, evaluateConsult, given),
    remark: verb(schema.addRemark, addRemark, given),
    close: verb(schema.closeConsult, closeConsult, given),
    closeNotFollowed: verb(schema.closeNotFollowed, closeNotFollowed, given),
    withdraw: verb(schema.withdrawConsult, withdrawConsult, given),
    completeDetails: verb(schema.completeDetails, completeDetails, given),
  }, body)
  if (reply instanceof Response) reply.headers.append('Set-Cookie', await flash(`record:done.${String(body.get('intent'))}`))
  return reply
}
