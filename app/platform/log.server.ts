import pino from 'pino'

/** Fields that may carry a patient or a secret never reach a log, whoever logs the object around them. */
const hidden = ['password', 'token', 'cookie', 'authorization', 'patientName', 'situation', 'diagnosis', 'question', 'text', 'note', 'body', 'draft', 'content', 'basisPerson', 'telephone', 'email', 'recipient']

/** JSON lines on standard output. Objects are redacted by field name, two levels deep; messages hold no data. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? (process.env.VITEST ? 'silent' : 'info'),
  base: undefined,
  redact: { paths: hidden.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
  serializers: {
    // Prisma puts the values of a failed query into its message: keep name, code and stack frames only.
    err: (error: Error & { code?: string }) => ({ type: error.name, code: error.code, stack: (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at ')).slice(0, 12) }),
  },
})
