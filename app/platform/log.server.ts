import pino, { type DestinationStream, type Level, type Logger } from 'pino'
import { redact } from './redact'

const plain = (value: object): Record<string, unknown> => {
  const found = redact(value)
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : {}
}

/** No child loggers: pino writes what they carry as it comes. */
export type Log = Pick<Logger, Level>

/** JSON lines with patient data and secrets taken out: objects by field name, errors without their message. Messages hold no data. */
export function makeLog(level: Level | 'silent', destination?: DestinationStream): Log {
  return pino({
    level,
    base: undefined,
    formatters: { log: plain, level: (label) => ({ level: label }) },
    hooks: {
      // pino takes an error's message when none is given, and fills in what follows a message: both may be data.
      logMethod(given, method) {
        const [first, second]: readonly unknown[] = given
        if (typeof first !== 'object' || first === null) return method.call(this, typeof first === 'string' ? first : 'failed')
        return method.call(this, first instanceof Error ? { err: first } : first, typeof second === 'string' ? second : 'failed')
      },
    },
  }, destination ?? pino.destination(1))
}

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** The process's log, on standard output. */
export const log = makeLog(levels.find((level) => level === process.env.LOG_LEVEL) ?? (process.env.VITEST ? 'silent' : 'info'))
