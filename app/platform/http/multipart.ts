/** One part of a form: a text field, or a file where `fileName` is not null. Its data must be read before the next part. */
export interface Part { name: string; fileName: string | null; data: AsyncGenerator<Uint8Array, void> }

/** The body is not what multipart/form-data (RFC 7578) looks like. */
export class MalformedForm extends Error {}

const maxHead = 8 * 1024

/** The boundary a Content-Type names, or null when it is no multipart form. */
export function boundaryOf(contentType: string | null): string | null {
  const found = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? '')
  return found?.[1] ?? found?.[2] ?? null
}

/**
 * Reads a multipart form part by part, holding no more than one chunk and a boundary in memory. Written here because
 * Remix's own reader refuses a semicolon in a file name, and Request.formData() keeps the whole body in memory.
 */
export async function* partsOf(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part, void> {
  const source = body[Symbol.asyncIterator]()
  // The first boundary has no line break before it; giving it one makes all alike.
  let held: Buffer = Buffer.from('\r\n')
  const mark = Buffer.from(`\r\n--${boundary}`, 'latin1')
  const more = async (): Promise<void> => {
    const { done, value } = await source.next()
    if (done) throw new MalformedForm('the form ends before its last boundary')
    held = Buffer.concat([held, value])
  }
  const upTo = async function* (): AsyncGenerator<Uint8Array, void> {
    for (;;) {
      const at = held.indexOf(mark)
      if (at >= 0) {
        if (at > 0) yield held.subarray(0, at)
        held = held.subarray(at + mark.length)
        return
      }
      const safe = held.length - mark.length
      if (safe > 0) {
        yield held.subarray(0, safe)
        held = held.subarray(safe)
      }
      await more()
    }
  }
  const preamble = upTo()
  while (!(await preamble.next()).done);
  for (;;) {
    while (held.length < 2) await more()
    if (held.subarray(0, 2).toString('latin1') === '--') return
    let end: number
    while ((end = held.indexOf('\r\n\r\n')) < 0) {
      if (held.length > maxHead) throw new MalformedForm('the head of a part is too long')
      await more()
    }
    const head = readHead(new TextDecoder().decode(held.subarray(0, end)))
    held = held.subarray(end + 4)
    const data = upTo()
    yield { ...head, data }
    // What the reader left of this part is passed over.
    while (!(await data.next()).done);
  }
}

function readHead(head: string): Omit<Part, 'data'> {
  const line = head.split('\r\n').find((candidate) => /^content-disposition\s*:/i.test(candidate))
  const name = line && parameter(line, 'name')
  if (!line || !/:\s*form-data\s*;/i.test(line) || name === undefined || name === null) throw new MalformedForm('a part without a name')
  return { name, fileName: parameter(line, 'filename') }
}

/** Browsers quote names and write %22, %0D and %0A for quote and line breaks (HTML standard); backslashes are themselves. */
function parameter(line: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(line)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? null : value.replace(/%(22|0D|0A)/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}
