import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { ConsultLine } from '~/domain/consults/list.server'
import { ConsultRow } from '~/ui/consult-row'
import { Register } from '~/ui/register'
import type { Groups } from './groups'

interface GroupProps { title: string; lines: readonly ConsultLine[]; now: string; hospitalId: string; hot?: boolean; note?: string }

function Group({ title, lines, now, hospitalId, hot = false, note }: GroupProps) {
  if (lines.length === 0) return null
  return (
    <section>
      <h2 className="grp">{title} <span className={hot ? 'count hot' : 'count'}>{lines.length}</span>{note ? <small>{note}</small> : null}</h2>
      <Register className="task">{lines.map((line) => <ConsultRow key={line.id} line={line} now={now} ownSide={line.requesting?.id === hospitalId} />)}</Register>
    </section>
  )
}

/** What needs this reader, late first. */
export function Tasks({ groups, now, hospitalId, more }: { groups: Groups; now: string; hospitalId: string; more: boolean }) {
  const { t } = useTranslation()
  const shared = { now, hospitalId }
  return (
    <>
      <Group {...shared} title={t('today:late')} lines={groups.late} hot note={t('today:lateNote')} />
      <Group {...shared} title={t('today:due')} lines={groups.due} />
      <Group {...shared} title={t('today:later')} lines={groups.mine} />
      <Group {...shared} title={t('today:watch')} lines={groups.watched} />
      <p className="all"><Link to="/consults" prefetch="none">{t(more ? 'today:more' : 'today:all')}</Link></p>
    </>
  )
}
