import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Sms { to: string; text: string; at: number; headers: http.IncomingHttpHeaders; answer: SmsAnswer }

/** How the next message is answered: taken, taken with two answers, 200 with an error in it, a status, never, or the line cut after it was read. */
export type SmsAnswer = 'take' | 'twice' | 'lie' | 'hang' | 'cut' | number

/** What tells the gateway's "accepted" from a lie. */
export const accepted = '"code":0'

/** A gateway for text messages on a free port: JSON by POST or the query of a GET, with `to` and `text`. */
export async function startSmsGateway(port = 0) {
  const received: Sms[] = []
  const answers: SmsAnswer[] = []
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const how = answers.shift() ?? 'take'
      received.push({ ...read(request.url ?? '', Buffer.concat(parts).toString()), at: Date.now(), headers: request.headers, answer: how })
      answer(response, how)
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const { port: open } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${open}/send`,
    port: open,
    received,
    /** how the next messages are answered, in this order; then all are taken */
    next: (...wanted: SmsAnswer[]) => void answers.push(...wanted),
    /** answers that were wanted and not asked for */
    forget: () => { answers.length = 0 },
    stop: () => new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    }),
  }
}

function read(url: string, body: string): { to: string; text: string } {
  const query = new URL(url, 'http://gateway').searchParams
  const { to = '', text = '' } = body.startsWith('{') ? (JSON.parse(body) as { to?: string; text?: string }) : Object.fromEntries([...query, ...new URLSearchParams(body)])
  return { to, text }
}

function answer(response: http.ServerResponse, how: SmsAnswer): void {
  if (how === 'hang') return
  if (how === 'cut') return void response.destroy()
  if (typeof how === 'number') return void response.writeHead(how).end('refused')
  const body = how === 'lie' ? '{"code":104,"message":"brandname not active"}' : `{${accepted},"id":"1"}`
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length }).end(body)
  // A second answer on the same line, which nobody asked for.
  if (how === 'twice') response.socket?.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
}
