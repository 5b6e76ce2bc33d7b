import { useTranslation } from 'react-i18next'
import type { Level } from '~/platform/database/enums'
import { Chip } from './chip'
import { Icon, type IconName } from './icon'

const shapes: Record<Exclude<Level, 'redAlert'>, IconName> = { emergency: 'p1', sameDay: 'p2', routine: 'p3' }

/** How urgent: diamonds from full to hollow, a solid band for báo động đỏ; the route needs the namespace `consults`. */
export function LevelMark({ level }: { level: Level }) {
  const { t } = useTranslation()
  const word = t(`consults:level.${level}`)
  if (level === 'redAlert') return <Chip tone="red" icon="red" solid>{word}</Chip>
  return <span className="chip lane"><Icon name={shapes[level]} />{word}</span>
}
