import { useTranslation } from 'react-i18next'
import type { LateLine } from '~/domain/consults/pressing.server'
import { formatNear } from '~/platform/dates'
import { Chip } from '~/ui/chip'
import { LevelMark } from '~/ui/level-mark'
import { Section } from '~/ui/section'
import { StatusChip } from '~/ui/status-chip'

/** The authority's list of what is late: code, hospitals, specialty, level, state and clock; no patient. */
export function LateList({ late, now }: { late: readonly LateLine[]; now: string }) {
  const { t, i18n } = useTranslation()
  return (
    <Section title={t('alert:late.title')} note={t('alert:late.note')}>
      {late.length === 0 ? <p>{t('alert:late.none')}</p> : (
        <div className="overflow-x-auto" role="region" aria-label={t('alert:late.title')} tabIndex={0}>
          <table>
            <thead><tr>{(['code', 'from', 'to', 'specialty', 'level', 'state', 'clock', 'due', 'rung'] as const).map((column) => <th key={column}>{t(`alert:late.${column}`)}</th>)}</tr></thead>
            <tbody>
              {late.map((line) => (
                <tr key={`${line.code} ${line.clock}`}>
                  <td className="num">{line.code}</td><td>{line.from}</td><td>{line.to}</td><td>{i18n.language === 'vi' ? line.specialty.vi : line.specialty.en}</td>
                  <td>{line.level ? <LevelMark level={line.level} /> : null}</td><td><StatusChip state={line.state} /></td><td>{t(`alert:late.kind.${line.clock}`)}</td><td className="num">{formatNear(line.dueAt, now)}</td>
                  <td>{line.unreached ? <Chip tone="late" icon="late">{t('alert:late.nobody')}</Chip> : t('alert:late.rungs', { count: line.rung })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  )
}
