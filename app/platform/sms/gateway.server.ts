import { env, type Env } from '~/platform/env.server'
import { NotHandedOver, askOutside } from '~/platform/http/ask-outside.server'
import { international, withoutMarks } from './plain'

type Gateway = Pick<Env, 'SMS_URL' | 'SMS_METHOD' | 'SMS_BODY' | 'SMS_HEADERS' | 'SMS_OK' | 'SMS_PLAIN'>

/** Without SMS_URL nobody is reached by text message, and pages say so. */
export const canSendSms = (): boolean => env().SMS_URL !== undefined

/** Each place of a template takes what is put in by its own rules. */
const inAddress = encodeURIComponent
function escapingIn(body: string): (value: string) => string {
  const begins = body.trimStart()[0]
  if (begins === '{' || begins === '[') return (value) => JSON.stringify(value).slice(1, -1)
  if (begins === '<') return (value) => value.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return encodeURIComponent
}

const typeOf = (body: string): string => {
  const begins = body.trimStart()[0]
  return begins === '{' || begins === '[' ? 'application/json' : begins === '<' ? 'text/xml; charset=utf-8' : 'application/x-www-form-urlencoded'
}

/**
 * What is asked of the gateway for one message: `{to}` becomes +84912345678, `{to84}` 84912345678, `{to0}` 0912345678, `{text}` the
 * text, each written as the place wants it (address, JSON, XML, form).
 */
export function requestFor(gateway: Gateway, to: string, text: string): { url: string; method: string; headers: Record<string, string>; body?: string } {
  const said = gateway.SMS_PLAIN ? withoutMarks(text) : text.normalize('NFC')
  const values: Record<string, string> = { to, to84: to.slice(1), to0: `0${to.slice(3)}`, text: said }
  const fill = (template: string, escape: (value: string) => string) => template.replace(/\{(to84|to0|to|text)\}/g, (_whole, name: string) => escape(values[name] ?? ''))
  const { SMS_URL = '', SMS_BODY: body, SMS_HEADERS: headers } = gateway
  const method = gateway.SMS_METHOD ?? (body ? 'POST' : 'GET')
  if (!body || method === 'GET') return { url: fill(SMS_URL, inAddress), method, headers }
  const named = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')
  return { url: fill(SMS_URL, inAddress), method, headers: named ? headers : { ...headers, 'Content-Type': typeOf(body) }, body: fill(body, escapingIn(body)) }
}

/**
 * Hands one message to the gateway of SMS_URL; it has taken it when this returns. Throws NotHandedOver, which says whether it was
 * certainly not taken, and whether trying again may help. Never asks twice.
 */
export async function sendSms({ to, text }: { to: string; text: string }, gateway: Gateway = env(), timeout = 10_000): Promise<void> {
  const number = international(to)
  if (!number) throw new NotHandedOver('badNumber', 'never')
  const { url, ...request } = requestFor(gateway, number, text)
  const { status, body } = await askOutside(url, request, timeout)
  if (status < 200 || status >= 300) throw new NotHandedOver(`http${status}`, status === 429 ? 'notYet' : 'never')
  if (gateway.SMS_OK && !gateway.SMS_OK.test(body)) throw new NotHandedOver('answer', 'never')
}
