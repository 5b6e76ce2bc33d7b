import { type z } from '~/platform/zod'
import type { Actor } from '~/domain/audit/actor'
import { transact } from '~/domain/audit/transact.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { notFound, Problem } from '~/platform/problem'
import { isPushService, pushKey } from '~/platform/push/push.server'
import { canSendMail } from '~/platform/mail/mailer.server'
import { canSendSms } from '~/platform/sms/gateway.server'
import { usualChoice } from './plan'
import type * as schema from './schema'

const browsersPerPerson = 10

/** Decides how one wants to be reached from now on. */
export function chooseReach(actor: Actor, choice: z.infer<typeof schema.chooseReach>) {
  return transact(actor, async (tx, record) => {
    const { personId } = actor
    await tx.reachChoice.upsert({ where: { personId }, create: { personId, ...choice }, update: choice })
    record({ name: 'person.reachChosen', subject: 'person', subjectId: personId, fields: Object.keys(choice), audience: [`person:${personId}`] })
    return { personId }
  })
}

/**
 * This browser may be woken. An endpoint belongs to whoever signed in there last: on a shared computer the one before is no longer
 * told there. The oldest goes where there are too many.
 */
export function subscribePush(actor: Actor, { endpoint, p256dh, auth, replaces }: z.infer<typeof schema.subscribePush>, userAgent = '') {
  if (!isPushService(endpoint)) throw new Problem('reach:problem.service')
  return transact(actor, async (tx, record, now) => {
    const { personId } = actor
    const subscription = { personId, p256dh, auth, userAgent: userAgent.slice(0, 300), createdAt: now, failedAt: null }
    if (replaces && replaces !== endpoint) await tx.pushSubscription.deleteMany({ where: { endpoint: replaces, personId } })
    const { id } = await tx.pushSubscription.upsert({ where: { endpoint }, create: { id: newId(), endpoint, ...subscription }, update: subscription, select: { id: true } })
    const extra = await tx.pushSubscription.findMany({ where: { personId }, orderBy: { createdAt: 'desc' }, skip: browsersPerPerson, select: { id: true } })
    if (extra.length > 0) await tx.pushSubscription.deleteMany({ where: { id: { in: extra.map((one) => one.id) } } })
    record({ name: 'person.browserSubscribed', subject: 'person', subjectId: personId, audience: [`person:${personId}`] })
    return { subscriptionId: id }
  })
}

/** One of one's own browsers is not woken any more. */
export function forgetBrowser(actor: Actor, { subscriptionId }: z.infer<typeof schema.forgetBrowser>) {
  return transact(actor, async (tx, record) => {
    const { count } = await tx.pushSubscription.deleteMany({ where: { id: subscriptionId, personId: actor.personId } })
    if (count === 0) throw notFound()
    record({ name: 'person.browserForgotten', subject: 'person', subjectId: actor.personId, audience: [`person:${actor.personId}`] })
    return { subscriptionId }
  })
}

/** What one chose, and what this server and one's own account allow. */
export async function reachOf({ personId }: Pick<Actor, 'personId'>) {
  const [choice, browsers, person, key] = await Promise.all([
    db.reachChoice.findUnique({ where: { personId } }),
    db.pushSubscription.findMany({ where: { personId }, orderBy: { createdAt: 'desc' }, select: { id: true, endpoint: true, userAgent: true, createdAt: true, failedAt: true } }),
    db.person.findUniqueOrThrow({ where: { id: personId }, select: { telephone: true, email: true } }),
    pushKey(),
  ])
  return { choice: choice ?? usualChoice, chosen: choice !== null, browsers, ...person, key, sendsSms: canSendSms(), sendsMail: canSendMail() }
}

/** Whether to offer waking this person's browsers: something urgent came before, and none agreed yet. */
export async function lacksPush({ personId }: Pick<Actor, 'personId'>): Promise<boolean> {
  const [browsers, urgent, choice] = await Promise.all([
    db.pushSubscription.count({ where: { personId } }), db.notice.findFirst({ where: { personId, urgent: true }, select: { id: true } }), db.reachChoice.findUnique({ where: { personId }, select: { push: true } }),
  ])
  return browsers === 0 && urgent !== null && (choice?.push ?? true)
}
