import { Problem } from '~/platform/problem'
import { boundaryOf, MalformedForm, partsOf, type Part } from './multipart'

/** Per file in bytes, files per form, and text fields as a form of ours has them. */
export const uploadLimits = { bytes: 20 * 1024 * 1024, files: 10, fieldBytes: 512 * 1024, fields: 200 }

/** One file the form could not take, and why. */
export interface Refused { name: string; problem: Problem }

/**
 * Reads a form with files, one file in memory at a time; `accept` gets its bytes and the name the browser gave. A file
 * that is too large, one too many, or refused by `accept` with a Problem is told in `problems`; the others are kept and
 * the body is read to its end, or the browser would show a broken connection instead of our answer.
 * Throws a Response: 400 for what is no such form, 413 for far too much of it.
 */
export async function readUpload<T>(request: Request, accept: (bytes: Uint8Array, name: string) => Promise<T>): Promise<{ form: FormData; files: T[]; problems: Refused[] }> {
  const boundary = boundaryOf(request.headers.get('content-type'))
  if (!boundary || !request.body) throw new Response(null, { status: 400 })
  const form = new FormData()
  const files: T[] = []
  const problems: Refused[] = []
  let fields = 0
  let seen = 0
  try {
    for await (const part of partsOf(atMost(request.body, (uploadLimits.files + 1) * uploadLimits.bytes), boundary)) {
      if (part.fileName === null) {
        if ((fields += 1) > uploadLimits.fields) throw new MalformedForm('too many fields')
        form.append(part.name, await textOf(part))
        continue
      }
      const name = part.fileName
      const bytes = await bytesOf(part, uploadLimits.bytes)
      // A file field left empty arrives as a file without name and content.
      if (bytes?.byteLength === 0 && name === '') continue
      seen += 1
      try {
        if (seen > uploadLimits.files) throw new Problem('documents:problem.tooMany', { field: 'files', params: { name, limit: uploadLimits.files } })
        if (!bytes) throw new Problem('documents:problem.tooLarge', { field: 'files', params: { name } })
        files.push(await accept(bytes, name))
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        problems.push({ name, problem: error })
      }
    }
  } catch (error) {
    if (error instanceof MalformedForm) throw new Response(null, { status: 400 })
    throw error
  }
  return { form, files, problems }
}

async function textOf(part: Part): Promise<string> {
  const bytes = await bytesOf(part, uploadLimits.fieldBytes)
  if (!bytes) throw new MalformedForm('a field is too long')
  return new TextDecoder().decode(bytes)
}

/** The part's bytes; null when there are more than `limit`, which are passed over. */
async function bytesOf(part: Part, limit: number): Promise<Uint8Array | null> {
  let chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of part.data) {
    size += chunk.byteLength
    if (size <= limit) chunks.push(chunk)
    else chunks = []
  }
  return size <= limit ? Buffer.concat(chunks) : null
}

async function* atMost(body: ReadableStream<Uint8Array>, limit: number): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader()
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    size += value.byteLength
    if (size > limit) throw new Response(null, { status: 413 })
    yield value
  }
}
