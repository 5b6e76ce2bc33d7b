import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { ConsultLine } from '~/domain/consults/list.server'
import type { Level } from '~/platform/database/enums'
import { Icon, type IconName } from '~/ui/icon'

const lanes: Array<{ level: Level; icon: IconName }> = [{ level: 'redAlert', icon: 'red' }, { level: 'emergency', icon: 'p1' }, { level: 'sameDay', icon: 'p2' }, { level: 'routine', icon: 'p3' }]

/** What is open by urgency; each lane filters the lists below, the chosen one again shows all. */
export function Lanes({ lines, now, chosen }: { lines: readonly ConsultLine[]; now: string; chosen: string | null }) {
  const { t } = useTranslation()
  return (
    <nav className="lanes" aria-label={t('today:lanes')}>
      {lanes.map(({ level, icon }) => {
        const here = lines.filter((line) => line.level === level && line.state !== 'draft' && line.state !== 'closed')
        const late = here.filter((line) => line.dueAt && line.dueAt < now).length
        return (
          <Link key={level} to={chosen === level ? '/today' : `/today?level=${level}`} prefetch="none" aria-current={chosen === level ? 'true' : undefined}>
            <span className={level === 'redAlert' ? 'name red' : 'name'}><Icon name={icon} />{t(`consults:level.${level}`)}</span>
            <span className="fig"><b>{here.length}</b> {t('today:openCount')}{late > 0 ? <>, <span className="late">{t('today:overdue', { count: late })}</span></> : <span className="ok">, {t('today:inTime')}</span>}</span>
            <small>{t(`today:answerIn.${level}`)}</small>
          </Link>
        )
      })}
    </nav>
  )
}
