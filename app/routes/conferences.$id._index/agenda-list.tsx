import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { AgendaList as List } from '~/domain/schedule/agenda-list.server'
import { formatDateTime } from '~/platform/dates'
import { Chip, type Tone } from '~/ui/chip'
import type { IconName } from '~/ui/icon'
import { LevelMark } from '~/ui/level-mark'
import { Note } from '~/ui/note'
import { Section } from '~/ui/section'

const looks: Record<List['lines'][number]['state'], [Tone, IconName]> = { waiting: ['wait', 'wait'], done: ['done', 'done'], moved: ['rest', 'go'], dropped: ['rest', 'no'] }

/** The consults in order, with minutes, who presents and how far each is. */
export function AgendaList({ list: { lines, may }, conferenceId, shownId }: { list: List; conferenceId: string; shownId: string }) {
  const { t } = useTranslation()
  const sum = lines.filter(({ state }) => state === 'waiting' || state === 'done').reduce((total, { minutes }) => total + minutes, 0)
  return (
    <Section title={t('schedule:agenda.title')} note={may.plan ? <Link to={`/conferences/${conferenceId}/plan`} prefetch="none">{t('schedule:agenda.change')}</Link> : t('schedule:agenda.minutesCount', { count: sum })}>
      <ol className="agenda-list">
        {lines.map((line) => {
          const [tone, icon] = looks[line.state]
          return (
            <li key={line.id} aria-current={lines.length > 1 && line.id === shownId ? 'true' : undefined}>
              <p>{lines.length > 1 ? <Link to={`?item=${line.id}`} prefetch="none" preventScrollReset><b>{line.code}</b></Link> : <b>{line.code}</b>} {line.level ? <LevelMark level={line.level} /> : null}</p>
              <p className="meta">{t('schedule:agenda.line', { hospital: line.hospital, count: line.minutes })}{line.presenter ? `, ${t('schedule:agenda.presents', { name: line.presenter })}` : ''}</p>
              {line.state === 'waiting' ? null : <Chip tone={tone} icon={icon}>{line.movedTo ? t('schedule:agenda.movedTo', { time: formatDateTime(line.movedTo) }) : t(`schedule:agenda.state.${line.state}`)}</Chip>}
              {line.reason ? <p className="whitespace-pre-wrap">{line.reason}</p> : null}
            </li>
          )
        })}
      </ol>
    </Section>
  )
}

/** What a head said of it, where one was asked: of an emergency also afterwards. */
export function ApprovalNote({ list: { approval } }: { list: List }) {
  const { t } = useTranslation()
  if (!approval) return null
  if (approval.state === 'awaiting') return <Note tone="wait" title={t('schedule:approval.stillAwaits')} />
  return <Note tone={approval.state === 'approved' ? 'done' : 'soon'} title={t(`schedule:approval.${approval.state}`, { name: approval.by })}>{approval.note}</Note>
}
