import { onEvent, settled, sweepEvents } from '~/domain/audit/relay.server'
import { sweepCommands } from '~/domain/audit/sweep-commands.server'
import { seedSpecialties } from '~/domain/catalogue/specialties.server'
import { sweepClocks } from '~/domain/consults/sweep-clocks.server'
import { hearReached, lookAtOnce, tellEscalation } from '~/domain/consults/tell-escalation.server'
import { sweepDrafts } from '~/domain/consults/sweep-drafts.server'
import { sweepFiles } from '~/domain/consults/sweep-files.server'
import { settleConsult } from '~/domain/consults/settle-consult.server'
import { sweepUploads } from '~/domain/consults/sweep-uploads.server'
import { takeIn } from '~/domain/consults/take-in.server'
import { markByDeed, markingEvents } from '~/domain/consults/mark-by-deed.server'
import { tellAlert } from '~/domain/consults/tell-alert.server'
import { tellConsult } from '~/domain/consults/tell-consult.server'
import { tellRecall } from '~/domain/consults/tell-recall.server'
import { tellDuty } from '~/domain/duty/tell-duty.server'
import { renderPaper } from '~/domain/documents/render-paper.server'
import { sweepDeliveries } from '~/domain/notifications/deliver.server'
import { stopDeliveries } from '~/domain/notifications/queue.server'
import { deliverMail, sweepMailBodies } from '~/domain/notifications/send-mail.server'
import { sweepSignIns } from '~/domain/people/sweep-sign-ins.server'
import { sweepCalls } from '~/domain/rooms/sweep-calls.server'
import { endWithDropped } from '~/domain/rooms/end-with-last.server'
import { followCare } from '~/domain/rooms/follow-care.server'
import { settleDropped, tellMinutes } from '~/domain/rooms/tell-minutes.server'
import { endWithdrawn } from '~/domain/schedule/end-withdrawn.server'
import { clearBacklog } from '~/domain/schedule/enter-backlog.server'
import { askFeedback } from '~/domain/schedule/give-feedback.server'
import { sweepSeries } from '~/domain/schedule/prepare-series.server'
import { sweepReminders } from '~/domain/schedule/sweep-reminders.server'
import { tellCall } from '~/domain/schedule/tell-call.server'
import { tellConference } from '~/domain/schedule/tell-conference.server'
import { tellItem } from '~/domain/schedule/tell-item.server'
import { tellSeries } from '~/domain/schedule/tell-series.server'
import { tellInvitation } from '~/domain/schedule/tell-invitation.server'
import { db } from '~/platform/database/database.server'
import { env } from '~/platform/env.server'
import { sweepParts } from '~/platform/files/store.server'
import { sendJob, startJobs, stopJobs } from '~/platform/jobs/jobs.server'
import { log } from '~/platform/log.server'
import { seedDemoDuty } from '../prisma/demo-duty'
import { seedDemo } from '../prisma/seed'

export { takeUpload } from '~/domain/consults/upload-door.server'
export { attachSockets } from '~/sockets/gateway.server'

/** What runs each minute. One that fails does not keep the others from their turn. */
async function sweep(): Promise<void> {
  const sweeps = [sweepEvents, () => sweepClocks(), () => sweepReminders(), () => sweepSeries(), sweepSignIns, sweepParts, sweepDrafts, () => sweepFiles(), sweepUploads, sweepCommands, sweepCalls, sweepMailBodies, sweepDeliveries]
  const failures: unknown[] = []
  for (const clear of sweeps) {
    await clear().catch((err: unknown) => {
      log.error({ err }, 'a sweep failed; again in a minute')
      failures.push(err)
    })
  }
  if (failures.length > 0) throw failures[0]
}

/** The one place where events get their listeners and jobs their work; called once per process, after the migrations. */
export async function start(): Promise<void> {
  await seedSpecialties()
  await startJobs({ mail: deliverMail, 'render-paper': async (id) => void (await renderPaper(id)), 'take-in': takeIn, sweep })
  onEvent('consult.*', 'work that is done', settleConsult)
  for (const name of ['consult.send', 'consult.leaveByLevel', 'consult.raiseLevel']) onEvent(name, `alerts of ${name}`, tellAlert)
  onEvent('consult.*', 'consult notices', tellConsult)
  for (const name of ['consult.reminded', 'consult.escalated', 'consult.unreached']) onEvent(name, `clock notices of ${name}`, tellEscalation)
  for (const name of ['consult.send', 'consult.approve', 'consult.approveByTelephone', 'consult.leaveByLevel', 'consult.submitForApproval', 'consult.redirect', 'consult.raiseLevel', 'consult.supplement', 'consult.askAgain']) onEvent(name, `clocks after ${name}`, lookAtOnce)
  for (const name of markingEvents) onEvent(name, `alert marks by ${name}`, markByDeed)
  for (const name of ['consult.logCall', 'notice.acknowledged']) onEvent(name, `people reached by ${name}`, hearReached)
  onEvent('consult.recallFile', 'who opened a recalled file', tellRecall)
  onEvent('consult.withdraw', 'conferences of what was withdrawn', endWithdrawn)
  onEvent('consult.withdrawConsent', 'conferences of withdrawn consents', endWithdrawn)
  for (const name of ['conference.called', 'conference.joined']) onEvent(name, `calls of ${name}`, tellCall)
  onEvent('conference.*', 'conference notices', tellConference)
  for (const name of ['conference.itemMoved', 'conference.itemDropped']) onEvent(name, `consults of ${name}`, tellItem)
  onEvent('invitation.*', 'invitation notices', tellInvitation)
  onEvent('minutes.*', 'minutes notices', tellMinutes)
  for (const name of ['consult.handOver', 'consult.takeOver']) onEvent(name, `minutes after ${name}`, followCare)
  for (const name of ['conference.notHeld', 'conference.itemDropped']) onEvent(name, `minutes waited for before ${name}`, settleDropped)
  onEvent('conference.itemDropped', 'conferences whose other minutes are confirmed', endWithDropped)
  onEvent('consult.*', 'backlogs it waits in', clearBacklog)
  onEvent('series.*', 'series notices', tellSeries)
  for (const name of ['conference.closed', 'feedback.given']) onEvent(name, `feedback after ${name}`, askFeedback)
  onEvent('swap.*', 'swap notices', tellDuty)
  onEvent('shift.*', 'shift notices', tellDuty)
  onEvent('paper.issued', 'render paper', (event) => db.$transaction((tx) => sendJob(tx, 'render-paper', event.subjectId)))
  if (env().DEMO) {
    await seedDemo()
    await seedDemoDuty()
  }
  await sweepEvents()
}

/** Lets what has begun come to its end, within the seconds a stopping process has. */
export async function stop(): Promise<void> {
  await settled()
  await Promise.all([stopJobs(3_000), stopDeliveries(3_000)])
}
