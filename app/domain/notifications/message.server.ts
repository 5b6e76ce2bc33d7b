import { formatDateTime } from '~/platform/dates'
import { env } from '~/platform/env.server'
import type { Level } from '~/platform/database/enums'
import { withoutMarks } from '~/platform/sms/plain'
import { translate } from '~/platform/texts/translate.server'
import { noticeParams, type NoticeParams } from './notice-params'
import { recordOf } from './plan'
import { sayNotice } from './wording'

/** A notice as a message is made of it. */
export interface Line { kind: string; params: NoticeParams; at: Date; href: string; level: Level | null; urgent: boolean }

export const lineOf = ({ kind, params, at, href, level, urgent }: Omit<Line, 'params'> & { params: unknown }): Line => ({ kind, at, href, level, urgent, params: noticeParams.parse(params) })

const linkTo = (href: string): string => new URL(href, env().PUBLIC_URL).href
/** Where a message of several notices leads: their consult, or the inbox. */
function placeOf(lines: readonly Line[]): string {
  const [first] = lines
  if (!first || lines.length === 1) return first?.href ?? '/inbox'
  return lines.every(({ href }) => recordOf(href) === recordOf(first.href)) ? recordOf(first.href) : '/inbox'
}

/** Of several the most pressing, as the enum orders them. */
const order: readonly Level[] = ['redAlert', 'emergency', 'sameDay', 'routine']
const highest = (lines: readonly Line[]): Level | null => order.find((level) => lines.some((line) => line.level === level)) ?? null

/**
 * What the push service carries, encrypted: code, level and link, or how many notices wait. It may be shown on a locked
 * telephone, so it says nothing else.
 */
export function pushText(lines: readonly Line[]): { code: string; level: Level | null; link: string; count: number } {
  const link = placeOf(lines)
  return { code: link === '/inbox' ? '' : (lines[0]?.params.code ?? ''), level: highest(lines), link, count: lines.length }
}

const oneMessage = 160

/** A text message, in Vietnamese: code, level, what happened and the link; what happened is left out where that takes a second message. */
export function smsText(lines: readonly Line[]): string {
  const t = translate('vi')
  const [line] = lines
  const link = linkTo(placeOf(lines))
  if (!line || lines.length > 1) return t('notifications:sms.several', { count: lines.length, link })
  const said = sayNotice(t, line.kind, line.params)
  const whole = t('notifications:sms.one', { ...said, link })
  return withoutMarks(whole).length <= oneMessage ? whole : t('notifications:sms.short', { ...said, link })
}

/** The mail of some notices, in Vietnamese: code, level and where to look. What concerns the patient stays behind the sign-in. */
export function mailText(name: string, lines: readonly Line[], withCalendar = false): { subject: string; body: string } {
  const t = translate('vi')
  const [line] = lines
  if (line && lines.length === 1) {
    const said = sayNotice(t, line.kind, line.params)
    return { subject: t('notifications:mail.subject', { ...said }), body: t(withCalendar ? 'notifications:mail.invitation' : 'notifications:mail.body', { ...said, name, at: formatDateTime(line.at), link: linkTo(line.href) }) }
  }
  const items = lines.map(({ kind, params, at, href }) => t('notifications:mail.item', { ...sayNotice(t, kind, params), at: formatDateTime(at), link: linkTo(href) })).join('\n\n')
  const values = { name, items, count: lines.length, link: linkTo(placeOf(lines)), code: line?.params.code ?? '' }
  return placeOf(lines) === '/inbox'
    ? { subject: t('notifications:mail.digestSubject', values), body: t('notifications:mail.digestBody', values) }
    : { subject: t('notifications:mail.mergedSubject', values), body: t('notifications:mail.digestBody', values) }
}
