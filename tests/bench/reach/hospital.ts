import { createDraft } from '~/domain/consults/create-draft.server'
import { sendConsult } from '~/domain/consults/send-consult.server'
import { subscribePush } from '~/domain/notifications/choose-reach.server'
import { addMembership } from '~/domain/people/add-membership.server'
import { actorUnder } from '~/domain/people/actor.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { start, stop } from '~/start.server'
import { aNetwork, aRequest } from '../../support/network'
import { aBrowserAt } from '../../support/push-receiver'

/*
 * The product as it runs: its listeners, its jobs, its database. Doctors send consults by the verb the page calls; nothing is left out
 * but the browser.
 */
const pushHost = process.env.PUSH_HOSTS ?? ''
await start()
const network = await aNetwork()
const extra = await addMembership(null, { personId: await aThirdPerson(), hospitalId: network.senior, roles: ['coordinator'], position: '', validFrom: '2020-01-01' })
const second = await db.membership.findUniqueOrThrow({ where: { id: extra.membershipId }, select: { personId: true } })
const secondActor = await actorUnder(second.personId, extra.membershipId, new Date())
// Somebody is on duty, as in a hospital that works: otherwise each consult is escalated at once and its people are told of that as well.
await db.dutyShift.create({ data: { id: newId(), hospitalId: network.senior, kind: 'specialist', specialtyCode: 'tim-mach', personId: network.specialist.personId, startsAt: new Date(Date.now() - 3_600_000), endsAt: new Date(Date.now() + 8 * 3_600_000), createdAt: new Date() } })
const browsers = []
for (const actor of [network.seniorCoordinator, secondActor, network.specialist]) {
  if (!actor) throw new Error('no coordinator')
  const browser = aBrowserAt(pushHost)
  const { endpoint, p256dh, auth } = browser
  await subscribePush(actor, { endpoint, p256dh, auth })
  browsers.push({ endpoint, p256dh, auth, privateKey: browser.keys.getPrivateKey('base64url') })
}

async function aThirdPerson(): Promise<string> {
  const personId = newId()
  await db.person.create({ data: { id: personId, fullName: 'Trần Thị Bình', title: 'BS', passwordHash: '', createdAt: new Date(), telephone: '0987654321' } })
  return personId
}

/** When each consult was sent: the moment its transaction had committed, by this machine's clock, which is that of the gateway too. */
async function send(count: number, withinMs: number): Promise<{ code: string; at: number }[]> {
  const drafts = []
  for (let n = 0; n < count; n++) drafts.push((await createDraft(network.doctor)).consultId)
  const begin = Date.now()
  const sent = await Promise.allSettled(drafts.map(async (consultId, n) => {
    await new Promise((resolve) => setTimeout(resolve, begin + (n * withinMs) / count - Date.now()))
    await sendConsult(network.doctor, { ...aRequest(network, { level: 'emergency' }), consultId, version: 0 })
    const at = Date.now()
    const { code } = await db.consult.findUniqueOrThrow({ where: { id: consultId }, select: { code: true } })
    return { code: code ?? '', at }
  }))
  return sent.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
}

process.on('message', (message: { count?: number; withinMs?: number; ask?: string }) => {
  const cpu = process.cpuUsage()
  if (message.ask === 'send') void send(message.count ?? 0, message.withinMs ?? 0).then((sent) => process.send?.({ sent, cpu: Object.values(process.cpuUsage(cpu)).reduce((sum, one) => sum + one, 0) / 1e6 }))
  if (message.ask === 'stop') void stop().then(() => process.exit(0))
})
process.send?.({ browsers, people: browsers.length })
