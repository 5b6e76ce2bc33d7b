import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { OutcomeLine } from '~/domain/consults/outcomes.server'
import type { unreadThreads } from '~/domain/consults/thread.server'
import { formatNear } from '~/platform/dates'
import { Chip } from '~/ui/chip'
import { Section } from '~/ui/section'

/** Messages of others that this reader has not seen. */
export function UnreadThreads({ threads, now }: { threads: Awaited<ReturnType<typeof unreadThreads>>; now: string }) {
  const { t } = useTranslation()
  if (threads.length === 0) return null
  return (
    <Section title={t('thread:today.title')}>
      <ul className="outcomes">
        {threads.map(({ consultId, code, count, at, by }) => (
          <li key={consultId}>
            <Link to={`/consults/${consultId}/thread`} prefetch="none">{t('today:conferences.consult', { code })}</Link>
            <span><Chip tone="wait" icon="chat">{t('thread:unread', { count })}</Chip></span>
            <small>{t('thread:today.from', { name: by, time: formatNear(at, now) })}</small>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** How the patients fared whose consults this reader answered: what no messenger ever tells. */
export function Outcomes({ outcomes, now }: { outcomes: readonly OutcomeLine[]; now: string }) {
  const { t } = useTranslation()
  if (outcomes.length === 0) return null
  const wordsOf = ({ condition, endKind, result, readmitted }: OutcomeLine) => [
    endKind ? t(`record:endKind.${endKind}`) : condition && t(`record:condition.${condition}`), result && result !== 'died' && t(`record:result.${result}`),
    readmitted === undefined ? null : `${t('record:follow.readmission')}: ${t(`record:readmitted.${readmitted === null ? 'unknown' : readmitted ? 'yes' : 'no'}`).toLocaleLowerCase()}`,
  ].filter(Boolean).join(', ')
  return (
    <Section title={t('today:outcomes')}>
      <ul className="outcomes">
        {outcomes.map((line) => (
          <li key={line.id}>
            <Link to={`/consults/${line.id}#theo-doi`} prefetch="none">{line.headline || line.code}</Link>
            <b>{wordsOf(line)}</b>
            <small>{line.code}, {formatNear(line.at, now)}</small>
          </li>
        ))}
      </ul>
    </Section>
  )
}
