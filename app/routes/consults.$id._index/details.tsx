import { useTranslation } from 'react-i18next'
import { formatDay, todayInVietnam } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Facts } from '~/ui/facts'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Section } from '~/ui/section'
import { TextArea } from '~/ui/text-area'
import type { RecordView } from '~/ui/record/view.server'

const lines = ['recordNumber', 'admissionNumber', 'department', 'room', 'bed'] as const
const personal = ['nationalId', 'insuranceNumber', 'address', 'ethnicity', 'occupation'] as const

/** Before the answer all that the papers print; afterwards the ICD-10 code, which may come until the consult is closed. */
function DetailsForm({ view, patient, reply }: { view: RecordView; patient: NonNullable<RecordView['patient']>; reply: unknown }) {
  const { t } = useTranslation()
  const before: Record<(typeof lines)[number], string> = { ...patient, department: patient.typedDepartment }
  const { now, printable, icd10 } = view
  return (
    <Form intent="completeDetails" reply={reply} className="detail-fields">
      {printable && patient.unidentified ? <Field name="patientName" label={t('record:details.patientName')} hint={t('record:details.patientNameHint')} optional defaultValue={patient.name} /> : null}
      {printable ? lines.map((name) => <Field key={name} name={name} label={t(`record:details.${name}`)} optional defaultValue={before[name]} {...(name === 'department' && { hint: t('record:details.departmentHint', { department: patient.department }) })} />) : null}
      {printable ? <Field type="date" name="admittedOn" label={t('record:details.admittedOn')} optional defaultValue={patient.admittedOn ?? ''} max={todayInVietnam(now)} /> : null}
      <Field name="icd10" label={t('record:details.icd10')} hint={t('consults:icdHint')} optional defaultValue={icd10} autoComplete="off" spellCheck={false} />
      {printable ? <TextArea name="diagnosis" label={t('record:details.diagnosis')} optional rows={2} defaultValue={patient.diagnosis} /> : null}
      <Button>{t('record:details.do')}</Button>
    </Form>
  )
}

/** What the papers print and the quick request did not ask: to be filled in until the answer is confirmed. */
export function Details({ view, reply }: { view: RecordView; reply: unknown }) {
  const { t } = useTranslation()
  const { patient, moreIdentity: more, may, icd10, printable } = view
  if (!patient) return null
  // Stays when the answer was confirmed meanwhile: somebody has to read why nothing was saved.
  const refused = typeof reply === 'object' && reply !== null && 'problems' in reply && 'intent' in reply && reply.intent === 'completeDetails'
  const blank = [...lines.map((name) => (name === 'department' ? patient.department : patient[name])), patient.admittedOn, patient.diagnosis].filter((value) => !value).length
  const shown = (value: string | null) => value || <span className="hint">{t('record:details.dots')}</span>
  return (
    <Section id="hanh-chinh" title={t('record:details.title')} note={blank > 0 ? t('record:details.note', { count: blank }) : null}>
      <Facts items={[
        ...lines.map((name) => ({ term: t(`record:details.${name}`), detail: shown(patient[name]) })),
        { term: t('record:details.admittedOn'), detail: shown(patient.admittedOn && formatDay(patient.admittedOn)) },
        more?.birthDate ? { term: t('record:details.birthDate'), detail: formatDay(more.birthDate) } : null,
        ...personal.map((name) => (more?.[name] ? { term: t(`record:details.${name}`), detail: more[name] } : null)),
        { term: t('record:details.diagnosis'), detail: shown(patient.diagnosis) },
        { term: t('record:details.icd10'), detail: shown(icd10) },
      ]} />
      {may.completeDetails || refused ? <details className="fill" open={refused}><summary>{t(printable ? 'record:details.fill' : 'record:details.onlyIcd')}</summary><DetailsForm view={view} patient={patient} reply={reply} /></details> : null}
    </Section>
  )
}
