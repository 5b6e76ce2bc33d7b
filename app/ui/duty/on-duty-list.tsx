import { useTranslation } from 'react-i18next'
import { formatNear, formatTime } from '~/platform/dates'
import { Chip } from '~/ui/chip'

interface OnDutyPerson { personId: string; name: string; telephone: string; busyUntil: string | null; endsAt: string }
export interface DutyGroup { key: string; kind: 'specialist' | 'doctor' | 'leader'; specialty: { nameVi: string; nameEn: string } | null; department: string; people: OnDutyPerson[] }

/** What a line of the roster is called: the specialty, the department, or what its people do. */
export function useLineName(): (line: Pick<DutyGroup, 'kind' | 'specialty' | 'department'>) => string {
  const { t, i18n } = useTranslation()
  return ({ kind, specialty, department }) => {
    if (kind === 'specialist') return specialty ? (i18n.language === 'vi' ? specialty.nameVi : specialty.nameEn) : t('duty:everySpecialty')
    return kind === 'doctor' ? t('duty:doctorOf', { department }) : t('duty:kind.leader')
  }
}

/** Who is on duty, first to be called first, with the number to call. */
export function OnDutyList({ groups, now }: { groups: readonly DutyGroup[]; now: string }) {
  const { t } = useTranslation()
  const nameOf = useLineName()
  return (
    <dl className="on-duty">
      {groups.map((group) => (
        <div key={group.key}>
          <dt>{nameOf(group)}</dt>
          {group.people.map(({ personId, name, telephone, busyUntil, endsAt }) => (
            <dd key={personId}>
              <b>{name}</b>
              {telephone ? <a className="tel" href={`tel:${telephone}`}>{telephone}<span className="sr"> {t('duty:call', { name })}</span></a> : <span className="hint">{t('duty:noTelephone')}</span>}
              {busyUntil ? <Chip tone="soon" icon="soon">{t('duty:busyUntil', { time: formatTime(busyUntil) })}</Chip> : <span className="hint">{t('duty:until', { time: formatNear(endsAt, now) })}</span>}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  )
}
