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

function DetailsForm({ patient, now, reply }: { patient: NonNullable<RecordView['patient']>; now: string; reply: unknown }) {
  const { t } = useTranslation()
  const before: Record<(typeof lines)[number], string> = { ...patient, department: patient.typedDepartment }
  return (
    <Form intent="completeDetails" reply={reply} className="detail-fields">
      {patient.unidentified ? <Field name="patientName" label={t('record:details.patientName')} hint={t('record:details.patientNameHint')} optional defaultValue={patient.name} /> : null}
      {lines.map((name) => <Field key={name} name={name} label={t(`record:details.${name}`)} optional defaultValue={before[name]} {...(name === 'department' && { hint: t('record:details.departmentHint', { department: patient.department }) })} />)}
      <Field type="date" name="admittedOn" label={t('record:details.admittedOn')} optional defaultValue={patient.admittedOn ?? ''} max={todayInVietnam(now)} />
      <TextArea name="diagnosis" label={t('record:details.diagnosis')} optional rows={2} defaultValue={patient.diagnosis} />
      <Button>{t('record:details.do')}</Button>
    </Form>
  )
}

/** What the papers print and the quick request did not ask: to be filled in until the answer is confirmed. */
export function Details({ view: { patient, may, now }, reply }: { view: RecordView; reply: unknown }) {
  const { t } = useTranslation()
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
        { term: t('record:details.diagnosis'), detail: shown(patient.diagnosis) },
      ]} />
      {may.completeDetails || refused ? <details className="fill" open={refused}><summary>{t('record:details.fill')}</summary><DetailsForm patient={patient} now={now} reply={reply} /></details> : null}
    </Section>
  )
}
