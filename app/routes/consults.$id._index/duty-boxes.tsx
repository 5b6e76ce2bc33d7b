import { useTranslation } from 'react-i18next'
import { formatDateTime, formatTime } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Select } from '~/ui/select'
import type { RecordView } from '~/ui/record/view.server'

interface BoxProps { view: RecordView; reply: unknown }

/** The head of department or the leader on duty lets it go out. */
export function Approve({ reply }: BoxProps) {
  const { t } = useTranslation()
  return <Form intent="approve" reply={reply}><p>{t('record:box.approve.text')}</p><Button kind="go">{t('record:box.approve.do')}</Button></Form>
}

/** Said by telephone, written by the treating doctor, confirmed later. */
export function ApproveByTelephone({ view, reply }: BoxProps) {
  const { t } = useTranslation()
  if (view.approvers.length === 0) return <p>{t('record:box.approveByTelephone.nobody')}</p>
  return (
    <Form intent="approveByTelephone" reply={reply}>
      <p>{t('record:box.approveByTelephone.text')}</p>
      <Select name="approverId" label={t('record:box.approveByTelephone.approver')} options={view.approvers.map(({ personId, name, as }) => ({ value: personId, label: `${name}, ${t(`record:box.approveByTelephone.${as}`)}` }))} empty={t('record:choose')} />
      <Field type="time" name="reportedAt" label={t('record:box.approveByTelephone.at')} defaultValue={formatTime(view.now)} width="short" />
      <Button kind="go">{t('record:box.approveByTelephone.do')}</Button>
    </Form>
  )
}

/** What was said by telephone, now in writing. */
export function ConfirmApproval({ view, reply }: BoxProps) {
  const { t } = useTranslation()
  return (
    <Form intent="confirmApproval" reply={reply}>
      <p>{t('record:box.confirmApproval.text', { doctor: view.treatingDoctor.name, time: view.toConfirm ? formatDateTime(view.toConfirm) : '' })}</p>
      <Button kind="go">{t('record:box.confirmApproval.do')}</Button>
    </Form>
  )
}

/** For whoever is on duty at the hospital that was asked. */
export function TakeOn({ reply }: BoxProps) {
  const { t } = useTranslation()
  return <Form intent="takeOn" reply={reply}><p>{t('record:box.takeOn.text')}</p><Button kind="go">{t('record:box.takeOn.do')}</Button></Form>
}

/** Which requests went out on a word by telephone, and whether it was confirmed. */
export function Approvals({ view }: { view: RecordView }) {
  const { t } = useTranslation()
  if (view.approvals.length === 0 || !view.ownSide) return null
  return (
    <>
      {view.approvals.map(({ at, approver, confirmedAt }) => (
        <p key={at} className="hint">
          {t('record:approval.telephone', { time: formatDateTime(at), name: approver })}, {confirmedAt ? t('record:approval.confirmed', { time: formatDateTime(confirmedAt) }) : t('record:approval.unconfirmed')}
        </p>
      ))}
    </>
  )
}
