/** Names of fields that may carry a patient or a secret, lower case. They never reach a log, whoever logs the object around them. */
const hidden = new Set([
  'password', 'passwordhash', 'token', 'secret', 'cookie', 'set-cookie', 'authorization', 'headers', 'query', 'params', 'values', 'args',
  'patientname', 'patient', 'identity', 'fullname', 'situation', 'diagnosis', 'question', 'questions', 'answer', 'answers', 'text', 'note', 'reason', 'summary', 'remark', 'general',
  'body', 'draft', 'content', 'treatmentplan', 'conclusion', 'conclusions', 'basisperson', 'basisrelation', 'basisreason', 'recordnumber', 'admissionnumber', 'room', 'bed',
  'telephone', 'email', 'recipient', 'to', 'subject', 'message', 'detail', 'where', 'hint', 'internalquery', 'meta', 'filename', 'smtp_url', 'database_url', 'turn_secret', 'connectionstring',
])
const looksSecret = /password|token|secret|cookie/i
const censored = '[redacted]'
const deepest = 6

type Plain = string | number | boolean | null | undefined | Plain[] | { [name: string]: Plain }

/**
 * What may be written of a value: fields by name, however deep; errors as type, code and stack frames, since databases and
 * parsers put the offending values into messages; binary and too deep things as a word.
 */
export function redact(value: unknown, depth = 0, seen: ReadonlySet<object> = new Set()): Plain {
  if (typeof value === 'bigint') return String(value)
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value !== 'object') return `[${typeof value}]`
  if (value instanceof Error) return errorOf(value, depth, seen)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (seen.has(value) || depth >= deepest || ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Map || value instanceof Set) return '[object]'
  const inside = new Set(seen).add(value)
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, depth + 1, inside))
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, fieldOf(name, held, depth, inside)]))
}

/** A name may be an event's or a patient's: only what looks like a word of the program is kept. */
const named = new Set(['name', 'title', 'failure'])

function fieldOf(name: string, held: unknown, depth: number, inside: ReadonlySet<object>): Plain {
  if (isHidden(name)) return censored
  if (name === 'stack' && typeof held === 'string') return framesOf(held, '')
  if (named.has(name.toLowerCase()) && typeof held === 'string') return word(held) ?? censored
  return redact(held, depth + 1, inside)
}

const isHidden = (name: string): boolean => hidden.has(name.toLowerCase()) || looksSecret.test(name)

const word = (value: unknown): string | undefined => (typeof value === 'string' || typeof value === 'number') && /^[\w$.-]{1,60}$/.test(String(value)) ? String(value) : undefined

function errorOf(error: Error, depth: number, seen: ReadonlySet<object>): Plain {
  const cause = error.cause instanceof Error && depth < deepest && !seen.has(error.cause) ? { cause: errorOf(error.cause, depth + 1, new Set(seen).add(error)) } : {}
  return { type: word(error.name) ?? 'Error', code: 'code' in error ? word(error.code) : undefined, stack: framesOf(error.stack ?? '', error.message), ...cause }
}

// Where a frame points; a message may hold lines that begin like one.
const frame = /^ {4}at (?:[\w$.<>[\] #]+ \()?(?:file:\/\/|node:|\/|[A-Z]:\\|<anonymous>|async )[^\n]*$/

function framesOf(stack: string, message: string): string[] {
  const at = message === '' ? -1 : stack.indexOf(message)
  const frames = at < 0 ? stack : stack.slice(at + message.length)
  return frames.split('\n').filter((line) => frame.test(line)).slice(0, 12)
}
