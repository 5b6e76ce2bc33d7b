/*
 * Two hundred who come back at once get the same long state, each as the answer to a question of their own. Socket.IO would write it as
 * JSON and as bytes for each of them; here that is done once. On the wire nothing is different.
 */
interface Encoded { text: string; bytes: Buffer }
const encoded = new WeakMap<object, Encoded>()
/** answers, with the part of them that many get */
const parts = new WeakMap<object, object>()

/** The answer made of `own` and `part`. Whoever is given the same `part` gets the same bytes, so it must not be changed afterwards. */
export function sharing<T extends object, P extends object>(own: T, part: P): T & P {
  const whole = { ...own, ...part }
  parts.set(whole, part)
  return whole
}

/** The answer with something before it; what it shares stays shared. */
export function preceded<T extends object, A extends object>(first: T, answer: A): T & A {
  const part = parts.get(answer)
  return part ? sharing({ ...first, ...answer }, part) as T & A : { ...first, ...answer }
}

export const isShared = (answer: object): boolean => parts.has(answer)

/** How many characters a part takes on the wire. */
export const lengthOf = (part: object): number => encodedOf(part).text.length

function encodedOf(part: object): Encoded {
  const known = encoded.get(part)
  if (known) return known
  // Without its opening brace: it follows what is each one's own.
  const text = `${JSON.stringify(part).slice(1)}]`
  const made = { text, bytes: Buffer.from(text) }
  encoded.set(part, made)
  return made
}

/** What the encoder gave last, until the connection it is for takes it: the two follow each other at once. */
let last: { text: string; head: string; bytes: Buffer } | null = null

interface Packet { type: number; nsp: string; id?: number; data?: unknown }
const ack = 3

/** Lets a server's encoder write shared parts once. */
export function shareParts(io: { encoder: { encode: (packet: never) => unknown[] } }): void {
  const plain = io.encoder.encode.bind(io.encoder) as (packet: Packet) => unknown[]
  io.encoder.encode = (packet: Packet) => encodeShared(packet) ?? plain(packet)
}

function encodeShared({ type, nsp, id, data }: Packet): string[] | null {
  last = null
  const answer: unknown = type === ack && nsp === '/' && Array.isArray(data) ? data[0] : null
  const part = typeof answer === 'object' && answer !== null ? parts.get(answer) : undefined
  if (!answer || !part) return null
  const own = JSON.stringify(Object.fromEntries(Object.entries(answer).filter(([name]) => !(name in part))))
  const head = `${ack}${id ?? ''}[${own.slice(0, -1)}${own.length > 2 ? ',' : ''}`
  const { text, bytes } = encodedOf(part)
  last = { text: head + text, head, bytes }
  return [last.text]
}

interface Created { type: string; data?: unknown; options?: { wsPreEncodedFrame?: Buffer[] } }

/** A connection takes such an answer as bytes made before, as Socket.IO does with what it tells a whole room; one that polls gets the text. */
export function shareBytes(packet: Created): void {
  if (!last || packet.data !== last.text || !packet.options) return
  // Engine.IO's own type of packet comes first: a message.
  const head = Buffer.from(`4${last.head}`)
  packet.options.wsPreEncodedFrame = [Buffer.concat([frameOf(head.length + last.bytes.length), head]), last.bytes]
  last = null
}

/** The beginning of a frame of text of this many bytes (RFC 6455, 5.2): final, not masked. */
function frameOf(length: number): Buffer {
  if (length < 126) return Buffer.from([0x81, length])
  const long = length > 0xffff
  const head = Buffer.alloc(long ? 10 : 4)
  head.writeUInt16BE(0x8100 | (long ? 127 : 126))
  if (long) head.writeBigUInt64BE(BigInt(length), 2)
  else head.writeUInt16BE(length, 2)
  return head
}
