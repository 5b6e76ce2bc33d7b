import { expect, test } from 'vitest'
import { makeLog } from '~/platform/log.server'

const canary = 'Phùng Văn Định'
const secret = 'bí-mật-7f3a'

function logging() {
  const lines: string[] = []
  return { log: makeLog('trace', { write: (line: string) => void lines.push(line) }), written: () => lines.join('') }
}

class QueryFailed extends Error {
  readonly code = 'P2002'
  readonly meta = { target: canary }
  override readonly name = 'PrismaClientKnownRequestError'
}

const leaks: [string, (log: ReturnType<typeof makeLog>) => void][] = [
  ['a field', (log) => log.info({ patientName: canary, password: secret }, 'x')],
  ['fields far inside', (log) => log.info({ a: { b: { c: { d: { patientName: canary, sessionToken: secret } } } } }, 'x')],
  ['a list of rows', (log) => log.info({ rows: [{ identity: { patientName: canary } }, { questions: [canary] }] }, 'x')],
  ['an error under err', (log) => log.error({ err: new Error(`failed for ${canary}`) }, 'x')],
  ['an error without a message of ours', (log) => log.error({ err: new Error(canary) })],
  ['an error alone', (log) => log.error(new Error(canary))],
  ['an error under another name, in a list', (log) => log.error({ failures: [new Error(canary)] }, 'x')],
  ['a database error with its values', (log) => log.error({ err: new QueryFailed(`Invalid value\n    at ${canary} (/x/y.ts:1:1)`) }, 'x')],
  ['a cause', (log) => log.error({ err: new Error('x', { cause: new Error(canary) }) }, 'x')],
  ['an aggregate', (log) => log.error({ err: new AggregateError([new Error(canary)], canary) }, 'x')],
  ['an error copied into an object', (log) => log.error({ err: { ...new QueryFailed(canary), message: canary, stack: `Error: ${canary}\n    at f (/x.ts:1:1)` } }, 'x')],
  ['a request', (log) => log.info({ request: { headers: { cookie: secret, authorization: secret }, body: canary } }, 'x')],
  ['words after the message', (log) => log.info('signed in %s', canary)],
  ['words after an object', (log) => log.info({ a: 1 }, 'x %s', canary)],
  ['a name', (log) => log.info({ file: { name: `${canary}.jpg` } }, 'x')],
  ['bytes', (log) => log.info({ bytes: Buffer.from(canary) }, 'x')],
]

test.each(leaks)('%s gives nothing away', (_name, write) => {
  const { log, written } = logging()
  write(log)
  expect(written()).toMatch(/^\{"level":"(info|error)"/)
  expect(written()).not.toContain('Phùng')
  expect(written()).not.toContain('Định')
  expect(written()).not.toContain(secret)
})

test('ids, codes, event names and stack frames stay', () => {
  const { log, written } = logging()
  log.warn({ err: new QueryFailed(canary), event: { id: '019a', name: 'consult.sent' }, ms: 12, at: new Date(0) }, 'slow')
  const line: unknown = JSON.parse(written())
  expect(line).toMatchObject({ level: 'warn', msg: 'slow', ms: 12, at: '1970-01-01T00:00:00.000Z', event: { id: '019a', name: 'consult.sent' }, err: { type: 'PrismaClientKnownRequestError', code: 'P2002' } })
  expect(written()).toContain('log.test.ts')
})

test('a circle does not stop it', () => {
  const { log, written } = logging()
  const row: { self?: object } = {}
  row.self = row
  log.info({ row }, 'x')
  expect(written()).toContain('"self":"[object]"')
})
