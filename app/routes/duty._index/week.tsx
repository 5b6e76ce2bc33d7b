import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { DutyLine, ShiftLine } from '~/domain/duty/roster.server'
import { dayOf, formatDay, formatTime } from '~/platform/dates'
import { Chip } from '~/ui/chip'
import { useLineName } from '~/ui/duty/on-duty-list'

function Shift({ shift }: { shift: ShiftLine }) {
  const { t } = useTranslation()
  const { id, name, startsAt, endsAt, rank, telephone, gone, mine, replaces } = shift
  const night = dayOf(startsAt) !== dayOf(endsAt)
  return (
    <li className={mine ? 'mine' : undefined}>
      <span className="hours">{formatTime(startsAt)}–{formatTime(endsAt)}{night ? <span className="sr"> {t('duty:nextDay')}</span> : null}</span>
      <Link to={`/duty/shifts/${id}`} prefetch="none">{name}</Link>
      {rank > 1 ? <small>{t('duty:rank', { rank })}</small> : null}
      {replaces ? <small>{t('duty:replaces')}</small> : null}
      {telephone ? <a className="tel" href={`tel:${telephone}`}>{telephone}</a> : null}
      {gone ? <Chip tone="late" icon="late">{t('duty:gone')}</Chip> : null}
    </li>
  )
}

/** A week: a row for what somebody is on duty for, a column for a day; on a phone the days stand under each other. Gaps are told where they begin. */
export function Week({ lines, days, today }: { lines: readonly DutyLine[]; days: readonly string[]; today: string }) {
  const { t } = useTranslation()
  const nameOf = useLineName()
  const dayName = (day: string, index: number): string => `${t(`duty:day.${index + 1}`)} ${formatDay(day).slice(0, 5)}`
  return (
    <div className="duty-scroll" role="region" aria-label={t('duty:week')} tabIndex={0}>
      <table className="duty-week">
        <thead><tr><th scope="col">{t('duty:line')}</th>{days.map((day, index) => <th key={day} scope="col" aria-current={day === today ? 'date' : undefined}>{dayName(day, index)}</th>)}</tr></thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row">{nameOf(line)}{line.kind === 'specialist' ? <small>{t('duty:kind.specialist')}</small> : null}</th>
              {days.map((day, index) => {
                const shifts = line.shifts.filter(({ startsAt }) => dayOf(startsAt) === day || (index === 0 && dayOf(startsAt) < day))
                const gaps = line.gaps.filter(({ from }) => dayOf(from) === day)
                return (
                  <td key={day} data-day={dayName(day, index)} className={shifts.length + gaps.length === 0 ? 'none' : undefined}>
                    <ul>
                      {shifts.map((shift) => <Shift key={shift.id} shift={shift} />)}
                      {gaps.map(({ from, until }) => <li key={from} className="gap"><Chip tone="late" icon="late">{t('duty:gap', { from: formatTime(from), until: dayOf(until) === dayOf(from) ? formatTime(until) : `${formatTime(until)} ${formatDay(dayOf(until)).slice(0, 5)}` })}</Chip></li>)}
                    </ul>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
