import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { ConsultLine } from '~/domain/consults/list.server'
import type { Task } from '~/domain/consults/tasks'
import { formatNear } from '~/platform/dates'
import { ButtonLink } from './button'
import { Clock } from './clock'
import { HospitalBadge } from './hospital-badge'
import { LevelMark } from './level-mark'
import { consultWords } from './patient-words'
import { Row } from './row'
import { StatusChip } from './status-chip'

/** Where a task is done. */
const placeOf = (id: string, task: Task): string => (task === 'finishDraft' ? `/consults/${id}/compose` : task === 'answer' ? `/consults/${id}/answer` : `/consults/${id}`)

const quarter = (line: ConsultLine, now: string): 'late' | 'soon' | undefined => {
  if (!line.dueAt) return undefined
  const [due, started, current] = [line.dueAt, line.startedAt, now].map((instant) => Date.parse(instant)) as [number, number, number]
  return current > due ? 'late' : due - current <= (due - started) / 4 ? 'soon' : undefined
}

/**
 * One consult in a list: its clock in the margin, who without a name and what about, where it stands, and the one thing this reader
 * does next. Needs the namespaces consults, record and today.
 */
export function ConsultRow({ line, now, ownSide }: { line: ConsultLine; now: string; ownSide: boolean }) {
  const { t } = useTranslation()
  const { id, task, level, code, requesting, supporting, dueAt } = line
  const other = ownSide ? supporting : requesting
  const to = task === 'finishDraft' ? placeOf(id, task) : `/consults/${id}`
  const tone = quarter(line, now)
  return (
    <Row {...(tone && { tone })} margin={dueAt ? <Clock dueAt={dueAt} startedAt={line.startedAt} now={now} {...(line.state !== 'following' && level && { promise: t(`record:promise.${level}`) })} /> : <small>{t('record:list.updated', { time: formatNear(line.updatedAt, now) })}</small>}>
      <div>
        <h3><Link to={to} prefetch="none">{consultWords(t, line)}</Link></h3>
        <p className="meta">
          {level ? <LevelMark level={level} /> : null}<span>{code ?? t('record:list.noCode')}</span>
          {other ? <span><HospitalBadge code={other.badge} senior={ownSide} name={other.shortName} /></span> : null}
        </p>
      </div>
      <div className="st"><StatusChip state={line.state} />{line.specialist && line.state === 'withSpecialists' ? <small>{line.specialist}</small> : null}</div>
      <div className="act"><ButtonLink to={placeOf(id, task)} kind={task === 'watch' ? 'plain' : 'go'}>{t(`today:task.${task}`)}<span className="sr"> {code}</span></ButtonLink></div>
    </Row>
  )
}
