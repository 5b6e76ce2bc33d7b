import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { Form } from '~/ui/form'
import { Select } from '~/ui/select'
import { TextArea } from '~/ui/text-area'
import type { RecordView } from '~/ui/record/view.server'

interface OtherProps { view: RecordView; reply: unknown; open: boolean }

/** To another specialty or hospital that an agreement covers. */
export function Redirect({ view, reply, open }: OtherProps) {
  const { t, i18n } = useTranslation()
  const title = t('record:other.redirect.title')
  const elsewhere = view.targets.map((target) => ({ ...target, specialties: target.specialties.filter(({ code }) => target.supportingId !== view.supportingId || code !== view.specialtyCode) }))
  const hospitals = elsewhere.filter(({ specialties }) => specialties.length > 0)
  const specialties = [...new Map(hospitals.flatMap((target) => target.specialties.map((one) => [one.code, one]))).values()]
  return (
    <Dialog title={title} trigger={title} open={open}>
      {hospitals.length === 0 ? <p>{t('record:other.redirect.nowhere')}</p> : (
        <Form intent="redirect" reply={reply}>
          <p>{t('record:other.redirect.text')}</p>
          <Select name="supportingId" label={t('record:other.redirect.hospital')} options={hospitals.map(({ supportingId, hospital }) => ({ value: supportingId, label: hospital }))} defaultValue={view.supportingId ?? ''} />
          <Select name="specialtyCode" label={t('record:other.redirect.specialty')} options={specialties.map(({ code, nameVi, nameEn }) => ({ value: code, label: i18n.language === 'vi' ? nameVi : nameEn }))} empty={t('record:choose')} />
          <TextArea name="note" label={t('record:other.redirect.note')} rows={3} />
          <div className="btns"><Button kind="go">{t('record:other.redirect.do')}</Button></div>
        </Form>
      )}
    </Dialog>
  )
}

/** The patient gets another treating doctor, with what they must know. */
export function HandOver({ view, reply, open }: OtherProps) {
  const { t } = useTranslation()
  const title = t('record:other.handOver.title')
  return (
    <Dialog title={title} trigger={title} open={open}>
      <Form intent="handOver" reply={reply}>
        <p>{t('record:other.handOver.text')}</p>
        <input type="hidden" name="consultIds" value={view.id} />
        <input type="hidden" name="rowIds" value={view.id} />
        <Select name="toId" label={t('record:other.handOver.to')} options={view.recipients.map(({ personId, name, onDuty }) => ({ value: personId, label: onDuty ? `${name}, ${t('record:other.handOver.onDuty')}` : name }))} empty={t('record:choose')} />
        <TextArea name="notes" label={t('record:other.handOver.note')} rows={4} optional />
        <div className="btns"><Button kind="go">{t('record:other.handOver.do')}</Button></div>
      </Form>
    </Dialog>
  )
}

/** A colleague, or the doctor on duty, becomes the treating doctor. */
export function TakeOver({ view, reply, open }: OtherProps) {
  const { t } = useTranslation()
  const title = t('record:other.takeOver.title')
  return (
    <Dialog title={title} trigger={title} open={open}>
      <Form intent="takeOver" reply={reply}>
        <p>{t('record:other.takeOver.text', { doctor: view.treatingDoctor.name })}</p>
        <TextArea name="note" label={t('record:other.takeOver.note')} rows={3} optional />
        <div className="btns"><Button kind="go">{t('record:other.takeOver.do')}</Button></div>
      </Form>
    </Dialog>
  )
}
