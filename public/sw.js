/*
 * Shows what the push service brings while no page of Chị–Em is open, and leads to it. It keeps no page and no data: what is shown is
 * read from the server each time.
 */
const levels = { redAlert: 'Báo động đỏ', emergency: 'Cấp cứu', sameDay: 'Trong ngày', routine: 'Thường quy' }

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

function read(event) {
  try {
    return event.data ? event.data.json() : {}
  } catch {
    return {}
  }
}

self.addEventListener('push', (event) => {
  const { code = '', level = '', link = '/inbox', count = 1 } = read(event)
  const word = Object.hasOwn(levels, level) ? levels[level] : ''
  const title = [word && `[${word}]`, code || 'Chị–Em'].filter(Boolean).join(' ')
  const body = count > 1 ? `Có ${count} thông báo mới. Mở Chị–Em để xem và xử lý.` : 'Có việc chờ Quý vị. Mở Chị–Em để xem và xử lý.'
  const pressing = level === 'redAlert' || level === 'emergency'
  event.waitUntil(self.registration.showNotification(title, {
    body, lang: 'vi', icon: '/favicon.svg', tag: code || 'chi-em', renotify: true, requireInteraction: pressing, silent: false, data: { link },
    ...(pressing ? { vibrate: [400, 200, 400, 200, 800] } : {}),
  }))
})

/** Only ever a page of our own. */
function addressOf(link) {
  const address = new URL(typeof link === 'string' ? link : '/inbox', self.location.origin)
  return address.origin === self.location.origin ? address.href : `${self.location.origin}/inbox`
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const address = addressOf(event.notification.data && event.notification.data.link)
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
    const here = open.find((client) => client.url === address)
    // A page somebody may be writing on is left as it is.
    return here ? here.focus() : self.clients.openWindow(address)
  })())
})

// The browser exchanged the subscription by itself: the server is told, as the person who is signed in here.
self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil((async () => {
    const old = event.oldSubscription
    const fresh = event.newSubscription || (old && (await self.registration.pushManager.subscribe(old.options)))
    if (!fresh) return
    const { endpoint, keys } = fresh.toJSON()
    const body = new URLSearchParams({ intent: 'subscribe', endpoint, p256dh: keys.p256dh, auth: keys.auth, replaces: old ? old.endpoint : '' })
    await fetch('/push', { method: 'POST', body, credentials: 'same-origin' })
  })())
})
