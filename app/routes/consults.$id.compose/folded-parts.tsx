import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { clinicalSections, type ClinicalName, type ClinicalSection } from '~/domain/consults/clinical-fields'
import type { DraftContent } from '~/domain/consults/draft'
import { Choice } from '~/ui/choice'
import { ClinicalFields } from '~/ui/clinical-fields'
import { Field } from '~/ui/field'
import { Fold } from '~/ui/fold'
import { useField } from '~/ui/form-context'
import { TextArea } from '~/ui/text-area'

const bookish = ['recordNumber', 'admissionNumber', 'department', 'room', 'bed'] as const
const personal = ['nationalId', 'insuranceNumber', 'address', 'ethnicity', 'occupation'] as const
const episodes = ['inpatient', 'outpatient', 'emergencyStay', 'healthStation'] as const
const sections = ['history', 'exam', 'diagnosis', 'treatment', 'tests', 'wish', 'frame'] as const satisfies readonly ClinicalSection[]

/** A link to a folded part opens it. */
function useOpening() {
  useEffect(() => {
    const open = ({ target }: MouseEvent) => {
      const link = target instanceof Element ? target.closest('a[href^="#fold-"]') : null
      const fold = link && document.querySelector(link.getAttribute('href') ?? '')
      if (fold instanceof HTMLDetailsElement) fold.open = true
    }
    document.addEventListener('click', open)
    return () => document.removeEventListener('click', open)
  }, [])
}

/** Whose patient it is on paper: what form 27/BV2 prints and the quick request does not ask. */
function Administrative({ content, note }: { content: DraftContent; note: string | undefined }) {
  const { t } = useTranslation()
  const wrong = [useField('admittedOn').complaint, useField('birthDate').complaint].some((complaint) => complaint !== undefined)
  return (
    <Fold id="fold-admin" title={t('consults:section.admin')} note={note} open={wrong}>
      <p className="hint mb-3">{t('compose:details.lead')}</p>
      <div className="pairs">
        <Field name="birthDate" type="date" label={t('compose:details.birthDate')} hint={t('compose:details.birthDateHint')} defaultValue={content.birthDate} optional />
        <Field name="admittedOn" type="date" label={t('compose:details.admittedOn')} defaultValue={content.admittedOn} optional />
        {[...bookish, ...personal].map((name) => <Field key={name} name={name} label={t(`compose:details.${name}`)} defaultValue={content[name]} autoComplete="off" spellCheck={false} optional />)}
      </div>
    </Fold>
  )
}

/** The whole form of the request, section by section, each shut until it is wanted. */
export function FoldedParts({ content }: { content: DraftContent }) {
  const { t } = useTranslation()
  useOpening()
  const count = (names: readonly (keyof DraftContent)[]) => names.filter((name) => content[name] !== '').length
  const noteOf = (names: readonly (keyof DraftContent)[]) => (count(names) > 0 ? t('compose:folds.filled', { count: count(names) }) : undefined)
  const namesOf = (section: ClinicalSection): readonly ClinicalName[] => clinicalSections[section]
  return (
    <section className="folds" aria-labelledby="folds-title">
      <h2 id="folds-title">{t('compose:part.rest')}</h2>
      <p className="hint">{t('compose:folds.lead')}</p>
      <Fold id="fold-summary" title={t('compose:summary.title')} note={noteOf(['summary'])}>
        <TextArea name="summary" rows={6} label={t('compose:summary.label')} hint={t('compose:summary.hint')} defaultValue={content.summary} optional />
      </Fold>
      <Administrative content={content} note={noteOf(['birthDate', 'admittedOn', ...bookish, ...personal])} />
      {sections.map((section) => (
        <Fold key={section} id={`fold-${section}`} title={t(`consults:section.${section}`)} note={noteOf([...namesOf(section), ...(section === 'frame' ? ['episodeKind' as const] : section === 'diagnosis' ? ['diagnosis' as const] : [])])}>
          {section === 'frame' ? <Choice name="episodeKind" legend={t('compose:episode')} defaultValue={content.episodeKind} optional options={episodes.map((value) => ({ value, label: t(`consults:episode.${value}`) }))} /> : null}
          {section === 'diagnosis' ? <TextArea name="diagnosis" rows={2} label={t('compose:details.diagnosis')} defaultValue={content.diagnosis} optional /> : null}
          <ClinicalFields section={section} values={content} />
        </Fold>
      ))}
    </section>
  )
}
