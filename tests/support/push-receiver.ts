import { createDecipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Pushed { path: string; at: number; headers: http.IncomingHttpHeaders; body: Buffer }

/** A push service on a free port: keeps what it is handed, and answers 201, or what `next` says. */
export async function startPushReceiver() {
  const received: Pushed[] = []
  const answers: (number | 'hang')[] = []
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      received.push({ path: request.url ?? '', at: Date.now(), headers: request.headers, body: Buffer.concat(parts) })
      const how = answers.shift() ?? 201
      if (how !== 'hang') response.writeHead(how).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    host: `127.0.0.1:${port}`,
    received,
    next: (...wanted: (number | 'hang')[]) => void answers.push(...wanted),
    stop: () => new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    }),
  }
}

export interface TestBrowser { endpoint: string; p256dh: string; auth: string; keys: ECDH }
let made = 0

/** A browser's subscription at that service, with the keys to read what is sent to it. */
export function aBrowserAt(host: string): TestBrowser {
  const keys = createECDH('prime256v1')
  const p256dh = keys.generateKeys().toString('base64url')
  return { endpoint: `http://${host}/browser/${++made}`, p256dh, auth: randomBytes(16).toString('base64url'), keys }
}

const derive = (secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer => Buffer.from(hkdfSync('sha256', secret, salt, info, length))

/** What a browser makes of an encrypted message (RFC 8291, aes128gcm), written here from the RFC and not with the library that encrypts. */
export function opened({ keys, p256dh, auth }: TestBrowser, body: Buffer): unknown {
  const [salt, idLength] = [body.subarray(0, 16), body.readUInt8(20)]
  const sender = body.subarray(21, 21 + idLength)
  const receiver = Buffer.from(p256dh, 'base64url')
  const shared = derive(keys.computeSecret(sender), Buffer.from(auth, 'base64url'), Buffer.concat([Buffer.from('WebPush: info\0'), receiver, sender]), 32)
  const key = derive(shared, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = derive(shared, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const sealed = body.subarray(21 + idLength)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  // The last record ends with a 2 and its padding.
  return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString())
}
