import { useTranslation } from 'react-i18next'
import { openStates } from '~/domain/consults/lifecycle'
import type { HospitalCard } from '~/domain/hospitals/queries.server'
import type { ConsultState, Level } from '~/platform/database/enums'
import { Empty } from '~/ui/empty'
import { HospitalBadge } from '~/ui/hospital-badge'
import { LevelMark } from '~/ui/level-mark'
import { Section } from '~/ui/section'
import { StatusChip } from '~/ui/status-chip'

interface Count { hospital: HospitalCard; level: Level | null; state: ConsultState; count: number; late: number }

const states: readonly ConsultState[] = [...openStates, 'closed', 'declined', 'withdrawn', 'rejected']
const levels: readonly Level[] = ['redAlert', 'emergency', 'sameDay', 'routine']
/** By hospital, the most urgent level first, then along the life of a consult. */
const inOrder = (counts: readonly Count[]): Count[] => [...counts].sort((a, b) =>
  a.hospital.shortName.localeCompare(b.hospital.shortName, 'vi') || levels.indexOf(a.level ?? 'routine') - levels.indexOf(b.level ?? 'routine') || states.indexOf(a.state) - states.indexOf(b.state))

/** The authority sees how many stand where, never who. */
export function AuthorityTable({ counts }: { counts: Count[] }) {
  const { t } = useTranslation()
  return (
    <Section title={t('today:authority.title')} note={t('today:authority.note')}>
      {counts.length === 0 ? <Empty title={t('today:authority.none')}><p>{t('today:authority.noneWhy')}</p></Empty> : (
        <div className="overflow-x-auto" role="region" aria-label={t('today:authority.title')} tabIndex={0}>
          <table>
            <thead><tr><th>{t('today:authority.hospital')}</th><th>{t('today:authority.level')}</th><th>{t('today:authority.state')}</th><th className="n">{t('today:authority.count')}</th><th className="n">{t('today:authority.late')}</th></tr></thead>
            <tbody>
              {inOrder(counts).map(({ hospital, level, state, count, late }) => (
                <tr key={`${hospital.id} ${level} ${state}`}>
                  <td><HospitalBadge code={hospital.badge} name={hospital.shortName} /></td><td>{level ? <LevelMark level={level} /> : null}</td><td><StatusChip state={state} /></td><td className="n">{count}</td><td className="n">{late}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  )
}
