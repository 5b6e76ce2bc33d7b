import net from 'node:net'

export interface Received { to: string[]; source: string; messageId: string }

/** What a test wants of the next mail: taken, refused with a reply line, or the line cut before the answer. */
type Answer = 'take' | 'cut' | { refuseRecipient: string } | { refuseMail: string }

/** A mail server of a few lines on a free port of this machine: plain SMTP without sign-in. */
export async function startSmtp() {
  const received: Received[] = []
  const answers: Answer[] = []
  const waiting: { count: number; done: () => void }[] = []
  const open = new Set<net.Socket>()
  const accept = (mail: Received) => {
    received.push(mail)
    for (const { count, done } of waiting) if (received.length >= count) done()
  }
  const server = net.createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => undefined)
    converse(socket, () => answers.shift() ?? 'take', accept)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    /** how the next mails are answered, in this order; then all are taken */
    next: (...wanted: Answer[]) => void answers.push(...wanted),
    /** waits until that many mails have come in altogether */
    until: (count: number) => new Promise<void>((done) => (received.length >= count ? done() : waiting.push({ count, done }))),
    stop: () => new Promise<void>((done) => {
      server.close(() => done())
      for (const socket of open) socket.destroy()
    }),
  }
}

function converse(socket: net.Socket, nextAnswer: () => Answer, accept: (mail: Received) => void): void {
  let rest = ''
  let data: string[] | undefined
  let to: string[] = []
  let answer: Answer = 'take'
  const say = (line: string) => socket.write(`${line}\r\n`)
  const finish = (lines: string[]) => {
    const source = lines.map((line) => (line.startsWith('..') ? line.slice(1) : line)).join('\n')
    if (typeof answer === 'object' && 'refuseMail' in answer) return say(answer.refuseMail)
    accept({ to, source, messageId: /^Message-ID: (.+)$/im.exec(source)?.[1] ?? '' })
    return answer === 'cut' ? socket.destroy() : say('250 taken')
  }
  const hear = (line: string) => {
    if (data) {
      if (line !== '.') return data.push(line)
      const lines = data
      data = undefined
      return finish(lines)
    }
    const command = line.slice(0, 4).toUpperCase()
    if (command === 'MAIL') {
      answer = nextAnswer()
      to = []
    }
    if (command === 'RCPT') {
      if (typeof answer === 'object' && 'refuseRecipient' in answer) return say(answer.refuseRecipient)
      to.push(/<(.+)>/.exec(line)?.[1] ?? '')
    }
    if (command === 'DATA') {
      data = []
      return say('354 go on')
    }
    if (command === 'QUIT') return socket.end('221 bye\r\n')
    return say('250 ok')
  }
  socket.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('latin1')).split('\r\n')
    rest = lines.pop() ?? ''
    lines.forEach(hear)
  })
  say('220 test')
}
