import type { TFunction } from 'i18next'
import { dayOf, formatDay } from '~/platform/dates'
import type { Piece } from '~/platform/pdf/pdf.server'
import { confirmationsOf, type ConferenceContent } from './paper-content'
import { fullName, momentWords, paragraph, signature } from './paper-pieces'

type Role = ConferenceContent['confirmations'][number]['role']

/** The column of one who signs: with the electronic confirmation, with the day of a signature by hand, or with room to sign. */
export function signs(content: ConferenceContent, role: Role, who: { name: string; title: string }, t: TFunction): Piece {
  const given = confirmationsOf(content).find((one) => one.role === role)
  const by = { role: `papers:minutes.${role}Signs`, note: 'papers:minutes.signNote', name: given ?? who }
  if (given?.method === 'paper') return signature(t, { ...by, note: 'papers:minutes.signedOnPaper', params: { date: formatDay(dayOf(given.at)) } })
  return signature(t, { ...by, ...(given && { confirmedAt: given.at }) })
}

/** Who confirmed when and how, who was named in whose place, and the fingerprints of the text and of the signed sheet. */
export function confirmedBy(content: ConferenceContent, t: TFunction): Piece[] {
  const { named, textSha256, printed } = content
  return [
    ...named.map(({ role, former, by, at, reason }) => paragraph(t(`papers:minutes.named.${role}`, { former: fullName(former), name: fullName(by), moment: momentWords(at, t), reason }))),
    ...confirmationsOf(content).map(({ role, at, method, ...person }) => paragraph(t(method === 'paper' ? 'papers:minutes.signed' : 'papers:minutes.confirmed', {
      role: t(`papers:minutes.roles.${role}`), name: fullName(person), moment: momentWords(at, t), date: formatDay(dayOf(at)),
    }))),
    ...(textSha256 ? [hash(t('papers:minutes.textHash'), textSha256, t)] : []),
    ...(printed ? [hash(t('papers:minutes.printedHash', { moment: momentWords(printed.at, t) }), printed.sha256, t), hash(t('papers:minutes.scanHash'), printed.scanSha256, t)] : []),
  ]
}

const hash = (label: string, value: string, t: TFunction): Piece => ({ text: [t('papers:colon', { label }), { text: value, fontSize: 9.5 }], margin: [0, 0, 0, 2] })
