import { startPushReceiver } from '../../support/push-receiver'
import { startSmsGateway } from '../../support/sms-gateway'

// The gateway and the push service, in a process of their own: they write down when each message came.
const [sms, push] = await Promise.all([startSmsGateway(), startPushReceiver()])
process.on('message', (message) => {
  if (message !== 'received') return
  process.send?.({
    sms: sms.received.map(({ to, text, at }) => ({ to, text, at })),
    push: push.received.map(({ path, at, body }) => ({ path, at, body: body.toString('base64') })),
  })
})
process.send?.({ smsUrl: sms.url, pushHost: push.host })
