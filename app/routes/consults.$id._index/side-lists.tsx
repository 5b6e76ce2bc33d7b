import { useTranslation } from 'react-i18next'
import { formatDateTime, formatNear } from '~/platform/dates'
import { ButtonLink } from '~/ui/button'
import { Chip } from '~/ui/chip'
import { HospitalBadge } from '~/ui/hospital-badge'
import { Icon } from '~/ui/icon'
import type { RecordView, Signature } from '~/ui/record/view.server'

/** Everybody who took part, the specialist and the treating doctor with what they are. */
export function People({ view: { specialist, treatingDoctor, steps } }: { view: RecordView }) {
  const { t } = useTranslation()
  const key = (by: Signature) => `${by.badge} ${by.name}`
  const named: Array<[Signature, string]> = [...(specialist ? [[specialist, t('record:people.specialist')] as [Signature, string]] : []), [treatingDoctor, t('record:people.treatingDoctor')]]
  const known = new Set(named.map(([by]) => key(by)))
  for (const { by } of steps) {
    if (known.has(key(by))) continue
    known.add(key(by))
    named.push([by, t(by.senior ? 'record:people.supporting' : 'record:people.requesting')])
  }
  return (
    <section>
      <h2>{t('record:people.title')}</h2>
      <ul className="ppl">
        {named.map(([by, role]) => (
          <li key={key(by)}><span><HospitalBadge code={by.badge} senior={by.senior} /></span><span><b>{by.name}</b><small>{role}</small></span></li>
        ))}
      </ul>
    </section>
  )
}

/** Printed papers with their check codes; replaced ones stay, marked. */
export function Papers({ view: { id, papers } }: { view: RecordView }) {
  const { t } = useTranslation()
  if (papers.length === 0) return null
  return (
    <section id="giay-to">
      <h2>{t('record:papers.title')}</h2>
      <ul className="papers">
        {papers.map((paper) => (
          <li key={paper.id}>
            <Icon name="print" />
            <span>
              <a href={`/consults/${id}/papers/${paper.id}`} target="_blank" rel="noreferrer">{t(`record:papers.${paper.kind}`)}</a>
              <small>{t('record:papers.about', { version: paper.version, time: formatDateTime(paper.at) })}</small>
              <small>{t('record:papers.code')} <a className="num" href={`/check/${paper.checkCode}`}>{paper.checkCode}</a></small>
              {paper.superseded ? <Chip tone="rest" icon="undo">{t('record:papers.superseded')}</Chip> : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Conferences about this consult, latest first, with the way in. */
export function Conferences({ view: { conferences, now } }: { view: RecordView }) {
  const { t } = useTranslation()
  if (conferences.length === 0) return null
  return (
    <section id="phien">
      <h2>{t('record:conferences.title')}</h2>
      <ul className="held">
        {conferences.map(({ id, state, startsAt, chair, reason }) => (
          <li key={id}>
            <b>{formatNear(startsAt, now)}</b> {t(`record:conferences.${state}`)}
            <small>{t('record:conferences.chair', { name: chair })}</small>
            {reason ? <p className="told">{reason}</p> : null}
            <ButtonLink kind={state === 'planned' || state === 'open' || state === 'awaitingMinutes' ? 'go' : 'bare'} to={`/conferences/${id}`}>{t('record:conferences.view')}</ButtonLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
