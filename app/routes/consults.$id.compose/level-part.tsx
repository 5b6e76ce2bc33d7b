import { useTranslation } from 'react-i18next'
import type { HospitalCard } from '~/domain/hospitals/queries.server'
import { Choice } from '~/ui/choice'
import { LevelMark } from '~/ui/level-mark'
import { Note } from '~/ui/note'
import { Part } from './part'

const levels = ['redAlert', 'emergency', 'sameDay', 'routine'] as const

/** How urgent it is. Báo động đỏ is shown, but its way is the telephone. */
export function LevelPart({ level, senior }: { level: string; senior: HospitalCard | undefined }) {
  const { t } = useTranslation()
  return (
    <Part number={1} title={t('compose:part.level')}>
      <Choice name="level" legend={t('compose:level.legend')} defaultValue={level}
        options={levels.map((value) => ({ value, label: <LevelMark level={value} />, hint: t(`compose:level.${value}`), disabled: value === 'redAlert' }))} />
      <div className="mt-3 max-w-form">
        <Note tone="red" icon="phone" title={t('compose:level.call.title')}>
          {senior?.telephone
            ? <>{t('compose:level.call.text', { hospital: senior.shortName })}<br /><a className="inline-flex min-h-(--hit) items-center font-semibold text-red" href={`tel:${senior.telephone}`}>{t('compose:level.call.dial', { telephone: senior.telephone })}</a></>
            : t('compose:level.call.plain')}
        </Note>
      </div>
    </Part>
  )
}
