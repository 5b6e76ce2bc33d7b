import path from 'node:path'
import { z } from '~/platform/zod'

const flag = z
  .enum(['0', '1'])
  .optional()
  .transform((value) => value === '1')
const text = z.string().trim().optional()

function jsonOf(given: unknown): unknown {
  if (typeof given !== 'string') return given
  try {
    return JSON.parse(given)
  } catch {
    return given
  }
}

function patternOf(given: string, context: z.RefinementCtx): RegExp {
  try {
    return new RegExp(given, 's')
  } catch {
    context.addIssue({ code: 'custom', message: 'not a regular expression' })
    return z.NEVER
  }
}

const schema = z
  .object({
    /** Empty until server.ts has started the embedded PostgreSQL and put its address here. */
    DATABASE_URL: z.string().default(''),
    DATA_DIR: z.string().default('data').transform((dir) => path.resolve(dir)),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().min(1).max(65535).default(3000),
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** PEM files; together they make this process speak https itself. */
    TLS_CERT: text,
    TLS_KEY: text,
    /** What express calls "trust proxy": addresses of the proxy, e.g. "loopback" or "10.1.2.3". */
    TRUST_PROXY: text,
    /** smtp://name:password@host:587; without it mails are kept and shown to the administrator. */
    SMTP_URL: text,
    MAIL_FROM: z.string().default('Chị–Em <khong-tra-loi@localhost>'),
    /** Any HTTP gateway for text messages: an address with {to} and {text}; without it none are sent. docs/operating.md has examples. */
    SMS_URL: z.string().regex(/^https?:\/\//).optional(),
    /** POST where there is a body, else GET */
    SMS_METHOD: z.enum(['GET', 'POST', 'PUT']).optional(),
    /** JSON, XML or a form, with {to} and {text} */
    SMS_BODY: text,
    /** a JSON object */
    SMS_HEADERS: z.preprocess(jsonOf, z.record(z.string(), z.string()).default({})),
    /** what the answer's text must match to count as accepted: many gateways answer 200 to everything */
    SMS_OK: z.string().optional().transform((given, context) => (given === undefined ? undefined : patternOf(given, context))),
    /** 0 sends Vietnamese with its marks, in messages of 70 characters instead of 160 */
    SMS_PLAIN: z.enum(['0', '1']).default('1').transform((value) => value === '1'),
    /** push services beside the browsers' own, divided by commas: host or host:port */
    PUSH_HOSTS: z.string().default('').transform((hosts) => hosts.split(',').map((host) => host.trim()).filter(Boolean)),
    /** Relays for sound and picture, divided by commas (turn:host:3478), and coturn's static-auth-secret. */
    TURN_URL: text,
    TURN_SECRET: text,
    DEMO: flag,
    /** milliseconds the demonstration's clock is ahead of (or, below zero, behind) the real one; nothing without DEMO */
    CLOCK_OFFSET: z.coerce.number().int().default(0),
    MIGRATE: flag,
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  })
  .transform((given) => {
    const scheme = given.TLS_CERT && given.TLS_KEY ? 'https' : 'http'
    const fallback = `${scheme}://${isLoopback(given.HOST) ? 'localhost' : given.HOST}:${given.PORT}`
    return { ...given, PUBLIC_URL: new URL(given.PUBLIC_URL ?? fallback).origin }
  })

export type Env = z.output<typeof schema>

let known: { from: string | undefined; env: Env } | undefined

/**
 * The settings of this process, checked once. DATA_DIR is absolute, PUBLIC_URL an origin without a closing slash,
 * DEMO and MIGRATE are booleans. Throws an Error naming each wrong variable.
 */
export function env(): Env {
  if (!known || known.from !== process.env.DATABASE_URL) known = { from: process.env.DATABASE_URL, env: read() }
  return known.env
}

function read(): Env {
  // An empty variable, as in an .env template left blank, counts as not set.
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  const { success, data, error } = schema.safeParse(given)
  if (success) return data
  const wrong = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`Biến môi trường không hợp lệ / wrong environment variables:\n  ${wrong.join('\n  ')}`)
}

function isLoopback(host: string) {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
