import nodemailer from 'nodemailer'
import { env } from '~/platform/env.server'
import { methodOf } from '~/platform/ical'

/** A mail in plain text. `id` names it for ever: the same mail sent twice carries the same Message-ID, by which mail programs show it once. `calendar` is an iCalendar message, which goes as a part of its own. */
export interface Letter { id: string; to: string; subject: string; text: string; calendar?: string | null }

/** Without SMTP_URL mails are kept, not sent. */
export const canSendMail = (): boolean => env().SMTP_URL !== undefined

/** Hands one mail to the server of SMTP_URL, which has accepted it when this returns. Throws MailRefused. */
export async function sendMail({ id, to, subject, text, calendar }: Letter): Promise<void> {
  const { SMTP_URL: url, MAIL_FROM: from, PUBLIC_URL } = env()
  // Well inside the time after which the job would be given to another worker.
  const transport = nodemailer.createTransport({ url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, disableFileAccess: true, disableUrlAccess: true })
  try {
    const icalEvent = calendar ? { icalEvent: { method: methodOf(calendar), filename: 'hoi-chan.ics', content: calendar } } : {}
    await transport.sendMail({ from, to, subject, text, ...icalEvent, messageId: `<${id}@${new URL(PUBLIC_URL).hostname}>`, headers: { 'Auto-Submitted': 'auto-generated' } })
  } catch (error) {
    throw MailRefused.from(error)
  } finally {
    transport.close()
  }
}

/** Why a mail was not taken, in codes: a server's own words may repeat addresses. */
export class MailRefused extends Error {
  /** trying again will not help: the server knows no such recipient */
  readonly forGood: boolean

  constructor(code: string, forGood: boolean) {
    super(code)
    this.name = 'MailRefused'
    this.forGood = forGood
  }

  static from(error: unknown): MailRefused {
    const { code, responseCode } = partsOf(error)
    return new MailRefused([code, responseCode].filter(Boolean).join(' '), code === 'EENVELOPE' && (responseCode ?? 0) >= 500)
  }
}

function partsOf(error: unknown): { code: string; responseCode: number | undefined } {
  if (typeof error !== 'object' || error === null) return { code: 'unknown', responseCode: undefined }
  return {
    code: 'code' in error && typeof error.code === 'string' ? error.code : 'unknown',
    responseCode: 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : undefined,
  }
}
