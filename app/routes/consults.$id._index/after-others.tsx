import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Dialog } from '~/ui/dialog'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Select } from '~/ui/select'
import { TextArea } from '~/ui/text-area'
import type { RecordView } from '~/ui/record/view.server'

interface OtherProps { view: RecordView; reply: unknown; open: boolean }

const transports = ['escortedAmbulance', 'ambulance', 'hospitalVehicle', 'ownMeans'] as const

/** Moves the patient: inside the network follow-up goes along. */
export function Refer({ view, reply, open }: OtherProps) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('record:other.refer.title')} trigger={t('record:other.refer.title')} open={open}>
      <Form intent="refer" reply={reply}>
        <p>{t('record:other.refer.text')}</p>
        <Select name="receivingId" label={t('record:other.refer.receiving')} options={view.referralTargets.map(({ id, name }) => ({ value: id, label: name }))} empty={t('record:other.refer.outside')} />
        <Field name="place" label={t('record:other.refer.place')} hint={t('record:other.refer.placeHint')} optional />
        <Choice name="transport" legend={t('record:other.refer.transport')} options={transports.map((value) => ({ value, label: t(`record:transport.${value}`) }))} />
        <TextArea name="reason" label={t('record:other.refer.note')} rows={3} />
        <div className="btns"><Button kind="go">{t('record:other.refer.do')}</Button></div>
      </Form>
    </Dialog>
  )
}

/** The second round: what happened since, and new questions. */
export function AskAgain({ view, reply, open }: OtherProps) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('record:other.askAgain.title')} trigger={t('record:other.askAgain.title')} open={open}>
      <Form intent="askAgain" reply={reply}>
        <p>{t('record:other.askAgain.text', { supporting: view.supporting?.shortName ?? '' })}</p>
        <TextArea name="text" label={t('record:other.askAgain.what')} rows={4} />
        <TextArea name="questions" path="questions.0" label={t('record:other.askAgain.question')} rows={2} />
        <TextArea name="questions" path="questions.1" label={t('record:other.askAgain.another')} rows={2} optional />
        <div className="btns"><Button kind="go">{t('record:other.askAgain.do')}</Button></div>
      </Form>
    </Dialog>
  )
}
