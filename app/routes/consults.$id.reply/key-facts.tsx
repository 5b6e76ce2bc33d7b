import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Clock } from '~/ui/clock'
import { HospitalBadge } from '~/ui/hospital-badge'
import { Icon } from '~/ui/icon'
import { LevelMark } from '~/ui/level-mark'
import { patientWords } from '~/ui/patient-words'
import { valueWords } from '~/domain/consults/clinical-words'
import type { ReplyView } from './reply-view.server'

/** How urgent, who, who asks and how to reach him: the first lines of the page. */
function Head({ view }: { view: ReplyView }) {
  const { t } = useTranslation()
  const { id, code, level, requesting, department, treatingDoctor, telephone, dueAt, sentAt, now } = view
  const number = telephone || requesting?.telephone
  return (
    <header className="reply-head">
      <p className="crumb"><Link to={`/consults/${id}`} prefetch="none">{code}</Link>{level ? <LevelMark level={level} /> : null}<span>{view.specialty}</span></p>
      <h1>{patientWords(t, view)}{view.patient?.name ? <small>{view.patient.name}</small> : null}</h1>
      <p className="from">{requesting ? <HospitalBadge code={requesting.badge} name={requesting.shortName} /> : null}{department ? `, ${department}` : null}</p>
      {number ? <a className="btn call" href={`tel:${number.replace(/[^+\d]/g, '')}`}><Icon name="phone" />{telephone ? t('answer:reply.call', { name: treatingDoctor.name }) : t('answer:reply.callHospital', { hospital: requesting?.shortName ?? '' })}</a> : null}
      {dueAt && sentAt ? <Clock dueAt={dueAt} startedAt={sentAt} now={now} /> : null}
    </header>
  )
}

function Vitals({ vitals }: Pick<ReplyView, 'vitals'>) {
  const { t } = useTranslation()
  if (vitals.length === 0) return null
  return <p className="vit" aria-label={t('answer:reply.vitals')}>{vitals.map(({ name, value }) => <span key={name}>{t(`consults:clinical.${name}`)} <b>{valueWords(t, name, value)}</b></span>)}</p>
}

function Pictures({ id, pictures, moreFiles }: Pick<ReplyView, 'id' | 'pictures' | 'moreFiles'>) {
  const { t } = useTranslation()
  if (pictures.length + moreFiles === 0) return null
  return (
    <div className="key-pictures">
      {pictures.map((picture, index) => (
        <a key={picture.id} href={`/consults/${id}/files/${picture.id}`} target="_blank" rel="noreferrer">
          <img src={`/consults/${id}/files/${picture.id}?size=thumbnail`} alt={t('answer:reply.picture', { number: index + 1, name: picture.name })} width={96} height={72} />
        </a>
      ))}
      {moreFiles > 0 ? <a href={`/consults/${id}#tep`}>{t('answer:reply.moreFiles', { count: moreFiles })}</a> : null}
    </div>
  )
}

/** Everything that matters for a first answer, on one screen of a phone. */
export function KeyFacts({ view }: { view: ReplyView }) {
  const { t } = useTranslation()
  return (
    <>
      <Head view={view} />
      {view.supplemented ? <p className="hint">{t('answer:reply.supplemented', { version: view.supplemented })}</p> : null}
      <div className="situation"><h2 className="sr">{t('answer:reply.situation')}</h2><p className="told" tabIndex={0}>{view.situation}</p></div>
      <Vitals vitals={view.vitals} />
      <h2 className="sr">{t('answer:reply.pictures')}</h2>
      <Pictures id={view.id} pictures={view.pictures} moreFiles={view.moreFiles} />
      <h2 className="sr">{t('answer:reply.questions')}</h2>
      <ol className="asked-questions">{view.questions.map(({ number, text }) => <li key={number} value={number}>{text}</li>)}</ol>
    </>
  )
}
