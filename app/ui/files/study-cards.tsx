import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { StudyCard } from '~/domain/consults/studies.server'
import { formatDate } from '~/platform/dates'
import { Chip } from '~/ui/chip'
import { Icon } from '~/ui/icon'
import { Note } from '~/ui/note'

/** Days of a header, yyyyMMdd, as they are read. */
const birthOf = (day: string) => (/^\d{8}$/.test(day) ? `${day.slice(6)}/${day.slice(4, 6)}/${day.slice(0, 4)}` : day)

/** How the patient of the pictures agrees with the patient of the request: shown, never refused. */
export function Match({ study: { match: { match, differences }, named } }: { study: StudyCard }) {
  const { t } = useTranslation()
  if (match !== 'unlike') return <p><Chip tone={match === 'same' ? 'done' : 'soon'} icon={match === 'same' ? 'done' : 'diff'}>{t(`files:study.${match}`)}</Chip></p>
  const values = { name: named.patientName.replaceAll('^', ' ').trim(), sex: t(`files:study.sex.${named.patientSex}`, { defaultValue: named.patientSex }), birth: birthOf(named.birthDate) }
  return <Note tone="late" icon="diff" title={`${t('files:study.unlike')}:`}>{differences.map((field) => t(`files:study.difference.${field}`, { value: values[field] })).join('; ')}. {t('files:study.check')}</Note>
}

/** Studies with their series: a first picture, how many there are, and the way to leaf through them. */
export function StudyCards({ consultId, studies, action }: { consultId: string; studies: readonly StudyCard[]; action?: (study: StudyCard) => ReactNode }) {
  const { t } = useTranslation()
  return (
    <>
      {studies.map((study) => (
        <section className="study" key={study.id} aria-label={study.description || t('files:study.title')}>
          <header>
            <h3>{study.description || t('files:study.title')}</h3>
            <small>{study.studiedAt ? t('files:study.on', { day: formatDate(study.studiedAt) }) : t('files:study.noDay')}</small>
            {study.unsent ? <Chip tone="rest" icon="draft">{t('files:study.unsent')}</Chip> : null}
            {action?.(study)}
          </header>
          <Match study={study} />
          <ul>
            {study.series.map((series) => (
              <li key={series.id}>
                <a href={`/consults/${consultId}/series/${series.id}`}>
                  {series.thumbnailOf ? <img src={`/consults/${consultId}/files/${series.thumbnailOf}?size=thumbnail`} alt="" width={112} height={112} loading="lazy" /> : <span className="blank"><Icon name="img" /></span>}
                  <b>{[series.modality, series.description || (series.number === null ? '' : t('files:study.seriesNumber', { number: series.number }))].filter(Boolean).join(' ')}</b>
                  <small>{t('files:study.series', { count: series.count })}</small>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
